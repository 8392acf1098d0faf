import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ClusterNode, HostEndpointTemplate, KubeControllersConfiguration } from '../model/entities.ts';
import { resourceId } from '../model/ids.ts';
import type { Address, Cidr } from '../net/cidr.ts';
import { printAddress } from '../net/cidr.ts';
import { Remembered } from './remembered.ts';
import { automaticHostEndpoints } from './automatic-host-endpoints.ts';
import { featuresOf } from './version-features.ts';

const v4 = (last: number): Address => ({ family: 4, value: 10 * 2 ** 24 + last });
const net: Cidr = { base: v4(0), prefix: 24 };
const clusterNode: ClusterNode = {
  kind: 'cluster-node',
  id: resourceId({ group: '', kind: 'Node', namespace: null, name: 'n1' }),
  name: 'n1',
  labels: new Map([['zone', 'inner']]),
  addresses: [
    { type: 'internal', address: v4(1) },
    { type: 'external', address: { family: 4, value: 1 } },
  ],
  interfaces: [
    { name: 'eth0', addresses: [v4(1)] },
    { name: 'eth1', addresses: [{ family: 4, value: 20 * 2 ** 24 }] },
  ],
  tunnelAddresses: [v4(200)],
  tunnelSources: { ipip: [], vxlan: [] },
  subnets: [],
};

function configuration(spec: Partial<KubeControllersConfiguration>): KubeControllersConfiguration {
  return {
    kind: 'kube-controllers-configuration',
    id: resourceId({
      group: 'projectcalico.org',
      kind: 'KubeControllersConfiguration',
      namespace: null,
      name: 'default',
    }),
    name: 'default',
    labels: new Map(),
    autoCreate: true,
    createDefaultHostEndpoint: false,
    templates: [],
    ...spec,
  };
}

const template: HostEndpointTemplate = {
  generateName: 'edge',
  interfaceNets: [net],
  interfacePattern: null,
  labels: new Map([
    ['zone', 'dmz'],
    ['projectcalico.org/created-by', 'someone'],
  ]),
  nodeSelector: { kind: 'all' },
};

const made = (spec: Partial<KubeControllersConfiguration>): unknown =>
  automaticHostEndpoints(configuration(spec), [clusterNode], featuresOf('3.32'), new Remembered()).map(
    ({ name, interfaceName, expectedAddresses, labels }) => [
      name,
      interfaceName,
      expectedAddresses.map(printAddress).join(),
      labels.get('zone'),
      labels.get('projectcalico.org/created-by'),
    ],
  );

describe('host endpoints that the controller makes', () => {
  test('none without a configuration or with it switched off (R1.20)', () => {
    expect(automaticHostEndpoints(null, [clusterNode], featuresOf('3.32'), new Remembered())).toEqual([]);
    expect(made({ autoCreate: false, createDefaultHostEndpoint: true })).toEqual([]);
  });

  test('the default one: every interface, tunnel and internal addresses, never external ones (R1.21, R1.22)', () => {
    expect(made({ createDefaultHostEndpoint: true })).toEqual([
      ['n1-auto-hep', '*', '10.0.0.200,10.0.0.1,20.0.0.0', 'inner', 'calico-kube-controllers'],
    ]);
  });

  test('a template takes the addresses in its nets, its labels override (R1.23 a)', () => {
    expect(made({ templates: [template] })).toEqual([
      ['n1-edge-auto-hep', '', '10.0.0.200,10.0.0.1', 'dmz', 'calico-kube-controllers'],
    ]);
  });

  test('a template with a pattern makes one for each interface (R1.23 b)', () => {
    expect(made({ templates: [{ ...template, interfaceNets: [], interfacePattern: '^eth1$' }] })).toEqual([
      ['n1-edge-eth1-auto-hep', 'eth1', '20.0.0.0', 'dmz', 'calico-kube-controllers'],
    ]);
  });

  test.each([
    ['no address in its nets', { ...template, interfaceNets: [] }],
    ['another node selected', { ...template, nodeSelector: { kind: 'has', label: 'edge' } as const }],
    ['a pattern that cannot be read', { ...template, interfacePattern: '([' }],
  ])('a template makes nothing: %s', (_why, useless) => {
    expect(made({ templates: [useless] })).toEqual([]);
  });

  const byPattern = { ...template, interfacePattern: '^eth1$' };
  const whole = { createDefaultHostEndpoint: false, templates: [byPattern] };
  test.each([
    ['3.29', ['n1-auto-hep']],
    ['3.30', ['n1-edge-auto-hep']],
    ['3.31', ['n1-edge-eth1-auto-hep']],
  ] as const)('what version %s does not know it takes no notice of (1.1)', (version, names) => {
    const hostEndpoints = automaticHostEndpoints(
      configuration(whole),
      [clusterNode],
      featuresOf(version),
      new Remembered(),
    );
    expect(hostEndpoints.map(({ name }) => name)).toEqual(names);
  });

  test('a name that is too long is replaced by its digest (R1.24)', () => {
    const named = (length: number): readonly string[] => {
      const long = { ...clusterNode, name: 'n'.repeat(length) };
      const configured = configuration({ createDefaultHostEndpoint: true });
      return automaticHostEndpoints(configured, [long], featuresOf('3.32'), new Remembered()).map(({ name }) => name);
    };
    expect(named(244)).toEqual([`${'n'.repeat(244)}-auto-hep`]);
    const digest = createHash('sha256')
      .update(`${'n'.repeat(245)}-auto-hep`)
      .digest('base64url');
    expect(named(245)).toEqual([`${digest.replace(/[-_]/g, '').toLowerCase()}-auto-hep`]);
  });
});
