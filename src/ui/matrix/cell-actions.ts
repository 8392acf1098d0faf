import type { App } from '../../app/app.ts';
import { askForNewFlow } from '../../app/flow-actions.ts';
import { expectNow, expectTraffic } from '../../app/expect-actions.ts';
import type { Pair } from '../../app/selection.svelte.ts';
import { tracePair } from '../../app/walk-actions.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { flowTrafficOf } from './flow-traffic.ts';

/** A line of a cell's menu. */
export interface CellAction {
  readonly label: string;
  /** Why it can't be done; '' where it can. */
  readonly obstacle: string;
  readonly run: () => void;
}

/** The cells around the one that the menu is of. */
export interface CellsAround {
  /** Of the pair, as its cell shows it. */
  verdictOf(pair: Pair): Verdict;
  /** Pairs of the marked cells; none where one or none is marked. */
  readonly marked: readonly Pair[];
  /** All pairs that the matrix shows. */
  readonly shown: readonly Pair[];
}

/** What can be done with a pair. */
export function cellActions(app: App, pair: Pair, { verdictOf, marked, shown }: CellsAround): readonly CellAction[] {
  const { matrix, selection, view } = app;
  const ends = pair.source === pair.destination ? [pair.source] : [pair.source, pair.destination];
  const isSelf = ends.length === 1;
  const self = isSelf ? 'An endpoint has no flow to itself.' : '';
  const traffic = flowTrafficOf(matrix.query);
  const why = traffic === null ? 'A drawn flow is of one protocol: name it above the matrix, as in TCP/22.' : '';
  const what = matrix.query === null ? '' : ` (${matrix.query.text})`;
  const expect = (expected: 'allow' | 'deny') => (): void => {
    if (traffic !== null) expectTraffic(app, pair, traffic, expected);
  };
  const looked = matrix.query === null || traffic === null ? null : { of: traffic, verdictOf };
  const now = (pairs: readonly Pair[]) => (): void => expectNow(app, pairs, looked);
  const ofMany = (pairs: readonly Pair[], which: string): readonly CellAction[] =>
    pairs.length < 2
      ? []
      : [
          {
            label: `Expect what is now: ${pairs.length.toLocaleString('en-US')} ${which} pairs${what}`,
            obstacle: why,
            run: now(pairs),
          },
        ];
  const explain = (): void => {
    selection.select({ kind: 'pair', ...pair });
    view.inspectorTab = 'verdict';
  };
  return [
    { label: 'Explain the verdict', obstacle: '', run: explain },
    { label: 'Trace a packet', obstacle: '', run: () => tracePair(app, pair) },
    { label: 'Draw a flow…', obstacle: self, run: () => askForNewFlow(app, pair, null) },
    {
      label: `Expect what is now${what}`,
      obstacle: firstOf(self, why, verdictOf(pair) === 'undecided' ? 'It can’t be evaluated.' : ''),
      run: now([pair]),
    },
    ...ofMany(marked, 'marked'),
    ...ofMany(shown, 'shown'),
    { label: `Expect allowed${what}`, obstacle: firstOf(self, why), run: expect('allow') },
    { label: `Expect denied${what}`, obstacle: firstOf(self, why), run: expect('deny') },
    ...ends.map((end) => ({ label: `Select ${end}`, obstacle: '', run: () => selection.selectEndpoint(end) })),
  ];
}

function firstOf(...obstacles: readonly string[]): string {
  return obstacles.find((obstacle) => obstacle !== '') ?? '';
}
