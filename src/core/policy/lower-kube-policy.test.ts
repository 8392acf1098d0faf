import { describe } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { testPackets } from './testing/decision.ts';
import { pod } from './testing/design-of.ts';
import { cluster } from './testing/small-cluster.ts';

const kubePolicy = (inNamespace: string, spec: JsonObject): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: inNamespace },
  spec: { podSelector: {}, ...spec },
});
const toDb = (...from: readonly JsonObject[]): Manifest => kubePolicy('prod', { ingress: [{ from }] });
const taken = 'allow wep-ingress prod/db KubernetesNetworkPolicy/prod/p#0';
const left = 'deny wep-ingress prod/db tier-default';
const web = { podSelector: { matchLabels: { app: 'web' } } };

describe('peers (R7.5, R7.6)', () => {
  const twin = pod('prod/web', { app: 'web' }, '10.65.1.8');
  const block = { ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.64/26'] } };
  testPackets(cluster, [
    {
      rule: 'a podSelector: its own namespace',
      extra: [twin, toDb(web)],
      flow: 'prod/web -> prod/db TCP 80',
      decision: taken,
    },
    { rule: 'a podSelector: not another one', extra: [toDb(web)], flow: 'dev/web -> prod/db TCP 80', decision: left },
    {
      rule: 'both: pods of the namespaces',
      extra: [toDb({ ...web, namespaceSelector: { matchLabels: { env: 'dev' } } })],
      flow: 'dev/web -> prod/db TCP 80',
      decision: taken,
    },
    {
      rule: 'both: not other pods there',
      extra: [toDb({ ...web, namespaceSelector: { matchLabels: { env: 'dev' } } })],
      flow: 'dev/near -> prod/db TCP 80',
      decision: left,
    },
    {
      rule: 'an ipBlock',
      extra: [toDb(block)],
      flow: 'external/partner -> prod/db TCP 80',
      query: { fromAddress: '203.0.113.63' },
      decision: taken,
    },
    {
      rule: 'an ipBlock: its exceptions',
      extra: [toDb(block)],
      flow: 'external/partner -> prod/db TCP 80',
      query: { fromAddress: '203.0.113.64' },
      decision: left,
    },
  ]);
});

describe('ports (R7.7)', () => {
  const toPorts = (ports: readonly JsonObject[], to: readonly JsonObject[] = []): Manifest =>
    kubePolicy('dev', { policyTypes: ['Egress'], egress: [{ ports, to }] });
  const denied = 'deny wep-egress dev/web tier-default';
  const reached = 'allow wep-ingress prod/db profile';
  const owner = (name: string, port: number): Manifest =>
    pod(`dev/${name}`, { app: name }, '10.65.7.7', {
      containers: [{ name: 'c', ports: [{ name: 'http', containerPort: port }] }],
    });
  // Two pods at one address: the name is looked up among the pods that the peer selects.
  const owners = [owner('one', 8001), owner('two', 8002)];
  const toOne = toPorts([{ port: 'http' }], [{ podSelector: { matchLabels: { app: 'one' } } }]);
  const range = toPorts([{ port: 8000, endPort: 8010 }]);
  testPackets(cluster, [
    { rule: 'the first of a range', extra: [range], flow: 'dev/web -> prod/db TCP 8000', decision: reached },
    { rule: 'the last of a range', extra: [range], flow: 'dev/web -> prod/db TCP 8010', decision: reached },
    { rule: 'one beyond it', extra: [range], flow: 'dev/web -> prod/db TCP 8011', decision: denied },
    { rule: 'TCP where nothing is said', extra: [range], flow: 'dev/web -> prod/db UDP 8000', decision: denied },
    {
      rule: 'by name: that of the selected pod',
      extra: [...owners, toOne],
      flow: 'dev/web -> dev/one TCP 8001',
      decision: 'allow wep-ingress dev/one profile',
    },
    {
      rule: 'by name: not that of a pod at the same address',
      extra: [...owners, toOne],
      flow: 'dev/web -> dev/one TCP 8002',
      decision: denied,
    },
  ]);
});
