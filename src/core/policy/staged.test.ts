import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { resolvedTiers } from './inspect.ts';
import { lower } from './lower.ts';
import { decisionOf } from './testing/decision.ts';
import { calico, globalPolicy, inputsOf, namespace, pod } from './testing/design-of.ts';

const cluster: readonly Manifest[] = [namespace('a'), pod('a/p', {}, '10.65.0.1'), pod('a/q', {}, '10.65.0.2')];
const spec = (action: string): JsonObject => ({ selector: 'all()', types: ['Ingress'], ingress: [{ action }] });
const enforced = globalPolicy('x', spec('Deny'));
const staged = (extra: JsonObject): Manifest => calico('StagedGlobalNetworkPolicy', 'x', extra);
const inNamespace = (kind: string, stagedSpec: JsonObject): Manifest =>
  calico(kind, 'x', stagedSpec, { namespace: 'a' });
const kube: Manifest = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'x', namespace: 'a' },
  spec: { podSelector: {} },
};

const open = 'allow wep-ingress a/q profile';
const denied = 'deny wep-ingress a/q GlobalNetworkPolicy/x#0';

describe('staged policies as enforced (R4.9)', () => {
  const rows: readonly [what: string, manifests: readonly Manifest[], asIs: string, asEnforced: string][] = [
    ['Set is the default', [staged(spec('Deny'))], open, 'deny wep-ingress a/q StagedGlobalNetworkPolicy/x#0'],
    [
      'Set takes the place of the enforced one of its name',
      [enforced, staged({ ...spec('Allow'), stagedAction: 'Set' })],
      denied,
      'allow wep-ingress a/q StagedGlobalNetworkPolicy/x#0',
    ],
    ['Delete takes it away', [enforced, staged({ stagedAction: 'Delete' })], denied, open],
    [
      'not one of another kind',
      [enforced, inNamespace('StagedNetworkPolicy', { stagedAction: 'Delete' })],
      denied,
      denied,
    ],
    ['Learn does nothing', [enforced, staged({ ...spec('Allow'), stagedAction: 'Learn' })], denied, denied],
    ['Ignore does nothing', [enforced, staged({ ...spec('Allow'), stagedAction: 'Ignore' })], denied, denied],
    ['nor does an unknown word', [enforced, staged({ ...spec('Allow'), stagedAction: 'Maybe' })], denied, denied],
    [
      'a namespaced one',
      [inNamespace('StagedNetworkPolicy', spec('Deny'))],
      open,
      'deny wep-ingress a/q StagedNetworkPolicy/a/x#0',
    ],
    [
      'a Kubernetes one',
      [inNamespace('StagedKubernetesNetworkPolicy', { podSelector: {} })],
      open,
      'deny wep-ingress a/q tier-default',
    ],
    [
      'a Kubernetes one to be deleted',
      [kube, inNamespace('StagedKubernetesNetworkPolicy', { podSelector: {}, stagedAction: 'Delete' })],
      'deny wep-ingress a/q tier-default',
      open,
    ],
  ];
  test.each(rows)('%s', (_what, extra, asIs, asEnforced) => {
    const inputs = inputsOf([...cluster, ...extra]);
    const flow = 'a/p -> a/q TCP 80';
    expect(decisionOf(lower(inputs), flow)).toBe(asIs);
    expect(decisionOf(lower(inputs, {}, { staged: 'ignored' }), flow)).toBe(asIs);
    expect(decisionOf(lower(inputs, {}, { staged: 'enforced' }), flow)).toBe(asEnforced);
  });

  test('it stands where the policy of its kind would (R4.2)', () => {
    const names = [globalPolicy('a', spec('Log')), staged(spec('Log')), globalPolicy('z', spec('Log'))];
    const lanes = resolvedTiers(lower(inputsOf(names), {}, { staged: 'enforced' }));
    expect(lanes.find(({ tier }) => tier === 'default')?.policies.map((id) => id.split('/')[1])).toEqual([
      'a',
      'x',
      'z',
    ]);
  });

  test.each([
    ['3.29', 'enforced', ['KIND-NOT-ENFORCED'], open],
    ['3.30', 'ignored', ['STAGED-NOT-ENFORCED'], open],
    ['3.30', 'enforced', [], 'deny wep-ingress a/q StagedGlobalNetworkPolicy/x#0'],
  ] as const)('%s, %s', (calicoVersion: CalicoVersion, view, codes, decision) => {
    const ruleset = lower(inputsOf([...cluster, staged(spec('Deny'))]), { calicoVersion }, { staged: view });
    expect(ruleset.problems.map(({ finding }) => finding.code)).toEqual(codes);
    expect(decisionOf(ruleset, 'a/p -> a/q TCP 80')).toBe(decision);
  });
});
