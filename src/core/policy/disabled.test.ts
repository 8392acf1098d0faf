import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { evaluateAll } from './evaluate.ts';
import { lower } from './lower.ts';
import { Memory } from './memory.ts';
import { decisionOf } from './testing/decision.ts';
import { calico, globalPolicy, inputsOf, namespace, pod, tier } from './testing/design-of.ts';

const cluster: readonly Manifest[] = [namespace('a'), pod('a/p', {}, '10.65.0.1'), pod('a/q', {}, '10.65.0.2')];
const deny: JsonObject = { selector: 'all()', types: ['Ingress'], ingress: [{ action: 'Deny' }] };
const kube: Manifest = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'x', namespace: 'a' },
  spec: { podSelector: {} },
};
const cluster32: Manifest = {
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'x' },
  spec: {
    tier: 'Admin',
    priority: 1,
    subject: { namespaces: {} },
    ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
  },
};

function design(...disabled: readonly string[]): Manifest {
  return { apiVersion: 'firewright.dev/v1', kind: 'Design', metadata: { name: 'design' }, spec: { disabled } };
}

const rows: readonly [what: string, manifest: Manifest, id: string, staged: 'ignored' | 'enforced'][] = [
  ['a GlobalNetworkPolicy', globalPolicy('x', deny), 'GlobalNetworkPolicy.projectcalico.org/x', 'ignored'],
  [
    'a NetworkPolicy of Calico',
    calico('NetworkPolicy', 'x', deny, { namespace: 'a' }),
    'NetworkPolicy.projectcalico.org/a/x',
    'ignored',
  ],
  ['a NetworkPolicy of Kubernetes', kube, 'NetworkPolicy.networking.k8s.io/a/x', 'ignored'],
  ['a ClusterNetworkPolicy', cluster32, 'ClusterNetworkPolicy.policy.networking.k8s.io/x', 'ignored'],
  [
    'a staged policy that is looked at as enforced',
    calico('StagedGlobalNetworkPolicy', 'x', deny),
    'StagedGlobalNetworkPolicy.projectcalico.org/x',
    'enforced',
  ],
  [
    'a policy with errors',
    globalPolicy('x', { ...deny, selector: 'role ==' }),
    'GlobalNetworkPolicy.projectcalico.org/x',
    'ignored',
  ],
  [
    'a policy of a tier that does not exist',
    globalPolicy('x', { ...deny, tier: 'gone' }),
    'GlobalNetworkPolicy.projectcalico.org/x',
    'ignored',
  ],
];

describe('a disabled policy is no part of the cluster', () => {
  test.each(rows)('%s', (_what, manifest, id, staged) => {
    const judged = (...extra: readonly Manifest[]): ReturnType<typeof lower> =>
      lower(inputsOf([...cluster, ...extra]), {}, { staged });
    const without = judged(design());
    // It does change something while it is enabled: else the comparison could not fail.
    expect(evaluateAll(judged(manifest, design()))).not.toEqual(evaluateAll(without));
    expect(evaluateAll(judged(manifest, design(id)))).toEqual(evaluateAll(without));
    const flow = 'a/p -> a/q TCP 80';
    expect(decisionOf(judged(manifest, design(id)), flow)).toBe(decisionOf(without, flow));
  });

  test('what is no policy is judged, whatever the list names', () => {
    const named = [...cluster, tier('t', { order: 1 }), design('Tier.projectcalico.org/t', 'Pod/a/q')];
    const { tiers, parties } = lower(inputsOf(named));
    expect(tiers.map(({ name }) => name)).toContain('t');
    expect(parties.map(({ row }) => row.id)).toContain('a/q');
  });
});

test('an evaluation that builds on the one before it says the same when a policy is disabled and enabled again', () => {
  let memory = new Memory();
  for (const [, manifest, id, staged] of rows)
    for (const disabled of [[], [id], [], [id]]) {
      const inputs = inputsOf([...cluster, manifest, design(...disabled)]);
      const remembering = lower(inputs, {}, { staged }, memory);
      memory = remembering.memory;
      expect(evaluateAll(remembering)).toEqual(evaluateAll(lower(inputs, {}, { staged })));
    }
});
