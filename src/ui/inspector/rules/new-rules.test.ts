import { expect, test } from 'vitest';
import { hostServicePresets } from '../../../core/edit/presets.ts';
import { readEntity } from '../../../core/manifest/read-entity.ts';
import { resourceId } from '../../../core/model/ids.ts';
import { directions } from '../../../core/model/policy.ts';
import type { RuleDialect } from '../../../core/policy/rule-dialect.ts';
import { actionsOf, newRules } from './new-rules.ts';

const homes: readonly (readonly [
  RuleDialect,
  group: string,
  version: string,
  kind: string,
  namespace: string | null,
])[] = [
  ['calico', 'projectcalico.org', 'v3', 'GlobalNetworkPolicy', null],
  ['kubernetes', 'networking.k8s.io', 'v1', 'NetworkPolicy', 'prod'],
  ['cluster', 'policy.networking.k8s.io', 'v1alpha2', 'ClusterNetworkPolicy', null],
  ['admin', 'policy.networking.k8s.io', 'v1alpha1', 'AdminNetworkPolicy', null],
  ['baseline', 'policy.networking.k8s.io', 'v1alpha1', 'BaselineAdminNetworkPolicy', null],
];

test.each(homes)('every new %s rule is one that its kind accepts', (dialect, group, version, kind, namespace) => {
  const subject = { namespaces: {} };
  const head = dialect === 'cluster' ? { tier: 'Admin', priority: 1, subject } : { priority: 1, subject };
  const spec = dialect === 'calico' ? {} : dialect === 'kubernetes' ? { podSelector: {} } : head;
  for (const direction of directions)
    for (const action of actionsOf(dialect))
      for (const service of [null, ...hostServicePresets]) {
        const rules = newRules(dialect, direction, action, service);
        expect(rules).not.toEqual([]);
        const manifest = {
          apiVersion: `${group}/${version}`,
          kind,
          metadata: namespace === null ? { name: 'default' } : { name: 'default', namespace },
          spec: { ...spec, [direction]: rules },
        };
        const { entity, findings } = readEntity(resourceId({ group, kind, namespace, name: 'default' }), manifest);
        expect('errors' in entity ? entity.errors : []).toEqual([]);
        expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      }
});

test('a service of two protocols is two rules in Calico’s form, one in the others', () => {
  const dns = hostServicePresets.find(({ name }) => name === 'DNS') ?? null;
  expect(newRules('calico', 'egress', 'Allow', dns)).toEqual([
    { action: 'Allow', protocol: 'UDP', destination: { ports: [53] } },
    { action: 'Allow', protocol: 'TCP', destination: { ports: [53] } },
  ]);
  expect(newRules('kubernetes', 'egress', 'Allow', dns)).toEqual([
    {
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
    },
  ]);
});

test('a protocol that a kind has no word for gives no rule', () => {
  expect(
    newRules('kubernetes', 'ingress', 'Allow', { name: 'ping', parts: [{ protocol: 'ICMP', ports: [] }] }),
  ).toEqual([]);
});
