import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { resolvedTiers } from './inspect.ts';
import { calico, globalPolicy, namespace, pod, rulesetOf } from './testing/design-of.ts';
import { decisionOf } from './testing/decision.ts';

const clusterPolicy = (kind: string, spec: object): Manifest =>
  ({ apiVersion: 'policy.networking.k8s.io/v1alpha1', kind, metadata: { name: 'default' }, spec }) as Manifest; // JSON by construction
const subject = { namespaces: {} };
const ingress = [{ action: 'Deny', from: [{ namespaces: {} }] }];
const kinds: readonly Manifest[] = [
  clusterPolicy('ClusterNetworkPolicy', { tier: 'Admin', priority: 1, subject, ingress }),
  clusterPolicy('AdminNetworkPolicy', { priority: 1, subject, ingress }),
  clusterPolicy('BaselineAdminNetworkPolicy', { subject, ingress }),
  calico('StagedGlobalNetworkPolicy', 's', {}),
];

interface Behaviour {
  /** In the order of evaluation, with order and default action (R1.6). */
  readonly tiers: string;
  /** Kinds that the version does not know (R1.1). */
  readonly unknown: readonly string[];
  /** Which of `a` and `a-b` comes first at equal order (R4.2). */
  readonly first: string;
}

const admin = 'adminnetworkpolicy 1000 pass';
const byDefault = 'default 1000000 deny';
const older = `${admin}, ${byDefault}, baselineadminnetworkpolicy 10000000 pass`;
const modern = `kube-admin 1000 pass, ${byDefault}, kube-baseline 10000000 pass`;

const behaviours: readonly (readonly [CalicoVersion, Behaviour])[] = [
  [
    '3.29',
    {
      tiers: `${admin}, ${byDefault}`,
      unknown: ['BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy', 'StagedGlobalNetworkPolicy'],
      first: 'a',
    },
  ],
  ['3.30', { tiers: older, unknown: ['ClusterNetworkPolicy'], first: 'a' }],
  ['3.31', { tiers: older, unknown: ['ClusterNetworkPolicy'], first: 'a' }],
  ['3.32', { tiers: modern, unknown: ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'], first: 'a-b' }],
  ['3.33', { tiers: modern, unknown: ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'], first: 'a-b' }],
];

describe('what each Calico version does', () => {
  test.each(behaviours)('%s: built-in tiers', (calicoVersion, { tiers }) => {
    const lanes = resolvedTiers(rulesetOf([], { calicoVersion }));
    expect(lanes.map(({ tier, order, defaultAction }) => `${tier} ${order} ${defaultAction}`).join(', ')).toBe(tiers);
  });

  test.each(behaviours)('%s: kinds', (calicoVersion, { unknown }) => {
    const { problems } = rulesetOf(kinds, { calicoVersion });
    const said = problems.filter(({ finding }) => finding.code === 'KIND-NOT-ENFORCED');
    expect(said.map(({ resource }) => resource?.split(/[./]/)[0]).sort()).toEqual(unknown);
  });

  test.each(behaviours)('%s: equal orders', (calicoVersion, { first }) => {
    const manifests = [
      namespace('p'),
      pod('p/x', {}, '10.65.0.1'),
      pod('p/y', {}, '10.65.0.2'),
      ...['a', 'a-b'].map((name) => globalPolicy(name, { types: ['Ingress'], ingress: [{ action: 'Allow' }] })),
    ];
    const decision = decisionOf(rulesetOf(manifests, { calicoVersion }), 'p/x -> p/y TCP 80');
    expect(decision).toBe(`allow wep-ingress p/y GlobalNetworkPolicy/${first}#0`);
  });

  test.each(behaviours)('%s: a name with its tier in front sorts like one without', (calicoVersion, { first }) => {
    const manifests = ['default.a', 'a-b'].map((name) => globalPolicy(name, {}));
    const lanes = resolvedTiers(rulesetOf(manifests, { calicoVersion }));
    const names = lanes.find(({ tier }) => tier === 'default')?.policies.map((id) => id.slice(id.indexOf('/') + 1));
    // From 3.32 on the name is compared as it is written.
    expect(names?.[0]).toBe(first === 'a' ? 'default.a' : 'a-b');
  });
});
