import { expect, test } from 'vitest';
import type { JsonValue } from '../../model/json.ts';
import { describeAddressSet } from '../../net/address-set.ts';
import { printSelector } from '../../selector/print.ts';
import { clusterPeers } from './cluster-peers.ts';

function meaningOf(peer: JsonValue): string {
  const manifest = {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    spec: { egress: [{ to: [peer] }] },
  };
  const [found] = clusterPeers(manifest, 'egress', 0);
  expect(found?.path).toEqual(['spec', 'egress', 0, 'to', 0]);
  const meaning = found?.meaning;
  switch (meaning?.kind) {
    case 'selector':
      return `${meaning.field} ${printSelector(meaning.selector)}`;
    case 'networks':
      return describeAddressSet(meaning.addresses);
    default:
      return `unsupported ${meaning?.fields.join()}`;
  }
}

test.each<[JsonValue, string]>([
  [{ namespaces: { matchLabels: { env: 'x' } } }, 'namespaces pcns.env == "x"'],
  [{ namespaces: {} }, 'namespaces has(projectcalico.org/namespace)'],
  [
    { pods: { podSelector: { matchLabels: { app: 'x' } } } },
    'pods (has(projectcalico.org/namespace) && projectcalico.org/orchestrator == "k8s" && app == "x")',
  ],
  [{ networks: ['10.0.0.0/9', '10.128.0.0/9'] }, '10.0.0.0/8'],
  [{ networks: ['nonsense'] }, 'unsupported networks'],
  [{ nodes: {} }, 'unsupported nodes'],
  [{ namespaces: {}, networks: [] }, 'unsupported namespaces,networks'],
  [{ pods: { podSelector: { matchExpressions: 'x' } } }, 'unsupported pods'],
  [null, 'unsupported '],
  ['text', 'unsupported '],
])('%j means %s', (peer, meaning) => {
  expect(meaningOf(peer)).toBe(meaning);
});

test('what is no list of peers has none', () => {
  expect(clusterPeers({ spec: { ingress: [{ from: 'all' }] } }, 'ingress', 0)).toEqual([]);
  expect(clusterPeers({ spec: 'x' }, 'ingress', 0)).toEqual([]);
});
