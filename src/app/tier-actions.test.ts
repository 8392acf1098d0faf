import { beforeEach, describe, expect, test } from 'vitest';
import type { ResourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import {
  createPolicy,
  createTier,
  deletePolicy,
  deleteTier,
  duplicatePolicy,
  duplicateTier,
  proposedTierName,
  renameTier,
  setTierDefault,
  stagingObstacle,
  switchPolicy,
  switchStaging,
  switchTier,
  tierNameComplaint,
} from './tier-actions.ts';
import { TestBench } from './test-bench.ts';
import { runUiAction } from './ui-actions.ts';

const design = `apiVersion: v1
kind: Namespace
metadata: {name: prod}
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: mine}
spec: {order: 500}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: a}
spec: {tier: mine, order: 10, selector: all(), types: [Ingress]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: b}
spec: {tier: mine, order: 20, selector: all(), types: [Ingress]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: lost}
spec: {tier: gone, selector: all(), types: [Ingress]}
`;
const id = (name: string): ResourceId => name as ResourceId;
const policy = (name: string): ResourceId => id(`GlobalNetworkPolicy.projectcalico.org/${name}`);
const tier = (name: string): ResourceId => id(`Tier.projectcalico.org/${name}`);

let bench: TestBench<MemoryHost>;
beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(design);
});

const steps = (): readonly string[] => bench.app.session.history.map(({ label }) => label);
const has = (resource: ResourceId): boolean => bench.app.session.document.resources[resource] !== undefined;
const disabled = (): readonly string[] => [...bench.app.model.design.disabled];

describe('each is one step with a notice that can take it back, and what was made is selected', () => {
  const rows: readonly [what: string, act: () => void, notice: RegExp, selected: ResourceId | null][] = [
    ['a new tier', () => createTier(bench.app, ' web '), /^Created tier web\.$/, tier('web')],
    ['one that policies name already', () => createTier(bench.app, 'gone'), /^Created tier gone\.$/, tier('gone')],
    ['a rename', () => renameTier(bench.app, tier('mine'), 'other'), /^Renamed the tier to other\.$/, tier('other')],
    [
      'a copy of a tier',
      () => duplicateTier(bench.app, 'mine', tier('mine')),
      /^Duplicated tier mine as mine-2, with 2 policies\.$/,
      tier('mine-2'),
    ],
    [
      'a deleted tier',
      () => deleteTier(bench.app, 'mine', tier('mine')),
      /^Deleted tier mine and 2 policies with it\.$/,
      null,
    ],
    ['policies of no tier', () => deleteTier(bench.app, 'gone', null), /^Deleted 1 policy of tier gone\.$/, null],
    [
      'a default action',
      () => setTierDefault(bench.app, 'mine', tier('mine'), 'Pass'),
      /At the end of tier mine: Pass\./,
      null,
    ],
    ['a tier switched off', () => switchTier(bench.app, 'mine', true), /^Disabled 2 policies of tier mine\.$/, null],
    [
      'a new policy',
      () => createPolicy(bench.app, 'mine', { kind: 'global' }),
      /^Created policy in tier mine: it selects nothing/,
      policy('policy'),
    ],
    ['a copy of a policy', () => duplicatePolicy(bench.app, policy('a')), /^Duplicated as a-2\.$/, policy('a-2')],
    ['a deleted policy', () => deletePolicy(bench.app, policy('a'), 'a'), /^Deleted a\.$/, null],
    [
      'a policy switched off',
      () => switchPolicy(bench.app, policy('a'), 'a', true),
      /^Disabled a: it is neither judged nor exported\.$/,
      null,
    ],
    [
      'a staged policy',
      () => switchStaging(bench.app, policy('a'), 'a'),
      /^Staged a: it changes no verdict/,
      id('StagedGlobalNetworkPolicy.projectcalico.org/a'),
    ],
  ];
  test.each(rows)('%s', (_what, act, notice, selected) => {
    const before = bench.app.session.document;
    act();
    expect(steps()).toHaveLength(1);
    expect(bench.notice).toMatch(notice);
    expect(bench.app.notices.all.at(-1)?.undo).toBe(true);
    expect(bench.app.selection.resource).toBe(selected);
    bench.app.session.undo();
    expect(bench.app.session.document.resources).toEqual(before.resources);
  });
});

test('a deleted tier takes its policies along', () => {
  deleteTier(bench.app, 'mine', tier('mine'));
  expect([policy('a'), policy('b'), policy('lost')].map(has)).toEqual([false, false, true]);
});

test('staged and enforced again, it is where it was', () => {
  switchStaging(bench.app, policy('a'), 'a');
  const staged = id('StagedGlobalNetworkPolicy.projectcalico.org/a');
  expect([has(policy('a')), has(staged)]).toEqual([false, true]);
  switchStaging(bench.app, staged, 'a');
  expect([has(policy('a')), has(staged)]).toEqual([true, false]);
  expect(bench.notice).toMatch(/^Enforced a/);
});

test('says why something can’t be staged', () => {
  expect([stagingObstacle(bench.app, policy('a')), stagingObstacle(bench.app, policy('x'))]).toEqual([
    '',
    'It is not there any more.',
  ]);
});

test('a name is proposed and judged', () => {
  expect(proposedTierName(bench.app)).toBe('tier');
  expect(tierNameComplaint(bench.app, 'mine')).toMatch(/already/);
  expect(tierNameComplaint(bench.app, ' new ')).toBe(null);
});

describe('of the selected policy', () => {
  test('Disable and Stage are offered where they can be done', () => {
    const { app } = bench;
    runUiAction(app, 'disable-policy');
    expect(steps()).toEqual([]);
    app.selection.select({ kind: 'resource', id: policy('a') });
    runUiAction(app, 'disable-policy');
    expect(disabled()).toEqual([policy('a')]);
    runUiAction(app, 'disable-policy');
    expect(disabled()).toEqual([]);
    runUiAction(app, 'stage-policy');
    expect(steps()).toEqual(['Disable a', 'Enable a', 'Edit a']);
    app.selection.select({ kind: 'resource', id: tier('mine') });
    runUiAction(app, 'stage-policy');
    expect(steps()).toHaveLength(3);
  });
});

test('the board comes beside the canvas from wherever one is, and goes', () => {
  const { view } = bench.app;
  runUiAction(bench.app, 'board-beside');
  expect([view.stage, view.isBoardBeside, view.isCanvasShown]).toEqual(['tiers', true, true]);
  runUiAction(bench.app, 'board-beside');
  expect([view.stage, view.isBoardBeside, view.isCanvasShown]).toEqual(['tiers', false, false]);
});

test('a disabled policy is judged no more: the verdicts are there at once', () => {
  const counts = (): unknown => bench.app.results.index?.counts();
  const before = counts();
  switchTier(bench.app, 'mine', true);
  switchTier(bench.app, 'gone', true);
  const after = counts();
  expect(bench.app.results.isBehind).toBe(false);
  bench.app.session.goTo(0);
  expect(counts()).toEqual(before);
  expect(after).toBeDefined();
});
