import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import { calico, globalPolicy, hostEndpoint, node } from '../../policy/testing/design-of.ts';
import { findingsOf } from './testing/linted.ts';

const allowing = { profiles: ['projectcalico-default-allow'] };
const n1 = node('n1', '10.0.0.1');
const ethernet = node('n1', '10.0.0.1', { spec: { interfaces: [{ name: 'ens3', addresses: ['10.0.0.1'] }] } });
const bare = hostEndpoint('h1', 'n1', {});
const onHosts = (types: readonly string[], spec: object = {}): Manifest =>
  globalPolicy('p', { selector: '!has(projectcalico.org/namespace)', types, ...spec } as Manifest);
const labelled = (labels: object): Manifest => hostEndpoint('h1', 'n1', allowing, labels as Manifest);
const controllers = (autoCreate: string): Manifest =>
  calico('KubeControllersConfiguration', 'default', { controllers: { node: { hostEndpoint: { autoCreate } } } });

interface Row {
  readonly what: string;
  readonly code: string;
  readonly design: readonly Manifest[];
  /** Of each finding the start. */
  readonly found: readonly string[];
}

const rows: readonly Row[] = [
  {
    what: 'neither profile nor egress policy',
    code: 'HOST-EGRESS-DENY',
    design: [n1, bare, onHosts(['Ingress'])],
    found: [
      'HostEndpoint/h1 spec: No policy governs egress of host endpoint h1 and it lists no profile that allows it,',
    ],
  },
  {
    what: 'a profile that does not exist denies, whatever comes after it',
    code: 'HOST-EGRESS-DENY',
    design: [n1, hostEndpoint('h1', 'n1', { profiles: ['gone', 'projectcalico-default-allow'] })],
    found: ['HostEndpoint/h1 spec: No policy governs egress of host endpoint h1'],
  },
  {
    what: 'an allowing profile',
    code: 'HOST-EGRESS-DENY',
    design: [n1, hostEndpoint('h1', 'n1', allowing)],
    found: [],
  },
  { what: 'an egress policy', code: 'HOST-EGRESS-DENY', design: [n1, bare, onHosts(['Egress'])], found: [] },
  {
    what: 'a staged egress policy governs nothing',
    code: 'HOST-EGRESS-DENY',
    design: [n1, bare, { ...onHosts(['Egress']), kind: 'StagedGlobalNetworkPolicy' }],
    found: ['HostEndpoint/h1 spec: No policy governs egress'],
  },
  {
    what: 'a host endpoint that polices nothing',
    code: 'HOST-EGRESS-DENY',
    design: [n1, hostEndpoint('h1', 'gone', {})],
    found: [],
  },
  {
    what: 'neither profile nor ingress policy',
    code: 'HOST-INGRESS-DENY',
    design: [n1, bare, onHosts(['Egress'])],
    found: ['HostEndpoint/h1 spec: No policy governs ingress of host endpoint h1'],
  },
  { what: 'an ingress policy', code: 'HOST-INGRESS-DENY', design: [n1, bare, onHosts(['Ingress'])], found: [] },
  {
    what: 'two of all interfaces',
    code: 'HEP-DUP',
    design: [n1, hostEndpoint('a', 'n1', allowing), hostEndpoint('b', 'n1', allowing)],
    found: [
      'HostEndpoint/b spec.interfaceName: Host endpoints a and b both claim all interfaces of node n1, and only a is active',
    ],
  },
  {
    what: 'one by name, one by address of that interface',
    code: 'HEP-DUP',
    design: [
      n1,
      hostEndpoint('a', 'n1', { ...allowing, interfaceName: '', expectedIPs: ['10.0.0.1'] }),
      hostEndpoint('b', 'n1', { ...allowing, interfaceName: 'eth0', expectedIPs: ['10.0.0.1'] }),
    ],
    found: ['HostEndpoint/b spec.interfaceName: Host endpoints a and b both claim the same interface of node n1'],
  },
  {
    what: 'one of all interfaces and one of a single one',
    code: 'HEP-DUP',
    design: [n1, hostEndpoint('a', 'n1', allowing), hostEndpoint('b', 'n1', { ...allowing, interfaceName: 'eth0' })],
    found: [],
  },
  {
    what: 'the same on two nodes',
    code: 'HEP-DUP',
    design: [n1, node('n2', '10.0.0.2'), bare, hostEndpoint('h2', 'n2', {})],
    found: [],
  },
  {
    what: 'an interface that is not among those written down',
    code: 'HEP-IFACE-UNKNOWN',
    design: [ethernet, hostEndpoint('h1', 'n1', { interfaceName: 'eth0' })],
    found: [
      'HostEndpoint/h1 spec.interfaceName: Host endpoint h1 is bound to interface eth0, which is none of node n1 as far as the design knows: it has ens3.',
    ],
  },
  {
    what: 'addresses that are on no interface',
    code: 'HEP-IFACE-UNKNOWN',
    design: [n1, hostEndpoint('h1', 'n1', { interfaceName: '', expectedIPs: ['10.9.9.9'] })],
    found: ['HostEndpoint/h1 spec.expectedIPs: Host endpoint h1 expects 10.9.9.9, which is on no interface of node n1'],
  },
  {
    what: 'an interface that is there',
    code: 'HEP-IFACE-UNKNOWN',
    design: [ethernet, hostEndpoint('h1', 'n1', { interfaceName: 'ens3' })],
    found: [],
  },
  {
    what: 'loopback',
    code: 'HEP-IFACE-UNKNOWN',
    design: [n1, hostEndpoint('h1', 'n1', { interfaceName: 'lo' })],
    found: [],
  },
  {
    what: 'a label of pods',
    code: 'HEP-RESERVED-LABEL',
    design: [n1, labelled({ 'projectcalico.org/namespace': 'prod', 'pcns.env': 'x' })],
    found: [
      'HostEndpoint/h1 metadata.labels.projectcalico.org/namespace: Host endpoint h1 carries the label projectcalico.org/namespace,',
      'HostEndpoint/h1 metadata.labels.pcns.env: Host endpoint h1 carries the label pcns.env,',
    ],
  },
  {
    what: 'the label of the controller on one that it did not make',
    code: 'HEP-RESERVED-LABEL',
    design: [n1, labelled({ 'projectcalico.org/created-by': 'calico-kube-controllers' })],
    found: ['HostEndpoint/h1 metadata.labels.projectcalico.org/created-by: Host endpoint h1 carries'],
  },
  {
    what: 'the label of the controller on its own one, as a cluster gives it out',
    code: 'HEP-RESERVED-LABEL',
    design: [
      n1,
      hostEndpoint('n1-auto-hep', 'n1', allowing, { 'projectcalico.org/created-by': 'calico-kube-controllers' }),
      controllers('Enabled'),
    ],
    found: [],
  },
  { what: 'labels of its own', code: 'HEP-RESERVED-LABEL', design: [n1, labelled({ role: 'node' })], found: [] },
];

test.each(rows.map((row) => [`${row.code}: ${row.what}`, row] as const))('%s', (_, { code, design, found }) => {
  const findings = findingsOf(code, design);
  expect(findings.map((finding, index) => finding.slice(0, found[index]?.length))).toEqual(found);
});
