/* eslint-disable svelte/prefer-svelte-reactivity -- maps are replaced as a whole */
import { judgedFlow } from '../core/expect/expectation.ts';
import type { FlowFinding } from '../core/expect/flow-finding.ts';
import { findingOfPacket, packetOf } from '../core/lesson/lesson-pair.ts';
import type { LessonPair } from '../core/model/lesson.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import { Expectations, type ListedFlow } from './expectations.svelte.ts';
import type { Results } from './results.svelte.ts';

interface Parts {
  readonly client: EvaluatorClient;
  readonly results: Results;
  readonly pairs: () => readonly LessonPair[];
  /** What is known of the pairs has changed. */
  readonly changed: () => void;
}

/** A packet that dials an address of its own, and what the evaluator said of it. */
interface Answer {
  readonly table: VerdictTable;
  readonly finding: FlowFinding;
}

/** The pairs of a lesson's step, judged live like drawn flows; what dials an address of its own is asked packet by packet. */
export class LessonVerdicts {
  readonly #parts: Parts;
  readonly #flows: Expectations;
  #answers = $state.raw<ReadonlyMap<string, Answer>>(new Map());
  readonly #list = $derived.by(() => this.#parts.pairs().map((pair, index) => this.#judge(pair, index)));
  #latest = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { client, results, pairs, changed } = parts;
    this.#flows = new Expectations({ client, results, flows: pairs, answered: changed });
  }

  /** In the order of the pairs. */
  get list(): readonly ListedFlow[] {
    return this.#list;
  }

  /** Called when verdicts have come or the step is another one. */
  refresh(): void {
    this.#latest += 1;
    this.#flows.refresh();
    const { table } = this.#parts.results;
    for (const pair of this.#parts.pairs()) if (table !== null) this.#ask(pair, table, this.#latest);
    this.#parts.changed();
  }

  #ask(pair: LessonPair, table: VerdictTable, occasion: number): void {
    const packet = packetOf(pair);
    if (packet === null || this.#answers.get(keyOf(pair))?.table === table) return;
    this.#parts.client.explainFlow(packet, (result) => {
      if (occasion !== this.#latest) return;
      this.#answers = new Map([...this.#answers, [keyOf(pair), { table, finding: findingOfPacket(result) }]]);
      this.#parts.changed();
    });
  }

  #judge(pair: LessonPair, index: number): ListedFlow {
    const asFlow = this.#flows.list[index];
    if (asFlow === undefined) throw new Error('every pair is judged as a flow as well');
    if (packetOf(pair) === null) return asFlow;
    const answer = this.#answers.get(keyOf(pair));
    if (answer === undefined) return { ...asFlow, finding: noFinding, state: null, isPending: true };
    return { ...judgedFlow(index, pair, answer.finding), isPending: answer.table !== this.#parts.results.table };
  }
}

const noFinding: FlowFinding = { verdict: 'undecided', fates: [], passing: '', reasons: [] };

function keyOf(pair: LessonPair): string {
  return JSON.stringify(packetOf(pair));
}
