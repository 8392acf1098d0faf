/* eslint-disable svelte/prefer-svelte-reactivity -- maps are replaced as a whole, or nobody looks at them */
import {
  judgedFlow,
  missingEnd,
  totalsOf,
  type ExpectationTotals,
  type JudgedFlow,
} from '../core/expect/expectation.ts';
import { findInPair, findInSummary, notFound, type FlowFinding } from '../core/expect/flow-finding.ts';
import type { DrawnFlow } from '../core/model/design.ts';
import { flowTraffic } from '../core/net/flow-traffic.ts';
import type { PairSummary, VerdictTable } from '../core/policy/verdict-table.ts';
import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import type { Results } from './results.svelte.ts';
import type { Pair } from './selection.svelte.ts';

/** A drawn flow as far as it is judged. */
export interface ListedFlow extends JudgedFlow {
  /** The evaluator is being asked; what is shown is of older verdicts, or nothing. */
  readonly isPending: boolean;
}

/** What the evaluator said of a flow whose pair's summary does not tell it. */
interface Answer {
  readonly table: VerdictTable;
  readonly finding: FlowFinding;
}

/** Flows between the same two ends, about which the evaluator is asked at once. */
interface Question extends Pair {
  readonly flows: readonly DrawnFlow[];
}

interface Parts {
  readonly client: EvaluatorClient;
  readonly results: Results;
  /** What is judged: the drawn flows of the design, or those of a lesson. */
  readonly flows: () => readonly DrawnFlow[];
  /** An answer has come that is not told by the table of all pairs. */
  readonly answered?: () => void;
}

/** So many answers are shown at once: each time all flows are looked through. */
const answersAtOnce = 50;

/**
 * Flows with what is expected of them and what is found. Most are told by the table of all pairs at once; about
 * the others the evaluator is asked, one pair after the other.
 */
export class Expectations {
  readonly #parts: Parts;
  #answers = $state.raw<ReadonlyMap<string, Answer>>(new Map());
  readonly #list = $derived.by(() => this.#judgeAll());
  readonly #totals = $derived(totalsOf(this.#list.map(({ state }) => state)));
  /** Not state: what a summary tells of a traffic, found once. */
  readonly #told = new WeakMap<PairSummary, Map<string, FlowFinding | null>>();
  #latest = 0;
  /** Whether the list shows the failing ones only. */
  isOnlyFailing = $state(false);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** In the order of the drawn flows. */
  get list(): readonly ListedFlow[] {
    return this.#list;
  }
  /** Of those that are judged. */
  get totals(): ExpectationTotals {
    return this.#totals;
  }

  /** Called when verdicts have come or flows may have changed: asks about what they do not tell. */
  refresh(): void {
    this.#latest += 1;
    const questions = new Map<string, Question>();
    for (const { flow, isPending } of this.#list) {
      if (!isPending) continue;
      const { source, destination } = flow;
      const key = `${source} ${destination}`;
      questions.set(key, { source, destination, flows: [...(questions.get(key)?.flows ?? []), flow] });
    }
    const { table } = this.#parts.results;
    if (table !== null && questions.size > 0) this.#ask([...questions.values()], table, this.#latest);
  }

  #ask(
    questions: readonly Question[],
    table: VerdictTable,
    occasion: number,
    at = 0,
    answers: Fresh = new Map(),
  ): void {
    const question = questions[at];
    if (question === undefined || answers.size >= answersAtOnce) {
      // Old answers to what nobody draws any more are forgotten.
      const drawn = new Set(this.#list.map(({ flow }) => keyOf(flow)));
      this.#answers = new Map([...this.#answers, ...answers].filter(([key]) => drawn.has(key)));
      this.#parts.answered?.();
      if (question !== undefined) this.#ask(questions, table, occasion, at);
      return;
    }
    this.#parts.client.explainPair(question.source, question.destination, (result) => {
      if (occasion !== this.#latest) return;
      for (const flow of question.flows) {
        const finding = result === null ? missingEnd(flow, () => false) : findInPair(flow, result);
        answers.set(keyOf(flow), { table, finding });
      }
      this.#ask(questions, table, occasion, at + 1, answers);
    });
  }

  #judgeAll(): readonly ListedFlow[] {
    const answers = this.#answers;
    return this.#parts.flows().map((flow, index) => this.#judge(flow, index, answers));
  }

  #judge(flow: DrawnFlow, index: number, answers: ReadonlyMap<string, Answer>): ListedFlow {
    const { results } = this.#parts;
    const table = results.index;
    if (table === null) return waiting(flow, index);
    const summary = table.summary(flow.source, flow.destination);
    if (summary === null) {
      const finding = missingEnd(flow, (id) => table.rowOf(id) !== undefined);
      return { ...judgedFlow(index, flow, finding), isPending: false };
    }
    const told = this.#tell(flow, summary);
    if (told !== null) return { ...judgedFlow(index, flow, told), isPending: false };
    const answer = answers.get(keyOf(flow));
    if (answer === undefined) return waiting(flow, index);
    return { ...judgedFlow(index, flow, answer.finding), isPending: answer.table !== results.table };
  }

  #tell(flow: DrawnFlow, summary: PairSummary): FlowFinding | null {
    const known = this.#told.get(summary) ?? new Map<string, FlowFinding | null>();
    this.#told.set(summary, known);
    const key = flowTraffic(flow);
    const found = known.get(key);
    if (found !== undefined) return found;
    const told = findInSummary(flow, summary);
    known.set(key, told);
    return told;
  }
}

type Fresh = Map<string, Answer>;

function keyOf(flow: DrawnFlow): string {
  return `${flow.source} ${flow.destination} ${flowTraffic(flow)}`;
}

/** Nothing is known of it yet, and so not whether it is as expected. */
function waiting(flow: DrawnFlow, index: number): ListedFlow {
  return { index, flow, finding: notFound([]), state: null, isPending: true };
}
