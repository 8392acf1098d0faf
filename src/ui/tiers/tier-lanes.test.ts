import { describe, expect, test } from 'vitest';
import { openDesign } from '../../core/file/design-file.ts';
import { readEntity } from '../../core/manifest/read-entity.ts';
import type { ResourceId } from '../../core/model/ids.ts';
import type { CalicoVersion } from '../../core/model/settings.ts';
import { boardLanes } from '../../core/policy/board.ts';
import type { StagedView } from '../../core/policy/staged.ts';
import { lanesOf, type Lane, type LaneCard } from './tier-lanes.ts';

function policy(name: string, tier: string, order: string, selector: string, kind = 'GlobalNetworkPolicy'): string {
  return `
apiVersion: projectcalico.org/v3
kind: ${kind}
metadata: {name: ${name}}
spec: {tier: ${tier}, ${order === '' ? '' : `order: ${order}, `}selector: ${selector}, ingress: [{action: Allow}]}
---`;
}
const text = `apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: mine}
spec: {order: 500, defaultAction: Pass}
---${policy('b', 'mine', '10', 'all()')}${policy('a', 'mine', '10', 'has(x)')}${policy('z', 'mine', '', 'all()')}${policy('lost', 'gone', '1', 'all()')}${policy('later', 'mine', '20', 'all()', 'StagedGlobalNetworkPolicy')}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: k, namespace: prod}
spec: {podSelector: {matchLabels: {app: web}}}
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: c}
spec: {tier: Admin, priority: 3, subject: {namespaces: {}}, egress: [{action: Deny, to: [{namespaces: {}}]}]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: narrow}
spec: {namespaceSelector: env == 'prod', serviceAccountSelector: robot == 'yes', types: [Ingress, Egress], egress: [{action: Deny}]}
`;

interface Look {
  readonly disabled?: readonly string[];
  readonly version?: CalicoVersion;
  readonly staged?: StagedView;
}

function lanes({ disabled = [], version = '3.32', staged = 'ignored' }: Look = {}, written = text): readonly Lane[] {
  const resources = Object.values(openDesign([{ name: 'a.yaml', text: written }]).document.resources);
  const entities = resources.map(({ id, manifest }) => readEntity(id, manifest).entity);
  // As the design writes them.
  return lanesOf(boardLanes({ entities, disabled: new Set(disabled as ResourceId[]), version, staged }), version);
}

function cardNamed(name: string, look: Look = {}): LaneCard {
  const card = lanes(look)
    .flatMap(({ cards }) => cards)
    .find((one) => one.name === name);
  if (card === undefined) throw new Error(`no card ${name}`);
  return card;
}

test('lanes stand in the order of evaluation, built-in and missing tiers marked, with why they can’t be moved', () => {
  expect(lanes().map(({ name, origin, order, atEnd, fixed }) => [name, origin, order, atEnd, fixed !== ''])).toEqual([
    ['mine', 'written', '500', 'Pass', false],
    ['kube-admin', 'built-in', '1,000', 'Pass', true],
    ['default', 'built-in', '1,000,000', 'Deny', true],
    ['kube-baseline', 'built-in', '10,000,000', 'Pass', true],
    ['gone', 'missing', 'last', 'Deny', true],
  ]);
});

describe('cards of one order', () => {
  const ties = (look: Look): unknown =>
    lanes(look)
      .find(({ name }) => name === 'mine')
      ?.cards.map(({ name, order, tie }) => [name, order, tie?.at ?? '', tie?.words ?? '']);
  const tied = 'same order (10): decided by name';

  test('are bracketed and say what decides', () => {
    expect(ties({})).toEqual([
      ['a', '10', 'first', tied],
      ['b', '10', 'last', tied],
      ['later', '20', '', ''],
      ['z', 'no order', '', ''],
    ]);
  });
  test('so are those without order', () => {
    const second = policy('yy', 'mine', '', 'all()');
    const words = lanes({}, text + '---' + second.replace(/---$/, ''))
      .find(({ name }) => name === 'mine')
      ?.cards.map(({ name, tie }) => `${name} ${tie?.words ?? ''}`);
    expect(words?.slice(-2)).toEqual([
      'yy no order: after all numbers, by name',
      'z no order: after all numbers, by name',
    ]);
  });
  test('the rule by which names decide depends on the version', () => {
    expect([cardNamed('a').tie?.rule, cardNamed('a', { version: '3.31' }).tie?.rule]).toEqual([
      expect.stringContaining('a-b comes before a'),
      expect.stringContaining('a comes before a-b'),
    ]);
  });
});

describe('a card says', () => {
  test('what kind it is, whom it applies to and how many rules it has', () => {
    expect(cardNamed('a')).toMatchObject({
      kind: 'GlobalNetworkPolicy',
      appliesTo: 'has(x)',
      directions: [{ direction: 'ingress', rules: 1 }],
      rules: 1,
      fixed: '',
      stateWords: '',
    });
    expect(cardNamed('narrow')).toMatchObject({
      appliesTo: 'in env == "prod" as robot == "yes"',
      directions: [
        { direction: 'ingress', rules: 0 },
        { direction: 'egress', rules: 1 },
      ],
    });
  });
  test('why a Kubernetes policy can’t be moved', () => {
    expect(cardNamed('k')).toMatchObject({
      fullName: 'prod/k',
      kind: 'NetworkPolicy · Kubernetes',
      order: '1,000',
      fixed: 'Fixed: a Kubernetes NetworkPolicy always stands in tier default at order 1,000.',
    });
  });
  test('why a cluster policy can’t be moved; its rules are not counted', () => {
    expect(cardNamed('c')).toMatchObject({
      kind: 'ClusterNetworkPolicy',
      order: '3',
      appliesTo: 'all() in all()',
      fixed: 'Fixed: its kind says its tier, its priority its place.',
      directions: [{ direction: 'egress', rules: null }],
      rules: null,
    });
  });
  const rows: readonly [what: string, name: string, look: Look, words: string][] = [
    ['staged', 'later', {}, 'staged'],
    ['as enforced in the preview', 'later', { staged: 'enforced' }, 'as enforced'],
    ['disabled', 'a', { disabled: ['GlobalNetworkPolicy.projectcalico.org/a'] }, 'disabled'],
  ];
  test.each(rows)('that it is %s', (_what, name, look, words) => expect(cardNamed(name, look).stateWords).toBe(words));
});
