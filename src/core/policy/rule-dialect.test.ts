import { expect, test } from 'vitest';
import { ruleDialectOf, ruleWords, type RuleDialect } from './rule-dialect.ts';

test.each<readonly [RuleDialect | null, apiVersion: string, kind: string]>([
  ['calico', 'projectcalico.org/v3', 'GlobalNetworkPolicy'],
  ['calico', 'projectcalico.org/v3', 'NetworkPolicy'],
  ['calico', 'projectcalico.org/v3', 'StagedNetworkPolicy'],
  ['kubernetes', 'projectcalico.org/v3', 'StagedKubernetesNetworkPolicy'],
  ['kubernetes', 'networking.k8s.io/v1', 'NetworkPolicy'],
  ['cluster', 'policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'],
  ['admin', 'policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
  ['baseline', 'policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy'],
  [null, 'v1', 'NetworkPolicy'],
  [null, 'v1', 'Pod'],
])('the dialect %s is that of %s %s', (dialect, apiVersion, kind) => {
  expect(ruleDialectOf({ apiVersion, kind })).toBe(dialect);
});

test.each<readonly [RuleDialect, object, action: string, rest: string]>([
  ['calico', { action: 'Deny' }, 'Deny', 'all traffic from anywhere'],
  ['calico', { action: 'Pass' }, 'Pass', 'to the next tier all traffic from anywhere'],
  ['calico', {}, '', '(no action) all traffic from anywhere'],
  ['kubernetes', { action: 'Deny' }, 'Allow', 'all traffic from anywhere'],
  ['cluster', { action: 'Accept', from: [{ namespaces: {} }] }, 'Accept', 'all traffic from any pod in any namespace'],
])('%s: %j is told as %s and the rest', (dialect, rule, action, rest) => {
  expect(ruleWords(dialect, { ...rule }, 'ingress')).toEqual({ action, rest });
});
