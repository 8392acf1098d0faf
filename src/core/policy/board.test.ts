import { describe, expect, test } from 'vitest';
import { readEntity } from '../manifest/read-entity.ts';
import type { Manifest } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { boardLanes, type BoardLane } from './board.ts';
import { resolvedTiers } from './inspect.ts';
import { lower } from './lower.ts';
import type { StagedView } from './staged.ts';
import { calico, globalPolicy, inputsOf, tier } from './testing/design-of.ts';
import { generateDesign } from './reference/generate-design.ts';

const kube = (name: string): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'a' },
  spec: { podSelector: {} },
});
const ofCluster = (kind: string, name: string, spec: JsonObject): Manifest => ({
  apiVersion:
    kind === 'ClusterNetworkPolicy' ? 'policy.networking.k8s.io/v1alpha2' : 'policy.networking.k8s.io/v1alpha1',
  kind,
  metadata: { name },
  spec: { subject: { namespaces: {} }, ingress: [], ...spec },
});
const staged = (name: string, spec: JsonObject): Manifest => calico('StagedGlobalNetworkPolicy', name, spec);

interface Look {
  readonly disabled?: readonly string[];
  readonly version?: CalicoVersion;
  readonly staged?: StagedView;
}

function lanes(manifests: readonly Manifest[], look: Look = {}): readonly BoardLane[] {
  return boardLanes({
    entities: inputsOf(manifests).map(({ id, manifest }) => readEntity(id, manifest).entity),
    disabled: new Set((look.disabled ?? []) as readonly ResourceId[]), // as a design writes them
    version: look.version ?? '3.32',
    staged: look.staged ?? 'ignored',
  });
}

/** `tier: policy order state, …` for each lane that holds something. */
function told(manifests: readonly Manifest[], look: Look = {}): readonly string[] {
  return lanes(manifests, look)
    .filter(({ policies }) => policies.length > 0)
    .map(
      (lane) =>
        `${lane.tier}: ${lane.policies.map(({ policy, order, state }) => `${policy.name} ${order ?? '-'} ${state}`).join(', ')}`,
    );
}

describe('lanes', () => {
  test('stand in the order of evaluation, with what they are', () => {
    const text = lanes([
      tier('mine', { order: 5 }),
      tier('default', { order: 7 }),
      globalPolicy('x', { tier: 'gone' }),
    ]);
    expect(text.map(({ tier: name, origin, order }) => `${name} ${origin} ${order ?? '-'}`)).toEqual([
      'mine written 5',
      'kube-admin built-in 1000',
      'default built-in 1000000',
      'kube-baseline built-in 10000000',
      'gone missing -',
    ]);
  });
  test('hold Kubernetes and cluster policies at their fixed place', () => {
    const policies = [
      globalPolicy('late', { order: 2000 }),
      kube('k'),
      ofCluster('ClusterNetworkPolicy', 'c', { tier: 'Admin', priority: 3 }),
      ofCluster('ClusterNetworkPolicy', 'b', { tier: 'Baseline', priority: 0 }),
    ];
    expect(told(policies)).toEqual([
      'kube-admin: c 3 in-force',
      'default: k 1000 in-force, late 2000 in-force',
      'kube-baseline: b 0 in-force',
    ]);
  });
  test('hold no kind that the version does not enforce', () => {
    const old = ofCluster('AdminNetworkPolicy', 'anp', { priority: 1 });
    expect(told([old])).toEqual([]);
    expect(told([old], { version: '3.31' })).toEqual(['adminnetworkpolicy: anp 1 in-force']);
  });
});

describe('policies of one order stand by their names (R4.2)', () => {
  const tied = [globalPolicy('a', { order: 1 }), globalPolicy('a-b', { order: 1 }), globalPolicy('z', {})];
  const rows: readonly [version: CalicoVersion, order: string][] = [
    ['3.32', 'default: a-b 1 in-force, a 1 in-force, z - in-force'],
    ['3.31', 'default: a 1 in-force, a-b 1 in-force, z - in-force'],
  ];
  test.each(rows)('in Calico %s', (version, order) => expect(told(tied, { version })).toEqual([order]));
});

describe('what is not judged stands in its place', () => {
  const set = [globalPolicy('x', { order: 1 }), staged('x', { order: 1 }), globalPolicy('y', { order: 0 })];
  const rows: readonly [what: string, look: Look, order: string][] = [
    ['staged', {}, 'y 0 in-force, x 1 in-force, x 1 staged'],
    ['staged as enforced', { staged: 'enforced' }, 'y 0 in-force, x 1 replaced, x 1 as-enforced'],
    ['disabled', { disabled: ['GlobalNetworkPolicy.projectcalico.org/x'] }, 'y 0 in-force, x 1 disabled, x 1 staged'],
    [
      'a disabled staged one replaces nothing',
      { disabled: ['StagedGlobalNetworkPolicy.projectcalico.org/x'], staged: 'enforced' },
      'y 0 in-force, x 1 in-force, x 1 disabled',
    ],
    [
      'the version knows no staged ones',
      { version: '3.29', staged: 'enforced' },
      'y 0 in-force, x 1 in-force, x 1 staged',
    ],
  ];
  test.each(rows)('%s', (_what, look, order) => expect(told(set, look)).toEqual([`default: ${order}`]));

  test('also where only disabled policies name the tier', () => {
    const id = 'GlobalNetworkPolicy.projectcalico.org/x';
    expect(told([globalPolicy('x', { tier: 'gone' })], { disabled: [id] })).toEqual(['gone: x - disabled']);
  });
});

test('what is judged stands in the order in which the evaluator asks', () => {
  for (let seed = 0; seed < 60; seed += 1)
    for (const version of ['3.31', '3.32'] as const)
      for (const view of ['ignored', 'enforced'] as const) {
        const manifests = generateDesign(seed, { version });
        const asked = resolvedTiers(lower(inputsOf(manifests), { calicoVersion: version }, { staged: view }))
          .filter(({ policies }) => policies.length > 0)
          .map(({ tier: name, policies }) => [name, policies]);
        const shown = lanes(manifests, { version, staged: view })
          .map((lane) => [
            lane.tier,
            lane.policies
              .filter(({ state }) => state === 'in-force' || state === 'as-enforced')
              .map(({ policy }) => policy.id),
          ])
          .filter(([, policies]) => policies!.length > 0);
        expect(shown).toEqual(asked);
      }
});
