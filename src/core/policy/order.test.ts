import { describe, expect, test } from 'vitest';
import type { Tier } from '../model/policy.ts';
import { resourceId } from '../model/ids.ts';
import { resolvedTiers } from './inspect.ts';
import { resolveTiers, sortKeyOf } from './order.ts';
import { calico, globalPolicy, rulesetOf } from './testing/design-of.ts';

const id = resourceId({ group: 'projectcalico.org', kind: 'Tier', namespace: null, name: 'x' });
const written = (name: string, order: number): Tier => ({
  kind: 'tier',
  id,
  name,
  labels: new Map(),
  order,
  defaultAction: 'deny',
});

describe('order of tiers (R4.1, R1.6)', () => {
  test.each([
    ['3.29', ['adminnetworkpolicy', 'default']],
    ['3.31', ['adminnetworkpolicy', 'default', 'baselineadminnetworkpolicy']],
    ['3.32', ['kube-admin', 'default', 'kube-baseline']],
  ] as const)('built in for %s', (version, names) => {
    expect(resolveTiers([], [], version).map(({ name }) => name)).toEqual(names);
  });

  test('equal orders go by name, and a tier that does not exist comes last', () => {
    const tiers = resolveTiers(
      [written('zz', 1_000_000), written('aa', 1_000_000), written('first', -1)],
      ['ghost'],
      '3.32',
    );
    expect(tiers.map(({ name }) => name)).toEqual([
      'first',
      'kube-admin',
      'aa',
      'default',
      'zz',
      'kube-baseline',
      'ghost',
    ]);
  });

  test('order and default action of a built-in tier cannot be changed', () => {
    const [tier] = resolveTiers([written('default', 5)], [], '3.32').filter(({ name }) => name === 'default');
    expect(tier).toEqual({ name: 'default', resource: id, order: 1_000_000, defaultAction: 'deny' });
  });
});

describe('order of policies (R4.2)', () => {
  test.each([
    ['3.32', ['a-b', 'a.b', 'a', 'a0', 'b']],
    ['3.31', ['a', 'a-b', 'a.b', 'a0', 'b']],
  ] as const)('equal orders in %s', (calicoVersion, names) => {
    const manifests = ['b', 'a0', 'a.b', 'a', 'a-b'].map((name) => globalPolicy(name, { selector: 'all()' }));
    const [lane] = resolvedTiers(rulesetOf(manifests, { calicoVersion })).filter(({ tier }) => tier === 'default');
    expect(lane?.policies.map((policy) => policy.split('/')[1])).toEqual(names);
  });

  test('lower orders first, none last', () => {
    const manifests = [
      globalPolicy('none', {}),
      globalPolicy('late', { order: 7.5 }),
      globalPolicy('early', { order: -2 }),
    ];
    const [lane] = resolvedTiers(rulesetOf(manifests)).filter(({ tier }) => tier === 'default');
    expect(lane?.policies.map((policy) => policy.split('/')[1])).toEqual(['early', 'late', 'none']);
  });

  test('Kubernetes policies stand at 1000, by the kind’s name among equals', () => {
    const kube = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'x', namespace: 'p' },
      spec: { podSelector: {} },
    };
    const manifests = [
      calico('NetworkPolicy', 'x', { order: 1000 }, { namespace: 'p' }),
      kube,
      globalPolicy('x', { order: 1000 }),
    ];
    const [lane] = resolvedTiers(rulesetOf(manifests)).filter(({ tier }) => tier === 'default');
    expect(lane?.policies).toEqual([
      'GlobalNetworkPolicy.projectcalico.org/x',
      'NetworkPolicy.networking.k8s.io/p/x',
      'NetworkPolicy.projectcalico.org/p/x',
    ]);
  });

  test('before 3.32 the stored name counts, with its tier in front once', () => {
    const name = { kind: 'GlobalNetworkPolicy', namespace: null, tier: 't' } as const;
    expect(sortKeyOf({ ...name, name: 'x' }, '3.31')).toBe('t.x');
    expect(sortKeyOf({ ...name, name: 't.x' }, '3.31')).toBe('t.x');
    expect(sortKeyOf({ kind: 'KubernetesNetworkPolicy', namespace: 'p', tier: 'default', name: 'x' }, '3.30')).toBe(
      'p/knp.default.x',
    );
  });
});
