import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import { calico, felix, globalPolicy, hostEndpoint, node, pod } from '../../policy/testing/design-of.ts';
import { findingsOf } from './testing/linted.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  hostEndpoint('h1', 'n1', { expectedIPs: ['10.0.0.1'], profiles: ['projectcalico-default-allow'] }, { role: 'node' }),
  hostEndpoint('h2', 'n2', { expectedIPs: ['10.0.0.2'], profiles: ['projectcalico-default-allow'] }, { role: 'node' }),
  pod('prod/db', { app: 'db' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('dev/web', { app: 'web' }, '10.65.2.3', { nodeName: 'n2' }),
];
const onHosts = (ingress: readonly object[]): Manifest =>
  globalPolicy('p', { selector: "role == 'node'", types: ['Ingress'], ingress } as Manifest);
const fromNodes = onHosts([{ action: 'Allow', source: { selector: "role == 'node'" } }]);
const action = (defaultEndpointToHostAction: string): Manifest => felix('default', { defaultEndpointToHostAction });
const apiServer = pod('kube-system/kube-apiserver-n1', { component: 'kube-apiserver' }, null, {
  nodeName: 'n1',
  hostNetwork: true,
});
const dnsCache = pod('kube-system/cache', { 'k8s-app': 'node-local-dns' }, null, { nodeName: 'n2', hostNetwork: true });
const pool = (natOutgoing: boolean): Manifest => calico('IPPool', 'pool', { cidr: '10.65.0.0/16', natOutgoing });

const rows: readonly (readonly [what: string, code: string, extra: readonly Manifest[], found: readonly string[]])[] = [
  [
    'the firewall turns a pod of another node away, and not one of its own',
    'E2H-ACCEPT',
    [fromNodes],
    [
      'HostEndpoint/h1 spec: Pod dev/web is turned away at host endpoint h1, and yet pod prod/db reaches every port of that node, on which it runs.',
    ],
  ],
  [
    'as somebody set it',
    'E2H-ACCEPT',
    [fromNodes, action('Accept')],
    ['FelixConfiguration/default spec.defaultEndpointToHostAction: Pod dev/web is turned away'],
  ],
  ['pods are denied their own node', 'E2H-ACCEPT', [fromNodes, action('Drop')], []],
  ['the firewall lets pods in anyway', 'E2H-ACCEPT', [onHosts([{ action: 'Allow' }])], []],
  ['no firewall', 'E2H-ACCEPT', [], []],
  [
    'the API server and the DNS cache on the pod’s own node',
    'E2H-DROP',
    [action('Drop'), apiServer, dnsCache],
    [
      'FelixConfiguration/default spec.defaultEndpointToHostAction: Pod dev/web cannot reach the node-local DNS cache (UDP 53), since pods are denied their own node on n2.',
      'FelixConfiguration/default spec.defaultEndpointToHostAction: Pod prod/db cannot reach the API server on the same node (TCP 6443), since pods are denied their own node on n1.',
    ],
  ],
  ['nothing there that pods need', 'E2H-DROP', [action('Drop')], []],
  ['pods are let through', 'E2H-DROP', [apiServer, dnsCache], []],
  [
    'a pod arrives with its node’s address',
    'SNAT-NODE-TRUST',
    [fromNodes, pool(true)],
    [
      'GlobalNetworkPolicy/p spec.ingress.0: Rule 1 of p lets pod dev/web reach host/h1 as if it were node n2, because its IP pool has natOutgoing.',
    ],
  ],
  ['it keeps its own', 'SNAT-NODE-TRUST', [fromNodes, pool(false)], []],
  [
    'it keeps its own on the way to nodes',
    'SNAT-NODE-TRUST',
    [fromNodes, pool(true), felix('default', { natOutgoingExclusions: 'IPPoolsAndHostIPs' })],
    [],
  ],
  ['pods are let in as what they are', 'SNAT-NODE-TRUST', [onHosts([{ action: 'Allow' }]), pool(true)], []],
  ['no firewall', 'SNAT-NODE-TRUST', [pool(true)], []],
];

test.each(rows.map((row) => [`${row[1]}: ${row[0]}`, row] as const))('%s', (_, [, code, extra, found]) => {
  const findings = findingsOf(code, [...cluster, ...extra]);
  expect(findings.map((finding, index) => finding.slice(0, found[index]?.length))).toEqual(found);
});
