import type { ListedFlow } from '../../app/expectations.svelte.ts';
import type { Expectation, ExpectationTotals } from '../../core/expect/expectation.ts';
import { findingSentence } from '../../core/expect/flow-finding.ts';
import { verdictWords } from '../controls/verdict-words.ts';

/** How a line of the list is marked: `waiting` until the evaluator has answered. */
export type LineState = Expectation | 'nothing' | 'waiting';

export function stateOf({ flow, state, isPending }: Pick<ListedFlow, 'flow' | 'state' | 'isPending'>): LineState {
  if (flow.expect === null) return 'nothing';
  return state ?? (isPending ? 'waiting' : 'unknown');
}

export const stateWords: Readonly<Record<LineState, string>> = {
  met: 'Pass',
  missed: 'Fail',
  unknown: 'Not known',
  nothing: '–',
  waiting: '…',
};

/** For those who do not see the sign. */
export const stateSentences: Readonly<Record<LineState, string>> = {
  met: 'as expected',
  missed: 'not as expected',
  unknown: 'can’t be evaluated whether it is as expected',
  nothing: 'nothing is expected',
  waiting: 'being evaluated',
};

/** What is found: `Partly allowed. Only TCP 22 passes.` */
export function foundText({ finding, isPending }: Pick<ListedFlow, 'finding' | 'isPending'>): string {
  if (isPending && finding.fates.length === 0) return 'Being evaluated';
  const sentence = findingSentence(finding);
  return `${verdictWords[finding.verdict]}${sentence === '' ? '' : `. ${sentence}`}`;
}

/** `5 of 7 expectations met, 1 missed`; '' where nothing is expected. */
export function totalsText({ met, missed, unknown }: ExpectationTotals): string {
  const all = met + missed + unknown;
  if (all === 0) return '';
  const failing = [missed > 0 ? `${count(missed)} missed` : '', unknown > 0 ? `${count(unknown)} not known` : ''];
  const head = `${count(met)} of ${count(all)} ${all === 1 ? 'expectation' : 'expectations'} met`;
  return [head, ...failing].filter((part) => part !== '').join(', ');
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
