/* eslint-disable svelte/prefer-svelte-reactivity -- sets and maps are replaced as a whole, or nobody looks at them */
import { parseTraffic, type TrafficQuery } from '../core/find/traffic-query.ts';
import { trafficVerdictOfPair } from '../core/find/traffic-verdict.ts';
import type { Verdict } from '../core/policy/trace.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import type { Pair } from './selection.svelte.ts';

export type MatrixSort = 'order' | 'name' | 'namespace' | 'node' | 'denied';
export type MatrixGroup = 'none' | 'namespace' | 'node' | 'kind';
export type MatrixAxis = 'rows' | 'columns';

const nothing: ReadonlySet<string> = new Set();

/** How the matrix is looked at: it stays so while the drawer shows something else. */
export class MatrixLook {
  readonly #client: EvaluatorClient;
  /** Expressions; while they are linked that of the rows holds for both axes. */
  rowFilter = $state('');
  columnFilter = $state('');
  isLinked = $state(true);
  sort = $state<MatrixSort>('order');
  group = $state<MatrixGroup>('none');
  /** `TCP/22`: cells show the verdict of this traffic only; '': of all. */
  traffic = $state('');
  #collapsed = $state.raw<Readonly<Record<MatrixAxis, ReadonlySet<string>>>>({ rows: nothing, columns: nothing });

  /** What the evaluator said of pairs whose summaries do not tell it, of one table and one traffic. */
  #answers = $state.raw<ReadonlyMap<string, Verdict>>(new Map());
  #answered: { readonly table: VerdictTable; readonly traffic: string } | null = null;
  #asked = new Set<string>();

  readonly #parsed = $derived.by(() => (this.traffic.trim() === '' ? null : parseTraffic(this.traffic)));

  constructor(client: EvaluatorClient) {
    this.#client = client;
  }

  /** null: all traffic, or text that is none. */
  get query(): TrafficQuery | null {
    return this.#parsed?.ok === true ? this.#parsed.value : null;
  }
  /** Why the text is no traffic; '' where it is. */
  get trafficError(): string {
    return this.#parsed?.ok === false ? this.#parsed.error : '';
  }
  get isFiltered(): boolean {
    return this.rowFilter.trim() !== '' || (!this.isLinked && this.columnFilter.trim() !== '');
  }

  collapsed(axis: MatrixAxis): ReadonlySet<string> {
    return this.#collapsed[axis];
  }

  toggle(axis: MatrixAxis, key: string): void {
    const before = this.#collapsed[axis];
    const now = before.has(key) ? [...before].filter((one) => one !== key) : [...before, key];
    this.#collapsed = { ...this.#collapsed, [axis]: new Set(now) };
  }

  collapseAll(keys: Readonly<Record<MatrixAxis, readonly string[]>>): void {
    this.#collapsed = { rows: new Set(keys.rows), columns: new Set(keys.columns) };
  }

  clearFilters(): void {
    this.rowFilter = '';
    this.columnFilter = '';
  }

  /** undefined: not asked, or not answered yet. */
  answer({ source, destination }: Pair): Verdict | undefined {
    return this.#answers.get(`${source} ${destination}`);
  }

  /** Asks the evaluator about the pairs that are seen; each once for a table and a traffic. */
  ask(table: VerdictTable, query: TrafficQuery, pairs: readonly Pair[]): void {
    if (this.#answered?.table !== table || this.#answered.traffic !== query.text) {
      this.#answered = { table, traffic: query.text };
      this.#asked = new Set();
      this.#answers = new Map();
    }
    const occasion = this.#answered;
    for (const pair of pairs) {
      const key = `${pair.source} ${pair.destination}`;
      if (this.#asked.has(key)) continue;
      this.#asked.add(key);
      this.#client.explainPair(pair.source, pair.destination, (result) => {
        if (result === null || this.#answered !== occasion) return;
        this.#answers = new Map(this.#answers).set(key, trafficVerdictOfPair(result, query));
      });
    }
  }
}
