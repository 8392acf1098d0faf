import { describe, expect, test } from 'vitest';
import type { DesignSpec } from '../../core/model/design.ts';
import { type EndpointId } from '../../core/model/ids.ts';
import type { PairSummary } from '../../core/policy/verdict-table.ts';
import { arrowLimit } from './lens-pairs.ts';
import { isArrow, type ArrowSpec } from './element-spec.ts';

import type { Scenario } from './testing/projected.ts';
import { pod, cluster, allow, deny, some, projected, changeOf, arrowsOf } from './testing/projected.ts';

describe('arrows', () => {
  const ids = (arrows: readonly ArrowSpec[]): readonly string[] => arrows.map(({ id }) => id);

  test('without a lens: the flows the user drew, once each, and none between ends that are not there', () => {
    const flows = [
      ['prod/web', 'host/worker-eth'],
      ['prod/web', 'host/worker-eth'],
      ['prod/web', 'prod/nobody'],
    ] as const;
    expect(ids(arrowsOf({ flows }))).toEqual(['prod/web → host/worker-eth']);
  });

  const wishes: readonly (readonly [Partial<DesignSpec['flows'][number]>, unknown])[] = [
    [{}, null],
    [
      { protocol: 6, port: 22 },
      { state: null, texts: ['TCP 22'] },
    ],
    [
      { protocol: 6, port: 22, expect: 'allow' },
      { state: 'met', texts: ['TCP 22 allowed'] },
    ],
    [
      { protocol: 6, port: 80, expect: 'allow' },
      { state: 'missed', texts: ['TCP 80 allowed'] },
    ],
    [{ expect: 'deny' }, { state: 'missed', texts: ['all traffic denied'] }],
  ];
  test.each(wishes)('a drawn flow of %o says %o', (wish, wanted) => {
    const [arrow] = arrowsOf({ flows: [['prod/web', 'host/worker-eth']], wish, verdict: () => some });
    expect(arrow?.wish).toEqual(wanted);
  });

  test('of several flows between two, the worst one counts and all are named', () => {
    const flows = [
      ['prod/web', 'host/worker-eth'],
      ['prod/web', 'host/worker-eth'],
    ] as const;
    const wish = { protocol: 6, port: 80, expect: 'allow' } as const;
    expect(arrowsOf({ flows, wish, verdict: () => some })[0]?.wish?.state).toBe('missed');
  });

  test('the lens of failing expectations shows those and nothing else', () => {
    const flows = [
      ['prod/web', 'host/worker-eth'],
      ['prod/web', 'prod/loose'],
    ] as const;
    expect(ids(arrowsOf({ lens: 'failing', flows, wish: { expect: 'deny' } }))).toEqual(['prod/web → host/worker-eth']);
    expect(arrowsOf({ lens: 'failing', flows, wish: { expect: 'allow' } })).toEqual([]);
  });

  test('all flows of the selected endpoint, both ways', () => {
    const arrows = arrowsOf({ endpoint: 'prod/web' });
    expect(arrows).toHaveLength(10);
    expect(arrows.every(({ source, destination }) => source === 'prod/web' || destination === 'prod/web')).toBe(true);
    expect(arrows.every(({ paired }) => paired)).toBe(true);
  });

  const toHost = (_source: string, destination: string): PairSummary =>
    destination.startsWith('host/') ? some : allow;
  const lenses: readonly [lens: NonNullable<Scenario['lens']>, drawn: number][] = [
    ['drawn', 0],
    ['all', 30],
    ['allowed', 30],
    ['denied', 0],
    ['boundary', 24],
  ];
  test.each(lenses)('the lens %s draws %i', (lens, drawn) => {
    expect(arrowsOf({ lens, verdict: toHost })).toHaveLength(drawn);
  });

  test('what is looked for is drawn after the drawn flows, each pair once', () => {
    const arrows = arrowsOf({
      flows: [['prod/web', 'host/worker-eth']],
      found: [
        ['prod/web', 'host/worker-eth'],
        ['prod/loose', 'prod/web'],
      ],
    });
    expect(arrows.map(({ id }) => id)).toEqual(['prod/web → host/worker-eth', 'prod/loose → prod/web']);
  });

  test('the two halves carry the verdict of each side, and a partial one its ports', () => {
    const [arrow] = arrowsOf({ flows: [['prod/web', 'host/worker-eth']], verdict: toHost });
    expect(arrow).toMatchObject({
      egress: 'allow',
      ingress: 'partial',
      verdict: 'partial',
      caption: 'TCP 22, 179',
      door: true,
    });
    expect(arrow?.spoken).toBe(
      'prod/web to host/worker-eth: partly allowed, TCP 22, 179 (egress allowed, ingress partly allowed); a failsafe port or the node’s own pod is open whatever the policies say',
    );
  });

  test('what would change is drawn as a ghost with the future verdict, and the rest steps back', () => {
    const arrows = arrowsOf({
      flows: [['prod/web', 'host/worker-eth']],
      change: changeOf('prod/web', 'prod/loose', allow, deny),
    });
    expect(arrows.map(({ id, ghost, verdict, emphasis }) => [id, ghost, verdict, emphasis])).toEqual([
      ['prod/web → prod/loose', true, 'deny', 'normal'],
      ['prod/web → host/worker-eth', false, 'allow', 'dimmed'],
    ]);
  });

  test('what staged policies change stands out while they are looked at, and can be selected', () => {
    const pair = { source: 'prod/web' as EndpointId, destination: 'prod/loose' as EndpointId };
    const scenario: Scenario = {
      flows: [['prod/web', 'host/worker-eth']],
      staged: changeOf(pair.source, pair.destination, deny, allow),
    };
    const [staged, other] = arrowsOf(scenario);
    expect(staged).toMatchObject({ id: 'prod/web → prod/loose', ghost: true, verdict: 'allow', emphasis: 'normal' });
    expect(staged?.spoken).toMatch(/^with the staged policies prod\/web to prod\/loose: allowed/);
    expect(other).toMatchObject({ ghost: false, emphasis: 'dimmed' });
    const selected = arrowsOf({ ...scenario, selected: { kind: 'pair', ...pair } });
    expect(selected.map(({ emphasis }) => emphasis)).toEqual(['selected', 'dimmed']);
  });

  test('the selected pair stands out', () => {
    const pair = { source: 'prod/web' as EndpointId, destination: 'prod/loose' as EndpointId };
    const arrows = arrowsOf({ flows: [['prod/web', 'host/worker-eth']], selected: { kind: 'pair', ...pair } });
    expect(arrows.map(({ id, emphasis }) => [id, emphasis])).toEqual([
      ['prod/web → prod/loose', 'selected'],
      ['prod/web → host/worker-eth', 'dimmed'],
    ]);
  });

  test('more than can be told apart: the least interesting are left out, and the summary says so', () => {
    const many = Array.from({ length: 30 }, (_, index) => pod('prod', `p${index}`, { nodeName: 'worker' }));
    const scenario: Scenario = {
      manifests: [...cluster, ...many],
      lens: 'all',
      verdict: (_source, destination) => (destination === 'host/worker-eth' ? deny : allow),
    };
    const { specs, summary } = projected(scenario);
    expect(specs.filter(isArrow)).toHaveLength(arrowLimit);
    expect(specs.filter(isArrow).filter(({ verdict }) => verdict === 'deny')).toHaveLength(35);
    expect(summary).toMatchObject({ drawn: 400, left: 36 * 35 - 400 });
    expect(summary.text).toContain('400 arrows drawn; 860 pairs left out');
  });

  test('none before the first verdicts', () => {
    const { specs } = projected({ flows: [['prod/web', 'host/worker-eth']], isJudged: false });
    expect(specs.some(isArrow)).toBe(false);
  });
});
