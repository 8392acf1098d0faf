import { describe, expect, test } from 'vitest';
import type { CalicoPolicy, EntityRule } from '../model/policy.ts';
import { resourceId } from '../model/ids.ts';
import type { Selector } from '../selector/ast.ts';
import { parseSelector } from '../selector/parse.ts';
import { printSelector } from '../selector/print.ts';
import { anythingInNamespaces, podsInNamespaces, selectorsOfEntity, subjectOfCalicoPolicy } from './policy-selector.ts';

function parsed(text: string | null): Selector | null {
  if (text === null) return null;
  const selector = parseSelector(text);
  if (!selector.ok) throw new Error(text);
  return selector.value;
}

const some = (text: string): Selector => parsed(text) ?? { kind: 'all' };
const printed = (selector: Selector | null): string | null => (selector === null ? null : printSelector(selector));

function policy(
  namespace: string | null,
  selector: string | null,
  namespaces: string | null,
  accounts: string | null,
): CalicoPolicy {
  return {
    kind: 'calico-policy',
    id: resourceId({ group: 'projectcalico.org', kind: 'GlobalNetworkPolicy', namespace: null, name: 'p' }),
    name: 'p',
    labels: new Map(),
    namespace,
    staged: false,
    stagedAction: 'set',
    tier: 'default',
    order: null,
    selector: parsed(selector),
    namespaceSelector: parsed(namespaces),
    serviceAccountSelector: parsed(accounts),
    types: ['ingress'],
    ingress: [],
    egress: [],
    doNotTrack: false,
    preDnat: false,
    applyOnForward: false,
    errors: [],
  };
}

describe('whom a Calico policy applies to', () => {
  const cases: readonly [string | null, string | null, string | null, string | null, string][] = [
    [null, null, null, null, 'all()'],
    [null, 'has(a)', null, null, 'has(a)'],
    [null, null, "env != 'prod'", null, 'pcns.env != "prod"'],
    [null, 'all()', "env != 'prod'", null, '(has(projectcalico.org/namespace) && pcns.env != "prod")'],
    [null, null, 'all()', null, 'has(projectcalico.org/namespace)'],
    [null, 'all()', null, 'has(x)', '(has(projectcalico.org/serviceaccount) && has(pcsa.x))'],
    ['prod', 'has(a)', null, null, '(has(a) && projectcalico.org/namespace == "prod")'],
    ['prod', null, null, 'has(x)', '(projectcalico.org/namespace == "prod" && has(pcsa.x))'],
  ];
  test.each(cases)(
    'namespace %j, selector %j, namespaces %j, accounts %j (R3.10, R3.11)',
    (namespace, own, namespaces, accounts, text) => {
      expect(printed(subjectOfCalicoPolicy(policy(namespace, own, namespaces, accounts)))).toBe(text);
    },
  );
});

const nothing: EntityRule = {
  nets: [],
  notNets: [],
  selector: null,
  notSelector: null,
  namespaceSelector: null,
  serviceAccounts: null,
  services: null,
  ports: [],
  notPorts: [],
};

describe('whom a rule’s entity means', () => {
  const cases: readonly [string, Partial<EntityRule>, string | null, string | null, string | null][] = [
    ['nothing stated: anyone (R6.10)', {}, 'prod', null, null],
    [
      'a selector in a namespaced policy is pinned (R3.12)',
      { selector: some('has(a)') },
      'prod',
      '(projectcalico.org/namespace == "prod" && has(a))',
      null,
    ],
    [
      'global() leads out of it (R3.16)',
      { selector: some('has(a)'), namespaceSelector: some('global()') },
      'prod',
      '(!has(projectcalico.org/namespace) && has(a))',
      null,
    ],
    ['all() means any namespace', { namespaceSelector: some('all()') }, null, 'has(projectcalico.org/namespace)', null],
    ['notSelector alone excludes addresses (R3.14)', { notSelector: some('has(a)') }, null, null, 'has(a)'],
    [
      'in a namespaced policy it is pinned too (R3.15)',
      { notSelector: some('has(a)') },
      'prod',
      '(projectcalico.org/namespace == "prod" && !has(a))',
      null,
    ],
    [
      'beside a selector it is tested per endpoint',
      { selector: some('has(b)'), notSelector: some('has(a)') },
      null,
      '(has(b) && !has(a))',
      null,
    ],
    [
      'service accounts by name and label (R3.13)',
      { serviceAccounts: { names: ['x'], selector: some('has(a)') } },
      null,
      '(has(pcsa.a) && projectcalico.org/serviceaccount in {"x"})',
      null,
    ],
  ];
  test.each(cases)('%s', (_rule, entity, namespace, positive, excluded) => {
    const selectors = selectorsOfEntity({ ...nothing, ...entity }, namespace);
    expect([printed(selectors.positive), printed(selectors.excluded)]).toEqual([positive, excluded]);
  });
});

test('peers by namespace lack the pods-only term that pod peers have (R3.17)', () => {
  const notProd = some("env not in {'prod'}");
  expect(printed(anythingInNamespaces(notProd))).toBe('pcns.env not in {"prod"}');
  expect(printed(podsInNamespaces(notProd, some('has(a)')))).toBe(
    '(pcns.env not in {"prod"} && projectcalico.org/orchestrator == "k8s" && has(a))',
  );
});
