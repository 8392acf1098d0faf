import { expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import type { Settings } from '../model/settings.ts';
import { evaluateAll } from './evaluate-all.ts';
import { lower } from './lower.ts';
import { Memory } from './memory.ts';
import {
  calico,
  felix,
  globalPolicy,
  hostEndpoint,
  inputsOf,
  namespace,
  network,
  node,
  pod,
} from './testing/design-of.ts';

const controllers = (hostEndpointSpec: JsonObject): Manifest =>
  calico('KubeControllersConfiguration', 'default', { controllers: { node: { hostEndpoint: hostEndpointSpec } } });
const pool = (spec: JsonObject): Manifest => calico('IPPool', 'p', { cidr: '10.65.0.0/16', ...spec });
const tunnel = (name: string, last: number): Manifest =>
  node(name, `10.0.0.${last}`, {
    metadata: { name, annotations: { 'projectcalico.org/IPv4VXLANTunnelAddr': `10.65.9.${last}` } },
  });

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  namespace('prod'),
  pod('prod/a', { app: 'a' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('prod/b', { app: 'b' }, '10.65.2.2', { nodeName: 'n2' }),
  network('x', '203.0.113.0/24'),
  hostEndpoint('h', 'n2', { expectedIPs: ['10.0.0.2'] }, { 'projectcalico.org/created-by': 'calico-kube-controllers' }),
  globalPolicy('p', {
    selector: '!has(app)',
    types: ['Ingress'],
    ingress: [{ action: 'Allow', source: { nets: ['10.0.0.0/24'] } }],
  }),
];

/** Each is one change of what was there before, or of what the cluster is taken for. */
const changes: readonly (readonly [what: string, extra: readonly Manifest[], settings?: Partial<Settings>])[] = [
  ['nothing', []],
  ['endpoint to host', [felix('default', { defaultEndpointToHostAction: 'Drop' })]],
  ['left to the host', [felix('default', { defaultEndpointToHostAction: 'Return' })]],
  ['which drops', [felix('default', { defaultEndpointToHostAction: 'Return' })], { hostInputDefault: 'drop' }],
  ['failsafe ports', [felix('default', { failsafeInboundHostPorts: [] })]],
  ['of one node', [felix('node.n2', { failsafeInboundHostPorts: [], defaultEndpointToHostAction: 'Drop' })]],
  ['of the other', [felix('node.n1', { failsafeInboundHostPorts: [], defaultEndpointToHostAction: 'Drop' })]],
  ['tunnels of pods', [felix('default', { allowVXLANPacketsFromWorkloads: true })]],
  ['eBPF', [felix('default', { bpfEnabled: true })]],
  ['eBPF on other interfaces', [felix('default', { bpfEnabled: true, bpfDataIfacePattern: '^x' })]],
  ['eBPF by setting', [], { dataplane: 'ebpf' }],
  ['NAT', [pool({ natOutgoing: true })]],
  [
    'NAT but not to nodes',
    [pool({ natOutgoing: true }), felix('default', { natOutgoingExclusions: 'IPPoolsAndHostIPs' })],
  ],
  [
    'which 3.30 does not know',
    [pool({ natOutgoing: true }), felix('default', { natOutgoingExclusions: 'IPPoolsAndHostIPs' })],
    { calicoVersion: '3.30' },
  ],
  ['VXLAN', [pool({ vxlanMode: 'Always' })]],
  ['VXLAN modelled', [pool({ vxlanMode: 'Always' })], { modelEncapsulation: true }],
  ['with addresses', [pool({ vxlanMode: 'Always' }), tunnel('n1', 1), tunnel('n2', 2)], { modelEncapsulation: true }],
  ['automatic host endpoints', [controllers({ autoCreate: 'Enabled' })]],
  ['none', [controllers({ autoCreate: 'Disabled' })]],
  [
    'by template',
    [
      controllers({
        autoCreate: 'Enabled',
        createDefaultHostEndpoint: 'Disabled',
        templates: [{ generateName: 't', interfaceCIDRs: ['10.0.0.0/24'] }],
      }),
    ],
  ],
  [
    'which 3.29 does not know',
    [
      controllers({
        autoCreate: 'Enabled',
        createDefaultHostEndpoint: 'Disabled',
        templates: [{ generateName: 't', interfaceCIDRs: ['10.0.0.0/24'] }],
      }),
    ],
    { calicoVersion: '3.29' },
  ],
];

test('what an evaluation remembers knows nothing of a configuration that has changed', () => {
  let memory = new Memory();
  // Forth, back, and by leaps.
  const leaps = changes.map((_, index) => changes[(index * 7) % changes.length] ?? changes[0]);
  for (const change of [...changes, ...changes.toReversed(), ...leaps]) {
    const [what, extra, settings = {}] = change ?? ['nothing', []];
    const inputs = inputsOf([...cluster, ...extra]);
    const remembering = lower(inputs, settings, { staged: 'ignored' }, memory);
    memory = remembering.memory;
    expect({ what, table: evaluateAll(remembering) }).toEqual({ what, table: evaluateAll(lower(inputs, settings)) });
  }
});
