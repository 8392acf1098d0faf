import type { Verdict } from '../../core/policy/trace.ts';

/** How the legend draws one verdict, in a field of 46 by 14: the line leaves room for the sign where the halves meet. */
export interface LegendRow {
  readonly verdict: Verdict;
  readonly text: string;
  readonly line: string;
  readonly dashes: string;
  readonly head: string;
  readonly hint: string;
}

/** What is not seen by looking at an arrow. */
export const halvesHint = 'First half of an arrow: egress at the source. Second half: ingress at the destination.';

const triangle = 'M37 3.2l7 3.8-7 3.8z';
const line = 'M2 7H15M31 7H37';

export const legendRows: readonly LegendRow[] = [
  { verdict: 'allow', text: 'allowed', line, dashes: '', head: triangle, hint: halvesHint },
  {
    verdict: 'deny',
    text: 'denied',
    line: 'M2 7H15M31 7H43',
    dashes: '5 3.5',
    head: 'M44 2v10',
    hint: `${halvesHint} The bar is on the half that denies.`,
  },
  { verdict: 'partial', text: 'some ports', line, dashes: '7 2.5 1.5 2.5', head: triangle, hint: halvesHint },
  {
    verdict: 'undecided',
    text: 'can’t be evaluated',
    line,
    dashes: '0.5 4.5',
    head: 'M44 7a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
    hint: halvesHint,
  },
];

export const alwaysOpen = {
  text: 'always open',
  hint: 'Open whatever the policies say: a failsafe port, or a pod of the node itself',
} as const;
