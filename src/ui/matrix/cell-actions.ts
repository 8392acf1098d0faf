import type { App } from '../../app/app.ts';
import { askForNewFlow } from '../../app/flow-actions.ts';
import { expectTraffic } from '../../app/matrix-actions.ts';
import type { Pair } from '../../app/selection.svelte.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { flowTrafficOf } from './flow-traffic.ts';

/** A line of a cell's menu. */
export interface CellAction {
  readonly label: string;
  /** Why it can't be done; '' where it can. */
  readonly obstacle: string;
  readonly run: () => void;
}

/** What can be done with a pair; `verdict` is the one that its cell shows. */
export function cellActions(app: App, pair: Pair, verdict: Verdict): readonly CellAction[] {
  const { matrix, selection, view } = app;
  const ends = pair.source === pair.destination ? [pair.source] : [pair.source, pair.destination];
  const isSelf = ends.length === 1;
  const self = isSelf ? 'An endpoint has no flow to itself.' : '';
  const traffic = flowTrafficOf(matrix.query);
  const why = traffic === null ? 'A drawn flow is of one port or one protocol: ask for one above the matrix.' : '';
  const what = matrix.query === null ? '' : ` (${matrix.query.text})`;
  const expect = (expected: 'allow' | 'deny') => (): void => {
    if (traffic !== null) expectTraffic(app, pair, traffic, expected);
  };
  const explain = (): void => {
    view.inspectorTab = 'verdict';
  };
  return [
    { label: 'Explain the verdict', obstacle: '', run: explain },
    { label: 'Draw a flow…', obstacle: self, run: () => askForNewFlow(app, pair, null) },
    {
      label: `Expect what is now${what}`,
      obstacle: firstOf(self, why, noExpectation(verdict)),
      run: expect(verdict === 'deny' ? 'deny' : 'allow'),
    },
    { label: `Expect allowed${what}`, obstacle: firstOf(self, why), run: expect('allow') },
    { label: `Expect denied${what}`, obstacle: firstOf(self, why), run: expect('deny') },
    ...ends.map((end) => ({ label: `Select ${end}`, obstacle: '', run: () => selection.selectEndpoint(end) })),
  ];
}

function firstOf(...obstacles: readonly string[]): string {
  return obstacles.find((obstacle) => obstacle !== '') ?? '';
}

/** Why a verdict can't be expected as it is. */
function noExpectation(verdict: Verdict): string {
  if (verdict === 'partial') return 'Only some of it is allowed: ask for one port above the matrix.';
  return verdict === 'undecided' ? 'It can’t be evaluated.' : '';
}
