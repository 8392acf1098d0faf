import { describe, expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { valueAt, type JsonPath, type JsonValue } from '../model/json.ts';
import type { Command } from './command.ts';
import type { DropPolicy, DropTier } from './drop-context.ts';
import { applyPatch } from './patch.ts';
import { planCommand } from './plan-command.ts';
import { designSpecOf } from './plan-design.ts';
import { planNewPolicy, type NewPolicyKind } from './plan-new-policy.ts';
import { planEnforce, planStage } from './stage-policy.ts';
import {
  freeTierName,
  planNewTier,
  planPolicyCopy,
  planTierCopy,
  planTierSwitch,
  whyNoTierName,
} from './tier-plans.ts';

const text = `apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: mine}
spec: {order: 500, defaultAction: Pass}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: a, labels: {kept: 'yes'}}
spec: {tier: mine, order: 10, selector: all(), unknown: kept}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: b, namespace: prod}
spec: {tier: mine, order: 20}
---
apiVersion: projectcalico.org/v3
kind: StagedGlobalNetworkPolicy
metadata: {name: a}
spec: {tier: mine, order: 5, stagedAction: Set, selector: all()}
---
apiVersion: projectcalico.org/v3
kind: StagedGlobalNetworkPolicy
metadata: {name: gone}
spec: {tier: mine, stagedAction: Delete}
---
apiVersion: projectcalico.org/v3
kind: StagedGlobalNetworkPolicy
metadata: {name: idle}
spec: {tier: mine, stagedAction: Learn}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: k, namespace: prod}
spec: {podSelector: {}}
---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec: {disabled: [NetworkPolicy.projectcalico.org/prod/b]}
`;
const { document } = openDesign([{ name: 'd.yaml', text }]);
const id = (name: string): ResourceId => name as ResourceId;
const global = (name: string): ResourceId => id(`GlobalNetworkPolicy.projectcalico.org/${name}`);
const staged = (name: string): ResourceId => id(`StagedGlobalNetworkPolicy.projectcalico.org/${name}`);
const [tierMine, namespaced, kube] = [
  id('Tier.projectcalico.org/mine'),
  id('NetworkPolicy.projectcalico.org/prod/b'),
  id('NetworkPolicy.networking.k8s.io/prod/k'),
];

function policy(policyId: ResourceId, order: number | null): DropPolicy {
  const facts = { name: '', namespace: null, staged: false, selects: new Set<never>(), directions: [] };
  return { id: policyId, kind: 'calico', order, ...facts };
}
const mine: DropTier = {
  name: 'mine',
  resource: tierMine,
  order: 500,
  builtIn: false,
  policies: [policy(global('a'), 10), policy(namespaced, 20)],
};
const standard: DropTier = { name: 'default', resource: null, order: 1_000_000, builtIn: true, policies: [] };
const tiers = [mine, standard];

function after(command: Command, now: ClusterDocument = document): ClusterDocument {
  const planned = planCommand(now, command);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  return applyPatch(now, planned.value);
}
function at(now: ClusterDocument, resource: string, path: JsonPath): JsonValue | undefined {
  return valueAt(now.resources[id(resource)]?.manifest, path);
}
function disabledIn(now: ClusterDocument): readonly string[] {
  return [...designSpecOf(now).disabled];
}
function value<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string },
): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('a name for a tier', () => {
  const rows: readonly [name: string, complaint: RegExp | null][] = [
    ['web', null],
    ['a1-b', null],
    ['mine', /There is a tier mine already/],
    ['default', /There is a tier default already/],
    ['', /small letters/],
    ['Web', /small letters/],
    ['a.b', /small letters/],
    ['-a', /small letters/],
    ['a'.repeat(64), /63 at most/],
  ];
  test.each(rows)('%s', (name, complaint) => {
    const said = whyNoTierName(document, tiers, name);
    if (complaint === null) expect(said).toBe(null);
    else expect(said).toMatch(complaint);
  });
  test('is free where it is proposed', () => {
    expect([freeTierName(document), freeTierName(document, 'mine')]).toEqual(['tier', 'mine-2']);
  });
});

describe('a new tier', () => {
  const spec = (index: number | null): JsonValue | undefined =>
    at(after(planNewTier(tiers, 'new', index).command), 'Tier.projectcalico.org/new', ['spec']);
  test('stands before the default one', () => expect(spec(null)).toEqual({ order: 500_000, defaultAction: 'Deny' }));
  test('or where it is wished for', () => {
    expect(spec(0)).toEqual({ order: 300, defaultAction: 'Deny' });
    expect(spec(2)).toEqual({ order: 1_100_000, defaultAction: 'Deny' });
  });
  test('may be one that policies name already', () => {
    const missing: DropTier = { ...mine, name: 'lost', resource: null, order: null };
    const plan = planNewTier([...tiers, missing], 'lost', null);
    expect(at(after(plan.command), plan.id, ['spec', 'order'])).toBe(500_000);
  });
});

describe('a copy of a tier', () => {
  const plan = value(planTierCopy(document, tiers, document.resources[tierMine]!));
  const now = after(plan.command);
  test('has its default action and stands behind it', () => {
    expect(plan.name).toBe('mine-2');
    expect(at(now, plan.id, ['spec'])).toEqual({ order: 500_000, defaultAction: 'Pass' });
  });
  test('has copies of its policies under free names, with everything that they hold', () => {
    expect(at(now, global('a-2'), [])).toEqual({
      ...document.resources[global('a')]!.manifest,
      metadata: { name: 'a-2', labels: { kept: 'yes' } },
      spec: { tier: 'mine-2', order: 10, selector: 'all()', unknown: 'kept' },
    });
    expect(at(now, global('a'), ['spec', 'tier'])).toBe('mine');
    expect(at(now, staged('gone-2'), ['spec', 'tier'])).toBe('mine-2');
  });
  test('keeps disabled what is disabled', () => {
    expect(disabledIn(now)).toEqual([namespaced, 'NetworkPolicy.projectcalico.org/prod/b-2']);
  });
});

describe('all policies of a tier are switched as one step', () => {
  test('off and on', () => {
    const off = planTierSwitch(document, tiers, 'mine', true);
    const now = after(off!);
    expect(disabledIn(now)).toEqual([namespaced, global('a')]);
    expect(off).toMatchObject({ type: 'sequence', label: 'Disable tier mine' });
    expect(disabledIn(after(planTierSwitch(now, tiers, 'mine', false)!, now))).toEqual([]);
  });
  test('not where there is nothing to switch', () => {
    expect(planTierSwitch(document, tiers, 'default', true)).toBe(null);
    expect(planTierSwitch(after(planTierSwitch(document, tiers, 'mine', true)!), tiers, 'mine', true)).toBe(null);
  });
});

test('the copy of a disabled policy is disabled, that of another is not', () => {
  const copies = [global('a'), namespaced].map((one) => planPolicyCopy(document, document.resources[one]!));
  expect(copies.map(({ id: copy, command }) => [copy, disabledIn(after(command)).includes(copy)])).toEqual([
    [global('a-2'), false],
    ['NetworkPolicy.projectcalico.org/prod/b-2', true],
  ]);
});

describe('a new policy', () => {
  const admin: DropTier = { ...standard, name: 'kube-admin' };
  const rows: readonly [what: string, tier: DropTier, kind: NewPolicyKind, made: string, spec: JsonValue][] = [
    [
      'a GlobalNetworkPolicy stands behind the numbered ones',
      { ...mine, policies: [...mine.policies, policy(id('x'), null)] },
      { kind: 'global' },
      global('policy'),
      { tier: 'mine', order: 120, selector: 'app == "policy"', types: ['Ingress'], ingress: [] },
    ],
    [
      'a NetworkPolicy of Calico is in its namespace',
      standard,
      { kind: 'calico', namespace: 'prod' },
      'NetworkPolicy.projectcalico.org/prod/policy',
      { tier: 'default', order: 100, selector: 'app == "policy"', types: ['Ingress'], ingress: [] },
    ],
    [
      'a NetworkPolicy of Kubernetes has no tier',
      standard,
      { kind: 'kubernetes', namespace: 'prod' },
      'NetworkPolicy.networking.k8s.io/prod/policy',
      { podSelector: { matchLabels: { app: 'policy' } }, policyTypes: ['Ingress'], ingress: [] },
    ],
    [
      'a ClusterNetworkPolicy has a priority, 1,000 at most',
      { ...admin, policies: [policy(id('x'), 990)] },
      { kind: 'cluster' },
      'ClusterNetworkPolicy.policy.networking.k8s.io/policy',
      {
        tier: 'Admin',
        priority: 1000,
        subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'policy' } } } },
        ingress: [{ action: 'Accept', from: [{ namespaces: {} }] }],
      },
    ],
  ];
  test.each(rows)('%s', (_what, tier, kind, made, spec) => {
    const plan = planNewPolicy(document, tier, kind);
    expect([plan.id, at(after(plan.command), made, ['spec'])]).toEqual([made, spec]);
  });
});

describe('staging', () => {
  test('keeps everything but the kind, and what the design knows of it', () => {
    const plan = value(planStage(document, document.resources[namespaced]!));
    const now = after(plan.command);
    expect(at(now, plan.id, ['spec'])).toEqual({ tier: 'mine', order: 20 });
    expect([plan.id, disabledIn(now)]).toEqual([
      'StagedNetworkPolicy.projectcalico.org/prod/b',
      ['StagedNetworkPolicy.projectcalico.org/prod/b'],
    ]);
    expect(now.resources[namespaced]).toBeUndefined();
  });
  test('a NetworkPolicy of Kubernetes becomes one of Calico’s kinds, and comes back with its types written out', () => {
    const plan = value(planStage(document, document.resources[kube]!));
    const now = after(plan.command);
    expect(at(now, 'StagedKubernetesNetworkPolicy.projectcalico.org/prod/k', ['apiVersion'])).toBe(
      'projectcalico.org/v3',
    );
    const back = value(planEnforce(now, now.resources[plan.id]!));
    const before = document.resources[kube]!.manifest;
    // Nothing fills them in for the staged kind (R7.3).
    const spec = { ...(before['spec'] as object), policyTypes: ['Ingress'] };
    expect(at(after(back.command, now), kube, [])).toEqual({ ...before, spec });
  });
  test('enforcing takes the place of the one in force', () => {
    const now = after(value(planEnforce(document, document.resources[staged('a')]!)).command);
    expect(at(now, global('a'), ['spec'])).toEqual({ tier: 'mine', order: 5, selector: 'all()' });
    expect(now.resources[staged('a')]).toBeUndefined();
  });
  test('enforcing a staged removal removes both', () => {
    const now = after(value(planEnforce(document, document.resources[staged('gone')]!)).command);
    expect(now.resources[staged('gone')]).toBeUndefined();
  });
  test('says why not', () => {
    const why = (result: ReturnType<typeof planStage>): string => (result.ok ? '' : result.error);
    expect([
      why(planStage(document, document.resources[global('a')]!)),
      why(planStage(document, document.resources[tierMine]!)),
      why(planEnforce(document, document.resources[global('a')]!)),
      why(planEnforce(document, document.resources[staged('idle')]!)),
    ]).toEqual([
      'a is staged already: edit the staged one.',
      'This kind of policy can’t be staged.',
      'It is in force already.',
      'Its staged action is neither Set nor Delete: there is nothing to enforce.',
    ]);
  });
});
