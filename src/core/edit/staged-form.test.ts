import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { stagedDeletion, stagedForm } from './staged-form.ts';

const [calico, kubernetes] = ['projectcalico.org/v3', 'networking.k8s.io/v1'];

function policy(apiVersion: string, kind: string, spec: JsonObject): Manifest {
  return { apiVersion, kind, metadata: { name: 'p', namespace: 'n', labels: { a: 'b' } }, spec };
}

const rule = { to: [{ podSelector: {} }] };
const rows: readonly (readonly [why: string, before: Manifest, kind: string, spec: JsonObject])[] = [
  [
    'a global policy',
    policy(calico, 'GlobalNetworkPolicy', { tier: 't', preDNAT: true }),
    'StagedGlobalNetworkPolicy',
    { tier: 't', preDNAT: true },
  ],
  ['a policy of a namespace', policy(calico, 'NetworkPolicy', { order: 5 }), 'StagedNetworkPolicy', { order: 5 }],
  // Nothing fills the types in for the staged kind (R7.3).
  [
    'a Kubernetes policy with egress rules says that it means both',
    policy(kubernetes, 'NetworkPolicy', { podSelector: {}, egress: [rule] }),
    'StagedKubernetesNetworkPolicy',
    { podSelector: {}, egress: [rule], policyTypes: ['Ingress', 'Egress'] },
  ],
  [
    'one without says Ingress',
    policy(kubernetes, 'NetworkPolicy', { podSelector: {}, egress: [] }),
    'StagedKubernetesNetworkPolicy',
    { podSelector: {}, egress: [], policyTypes: ['Ingress'] },
  ],
  [
    'what it says of its types stays',
    policy(kubernetes, 'NetworkPolicy', { podSelector: {}, policyTypes: ['Egress'] }),
    'StagedKubernetesNetworkPolicy',
    { podSelector: {}, policyTypes: ['Egress'] },
  ],
];

describe('the staged form of', () => {
  test.each(rows)('%s', (_why, before, kind, spec) => {
    expect(stagedForm(before)).toEqual({ ok: true, value: { ...before, apiVersion: calico, kind, spec } });
  });

  test('one that is staged already is itself', () => {
    const staged = policy(calico, 'StagedNetworkPolicy', { stagedAction: 'Learn' });
    expect(stagedForm(staged)).toEqual({ ok: true, value: staged });
  });

  test.each(['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'])(
    '%s does not exist',
    (kind) => {
      const refused = {
        ok: false,
        error: `${kind} p has no staged form; disable it, or export the policies as they are.`,
      };
      expect(stagedForm(policy('policy.networking.k8s.io/v1alpha2', kind, {}))).toEqual(refused);
      expect(stagedDeletion(policy('policy.networking.k8s.io/v1alpha2', kind, {}))).toEqual(refused);
    },
  );
});

test('a staged deletion says its tier and nothing else (R8.18)', () => {
  expect(stagedDeletion(policy(calico, 'NetworkPolicy', { tier: 't', order: 5, egress: [] }))).toEqual({
    ok: true,
    value: {
      apiVersion: calico,
      kind: 'StagedNetworkPolicy',
      metadata: { name: 'p', namespace: 'n' },
      spec: { tier: 't', stagedAction: 'Delete' },
    },
  });
  expect(stagedDeletion(policy(kubernetes, 'NetworkPolicy', { podSelector: {} }))).toMatchObject({
    value: { kind: 'StagedKubernetesNetworkPolicy', spec: { stagedAction: 'Delete' } },
  });
});
