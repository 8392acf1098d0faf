import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import { globalPolicy, hostEndpoint, node, pod } from '../../policy/testing/design-of.ts';
import { findingsOf } from './testing/linted.ts';

const cluster: readonly Manifest[] = [node('n1', '10.0.0.1'), node('n2', '10.0.0.2')];
const allowing = { profiles: ['projectcalico-default-allow'] };
const star = hostEndpoint('h1', 'n1', allowing);
const onHosts = (ingress: readonly object[]): Manifest =>
  globalPolicy('p', { selector: '!has(projectcalico.org/namespace)', types: ['Ingress'], ingress } as Manifest);
const fromNodes = onHosts([{ action: 'Allow', source: { nets: ['10.0.0.0/24'] } }]);
const dnsCache = pod('kube-system/node-local-dns-1', {}, null, { nodeName: 'n1', hostNetwork: true });

const rows: readonly (readonly [what: string, code: string, extra: readonly Manifest[], found: readonly string[]])[] = [
  [
    'the end of the tier denies it, at the policy that selects the host',
    'HOST-LOOPBACK',
    [star, fromNodes],
    [
      'GlobalNetworkPolicy/p spec.ingress: Host endpoint h1 denies in ingress what its node sends to itself (TCP 9099, 10248): tier default selected it by p, no rule matched, the tier’s default action is Deny.',
    ],
  ],
  [
    'a rule denies it, at that rule',
    'HOST-LOOPBACK',
    [
      star,
      onHosts([
        { action: 'Allow', protocol: 'UDP' },
        { action: 'Deny', destination: { nets: ['127.0.0.0/8'] } },
      ]),
    ],
    ['GlobalNetworkPolicy/p spec.ingress.1: Host endpoint h1 denies in ingress'],
  ],
  [
    'without profile the way out is denied as well as the way in',
    'HOST-LOOPBACK',
    [hostEndpoint('h1', 'n1', {}), fromNodes],
    [
      'HostEndpoint/h1 spec.profiles: Host endpoint h1 denies in egress',
      'GlobalNetworkPolicy/p spec.ingress: Host endpoint h1 denies in ingress',
    ],
  ],
  [
    'hosts that are denied by the same place are one finding',
    'HOST-LOOPBACK',
    [star, hostEndpoint('h2', 'n2', allowing), fromNodes],
    [
      'GlobalNetworkPolicy/p spec.ingress: Host endpoints h1 and h2 deny in ingress what their nodes send to themselves',
    ],
  ],
  [
    'a rule allows it',
    'HOST-LOOPBACK',
    [star, onHosts([{ action: 'Allow', destination: { nets: ['127.0.0.0/8'] } }])],
    [],
  ],
  [
    'a host endpoint of one interface has nothing to do with loopback',
    'HOST-LOOPBACK',
    [hostEndpoint('h1', 'n1', { ...allowing, interfaceName: 'eth0' }), fromNodes],
    [],
  ],
  ['no policy', 'HOST-LOOPBACK', [star], []],
  [
    'a DNS cache on the node',
    'HOST-DNS',
    [star, fromNodes, dnsCache],
    ['HostEndpoint/h1 spec: Host endpoint h1 denies UDP 53 inside n1, where the node-local DNS cache listens.'],
  ],
  ['no DNS cache', 'HOST-DNS', [star, fromNodes], []],
];

test.each(rows.map((row) => [`${row[1]}: ${row[0]}`, row] as const))('%s', (_, [, code, extra, found]) => {
  const findings = findingsOf(code, [...cluster, ...extra]);
  expect(findings.map((finding, index) => finding.slice(0, found[index]?.length))).toEqual(found);
});
