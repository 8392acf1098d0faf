import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { resourceId } from '../model/ids.ts';
import { labelsOf } from '../selector/labels.ts';
import type { Reading } from './read-entity.ts';
import { readEntity } from './read-entity.ts';

const id = resourceId({ group: 'projectcalico.org', kind: 'FelixConfiguration', namespace: null, name: 'default' });

function read(kind: string, spec: JsonObject): Reading {
  return readEntity(id, { apiVersion: 'projectcalico.org/v3', kind, metadata: { name: 'default' }, spec });
}

const felix = (spec: JsonObject): Reading => read('FelixConfiguration', spec);
const controllers = (hostEndpoint: JsonValue): Reading =>
  read('KubeControllersConfiguration', { controllers: { node: { hostEndpoint } } });

describe('FelixConfiguration', () => {
  const ten = { base: { family: 4, value: 0x0a000000 }, prefix: 8 };
  const cases: readonly [what: string, spec: JsonObject, expected: object][] = [
    [
      'absent fields are told from empty lists (R5.25)',
      { failsafeOutboundHostPorts: [] },
      { failsafeInbound: null, failsafeOutbound: [], endpointToHost: null, natExcludesHosts: null },
    ],
    [
      'failsafe ports',
      {
        failsafeInboundHostPorts: [
          { protocol: 'TCP', port: 22 },
          { protocol: 'UDP', port: 0, net: '10.0.0.0/8' },
        ],
      },
      {
        failsafeInbound: [
          { protocol: 6, port: 22, net: null },
          { protocol: 17, port: 0, net: ten },
        ],
      },
    ],
    [
      'the action towards the host, in any case',
      { defaultEndpointToHostAction: 'RETURN' },
      { endpointToHost: 'return' },
    ],
    ['no action towards the host', { defaultEndpointToHostAction: '' }, { endpointToHost: null }],
    ['exclusions from NAT', { natOutgoingExclusions: 'IPPoolsAndHostIPs' }, { natExcludesHosts: true }],
    ['pools only excluded', { natOutgoingExclusions: 'IPPoolsOnly' }, { natExcludesHosts: false }],
    [
      'the eBPF data plane',
      { bpfEnabled: true, bpfDataIfacePattern: 'x' },
      { bpfEnabled: true, bpfDataInterfaces: 'x' },
    ],
    [
      'tunnels',
      { ipipEnabled: false, vxlanEnabled: true, vxlanPort: 1, wireguardEnabled: true, wireguardListeningPort: 2 },
      { tunnels: { ipip: false, vxlan: true, vxlanPort: 1, wireguard: true, wireguardPort: 2 } },
    ],
    [
      'tunnels that pods make',
      { allowIPIPPacketsFromWorkloads: true, allowVXLANPacketsFromWorkloads: false },
      { tunnels: { ipipFromPods: true, vxlanFromPods: false } },
    ],
  ];
  test.each(cases)('%s', (_what, spec, expected) => {
    const { entity, findings } = felix(spec);
    expect(entity).toMatchObject(expected);
    expect(findings).toEqual([]);
  });
});

describe('KubeControllersConfiguration', () => {
  const cases: readonly [what: string, hostEndpoint: JsonValue, expected: object][] = [
    ['nothing', null, { autoCreate: false, createDefaultHostEndpoint: true, templates: [] }],
    ['switched on', { autoCreate: 'Enabled' }, { autoCreate: true, createDefaultHostEndpoint: true }],
    ['an empty switch is on', { createDefaultHostEndpoint: '' }, { createDefaultHostEndpoint: true }],
    ['without default', { createDefaultHostEndpoint: 'Disabled' }, { createDefaultHostEndpoint: false }],
    [
      'a template',
      {
        templates: [{ generateName: 'x', interfaceCIDRs: ['10.0.0.0/8'], labels: { a: 'b' }, nodeSelector: 'has(c)' }],
      },
      {
        templates: [
          {
            generateName: 'x',
            interfaceNets: [{ base: { family: 4, value: 0x0a000000 }, prefix: 8 }],
            interfacePattern: null,
            labels: labelsOf({ a: 'b' }),
            nodeSelector: { kind: 'has', label: 'c' },
          },
        ],
      },
    ],
    [
      'a template for every node',
      { templates: [{ interfacePattern: 'eth.*' }] },
      { templates: [{ interfacePattern: 'eth.*', nodeSelector: { kind: 'all' } }] },
    ],
  ];
  test.each(cases)('%s', (_what, hostEndpoint, expected) => {
    const { entity, findings } = controllers(hostEndpoint);
    expect(entity).toMatchObject(expected);
    expect(findings).toEqual([]);
  });
});

describe('what cannot be read is reported and left out', () => {
  const cases: readonly [reading: Reading, said: string, expected: object][] = [
    [
      felix({ failsafeInboundHostPorts: [{ port: 22 }] }),
      'error FIELD-REQUIRED spec/failsafeInboundHostPorts/0/protocol',
      { failsafeInbound: [] },
    ],
    [
      felix({ failsafeInboundHostPorts: [{ protocol: 'tcp', port: 22 }] }),
      'error VALUE-UNKNOWN spec/failsafeInboundHostPorts/0/protocol',
      { failsafeInbound: [] },
    ],
    [
      felix({ failsafeInboundHostPorts: [{ protocol: 'SCTP', port: 22 }] }),
      'warning VALUE-UNKNOWN spec/failsafeInboundHostPorts/0/protocol',
      { failsafeInbound: [{ protocol: 132, port: 22, net: null }] },
    ],
    [
      felix({ failsafeInboundHostPorts: [{ protocol: 'TCP', port: 22, net: 'x' }] }),
      'error CIDR-SYNTAX spec/failsafeInboundHostPorts/0/net',
      { failsafeInbound: [] },
    ],
    [
      felix({ defaultEndpointToHostAction: 'Allow' }),
      'error VALUE-UNKNOWN spec/defaultEndpointToHostAction',
      { endpointToHost: null },
    ],
    [
      controllers({ autoCreate: true }),
      'error FIELD-TYPE spec/controllers/node/hostEndpoint/autoCreate',
      { autoCreate: false },
    ],
    [
      controllers({ templates: [{ nodeSelector: '((' }] }),
      'error SELECTOR-SYNTAX spec/controllers/node/hostEndpoint/templates/0/nodeSelector',
      { templates: [] },
    ],
  ];
  test.each(cases)('%#', ({ entity, findings }, said, expected) => {
    expect(findings.map(({ severity, code, path }) => `${severity} ${code} ${path.join('/')}`)).toEqual([said]);
    expect(entity).toMatchObject(expected);
  });
});
