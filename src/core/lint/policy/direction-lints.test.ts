import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import type { JsonObject } from '../../model/json.ts';
import { calico, globalPolicy } from '../../policy/testing/design-of.ts';
import { findingWords, policyFindings } from '../testing/policy-findings.ts';

const allow = { action: 'Allow' };
const both = ['Ingress', 'Egress'];
const global = (spec: JsonObject): Manifest => globalPolicy('p', { selector: 'all()', ...spec });
const kube = (spec: JsonObject): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'k', namespace: 'prod' },
  spec: { podSelector: {}, ...spec },
});
const stagedKube = (spec: JsonObject): Manifest =>
  calico('StagedKubernetesNetworkPolicy', 'k', { podSelector: {}, ...spec }, { namespace: 'prod' });

const rows: readonly (readonly [name: string, manifest: Manifest, found: readonly string[]])[] = [
  ['directions that are stated and used', global({ types: both, ingress: [allow], egress: [allow] }), []],
  ['egress rules without the type', global({ types: ['Ingress'], egress: [allow] }), ['TYPES-DEAD-RULES p egress']],
  ['ingress rules without the type', global({ types: ['Egress'], ingress: [allow] }), ['TYPES-DEAD-RULES p ingress']],
  [
    'Kubernetes egress rules without the type',
    kube({ policyTypes: ['Ingress'], egress: [{}] }),
    ['TYPES-DEAD-RULES prod/k egress'],
  ],
  [
    'a staged Kubernetes policy without types means ingress only',
    stagedKube({ egress: [{}] }),
    ['TYPES-DEAD-RULES prod/k egress'],
  ],
  ['no types and ingress rules', global({ ingress: [allow] }), ['TYPES-IMPLICIT p']],
  ['no types and egress rules', global({ egress: [allow] }), ['TYPES-IMPLICIT p']],
  ['no types and rules in both directions show what is meant', global({ ingress: [allow], egress: [allow] }), []],
  ['neither types nor rules isolate', global({}), ['TYPES-IMPLICIT p']],
  ['a Kubernetes policy without types and rules isolates', kube({}), ['TYPES-IMPLICIT prod/k']],
  ['a Kubernetes policy with ingress rules is no riddle', kube({ ingress: [{}] }), []],
  ['a Kubernetes policy about egress isolates ingress', kube({ egress: [{}] }), ['KNP-EGRESS-SURPRISE prod/k']],
  ['one about both is meant so', kube({ ingress: [{}], egress: [{}] }), []],
  ['one that says its types is meant so', kube({ policyTypes: ['Egress'], egress: [{}] }), []],
  [
    'a Log rule at the end',
    global({ types: ['Ingress'], ingress: [allow, { action: 'Log' }] }),
    ['LOG-LAST p ingress.1.action', 'RULE-SHADOWED p ingress.1'],
  ],
  ['a Log rule before another one', global({ types: ['Ingress'], ingress: [{ action: 'Log' }, allow] }), []],
];

test.each(rows)('%s', (_name, manifest, found) => {
  expect(findingWords(policyFindings([manifest]))).toEqual(found);
});
