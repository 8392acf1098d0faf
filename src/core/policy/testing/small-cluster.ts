import type { Manifest } from '../../model/document.ts';
import { globalPolicy, hostEndpoint, namespace, network, node, pod } from './design-of.ts';

// A cluster of two nodes that several tests judge packets and pairs in.

export const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  namespace('prod', { env: 'prod' }),
  namespace('dev', { env: 'dev' }),
  pod('prod/db', { app: 'db' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('dev/web', { app: 'web' }, '10.65.2.3', { nodeName: 'n2' }),
  pod('dev/near', { app: 'near' }, '10.65.1.3', { nodeName: 'n1' }),
  pod('dev/lost', { app: 'lost' }, null),
  network('partner', '203.0.113.0/24'),
];

export const ingress = (rules: readonly object[], extra: object = {}): object => ({
  types: ['Ingress'],
  ingress: rules,
  ...extra,
});
export const policy = (name: string, spec: object): Manifest => globalPolicy(name, spec as Manifest);
export const onDb = (rules: readonly object[], extra: object = {}): Manifest =>
  policy('db', ingress(rules, { selector: "app == 'db'", ...extra }));
export const guard = hostEndpoint(
  'h1',
  'n1',
  { expectedIPs: ['10.0.0.1'], profiles: ['projectcalico-default-allow'] },
  { role: 'node' },
);
export const bare = hostEndpoint('h1', 'n1', { expectedIPs: ['10.0.0.1'] }, { role: 'node' });

/** Rules of several kinds on a pod and on a host endpoint. */
export const severalRules: readonly Manifest[] = [
  ...cluster,
  guard,
  onDb([
    { action: 'Pass', protocol: 'ICMP' },
    {
      action: 'Allow',
      protocol: 'TCP',
      source: { selector: "app == 'web'" },
      destination: { ports: [80, '8000:8010'] },
    },
    { action: 'Deny', source: { nets: ['203.0.113.0/28'] } },
    { action: 'Allow', protocol: 'UDP', source: { nets: ['203.0.113.0/25'] } },
  ]),
  policy(
    'hosts',
    ingress([{ action: 'Allow', source: { selector: "role == 'node'" } }], { selector: "role == 'node'" }),
  ),
];
