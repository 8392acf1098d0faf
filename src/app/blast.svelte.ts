/* eslint-disable svelte/prefer-svelte-reactivity -- sets and maps are computed anew as a whole, never changed */
import { parseTraffic, type TrafficQuery } from '../core/find/traffic-query.ts';
import type { EndpointId, Revision } from '../core/model/ids.ts';
import {
  reachChange,
  reachCounts,
  type ReachChange,
  type ReachCounts,
  type ReachedNames,
} from '../core/reach/reach-words.ts';
import { reachFrom, type Reach } from '../core/reach/reach.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import type { Results } from './results.svelte.ts';
import type { Pair, Selection } from './selection.svelte.ts';
import type { Highlight, View } from './view.svelte.ts';

export interface BlastParts {
  readonly results: Results;
  readonly selection: Selection;
  readonly view: View;
}

/** What a card says of the endpoints behind it. */
export type BlastMark = { readonly kind: 'origin' } | { readonly kind: 'reached' | 'possible'; readonly hop: number };

/** What is reached in one table. */
interface Found {
  readonly table: VerdictTable;
  readonly reach: Reach;
}

const noMarks: ReadonlyMap<EndpointId, BlastMark> = new Map();

/**
 * The blast radius of a compromised endpoint: everything that policy lets it come to, in one hop or several. It follows
 * every edit, as it is computed from the verdicts that are shown.
 */
export class Blast {
  readonly #parts: BlastParts;
  #origin = $state.raw<EndpointId | null>(null);
  #traffic = $state('');
  #change = $state.raw<ReachChange | null>(null);
  #known: { readonly revision: Revision; readonly names: ReachedNames } | null = null;

  readonly #parsed = $derived.by(() => (this.#traffic.trim() === '' ? null : parseTraffic(this.#traffic)));
  readonly #found = $derived.by(() => this.#find());
  readonly #pairs = $derived.by(() => this.#pairsOfWays());
  readonly #marks = $derived.by(() => this.#markAll());
  readonly #counts = $derived.by(() =>
    this.#found === null ? null : reachCounts(this.#found.reach, this.#found.table.endpoints),
  );
  readonly #highlight = $derived.by(
    (): Highlight | null =>
      this.#found && {
        endpoints: new Set(this.#marks.keys()),
        arrows: new Set(this.#pairs.map(({ source, destination }) => `${source} → ${destination}`)),
      },
  );

  constructor(parts: BlastParts) {
    this.#parts = parts;
  }

  get isOn(): boolean {
    return this.#origin !== null;
  }
  /** What is taken to be compromised; null: nothing. */
  get origin(): EndpointId | null {
    return this.#origin;
  }
  /** null: nothing is compromised, there are no verdicts yet, or the endpoint is no longer in the design. */
  get reach(): Reach | null {
    return this.#found?.reach ?? null;
  }
  /** What the rows of `reach` are rows of. */
  get table(): VerdictTable | null {
    return this.#found?.table ?? null;
  }
  get counts(): ReachCounts | null {
    return this.#counts;
  }
  /** What the last edit that could matter changed; null: nothing. */
  get change(): ReachChange | null {
    return this.#change;
  }
  /** `TCP/22`: only connections that are open to some of it count; '': to any. */
  get traffic(): string {
    return this.#traffic;
  }
  /** null: any traffic, or text that is none. */
  get query(): TrafficQuery | null {
    return this.#parsed?.ok === true ? this.#parsed.value : null;
  }
  /** Why the text is no traffic; '' where it is. */
  get trafficError(): string {
    return this.#parsed?.ok === false ? this.#parsed.error : '';
  }
  /** The connections of the ways, each the first that leads to its end. */
  get pairs(): readonly Pair[] {
    return this.#pairs;
  }
  /** Of the origin and everything that is or may be reached. */
  get marks(): ReadonlyMap<EndpointId, BlastMark> {
    return this.#marks;
  }
  /** What does not step back on the canvas; null: nothing is compromised. */
  get highlight(): Highlight | null {
    return this.#highlight;
  }

  /** Which endpoint would be taken: the selected one, of an arrow its source. */
  get candidate(): EndpointId | null {
    const { selection } = this.#parts;
    return selection.endpoint ?? selection.pair?.source ?? null;
  }

  /** The other one takes the place of the one before; asked for the same one again, it is over. */
  toggle(): void {
    const { candidate } = this;
    if (this.isOn && (candidate === null || candidate === this.#origin || this.#parts.selection.pair !== null))
      this.stop();
    else if (candidate !== null) this.start(candidate);
  }

  start(origin: EndpointId): void {
    const { view } = this.#parts;
    if (!view.isCanvasShown) view.stage = 'canvas';
    this.#origin = origin;
    this.#begin();
  }

  /** Only connections that are open to some of this traffic count. */
  ask(traffic: string): void {
    this.#traffic = traffic;
    this.#begin();
  }

  stop(): void {
    this.#origin = null;
    this.ask('');
  }

  /** New verdicts are there. */
  refresh(): void {
    const names = this.#names();
    if (names === null) return;
    const { revision } = this.#parts.results;
    const change = this.#known === null ? null : reachChange(this.#known.names, names);
    // One edit may be answered twice: what it changed is not forgotten by the answer that changes nothing more.
    if (change !== null || this.#known?.revision !== revision) this.#change = change;
    this.#known = { revision, names };
  }

  /** Changes are counted from what is reached now. */
  #begin(): void {
    this.#change = null;
    this.#known = null;
    this.refresh();
  }

  #find(): Found | null {
    const { table, index } = this.#parts.results;
    const row = this.#origin === null ? undefined : index?.rowOf(this.#origin);
    if (table === null || row === undefined) return null;
    return { table, reach: reachFrom(table, row, this.query) };
  }

  #names(): ReachedNames | null {
    if (this.#found === null) return null;
    const { table, reach } = this.#found;
    const named = (ways: Reach['reached']): ReadonlySet<EndpointId> =>
      new Set(ways.flatMap(({ row }) => table.endpoints[row]?.id ?? []));
    return { reached: named(reach.reached), possible: named(reach.possible) };
  }

  #pairsOfWays(): readonly Pair[] {
    if (this.#found === null) return [];
    const { table, reach } = this.#found;
    return [...reach.reached, ...reach.possible].flatMap(({ from, row }) => {
      const [source, destination] = [table.endpoints[from]?.id, table.endpoints[row]?.id];
      return source === undefined || destination === undefined ? [] : [{ source, destination }];
    });
  }

  #markAll(): ReadonlyMap<EndpointId, BlastMark> {
    if (this.#found === null || this.#origin === null) return noMarks;
    const { table, reach } = this.#found;
    const marks = new Map<EndpointId, BlastMark>([[this.#origin, { kind: 'origin' }]]);
    for (const kind of ['reached', 'possible'] as const)
      for (const { row, hop } of reach[kind]) {
        const id = table.endpoints[row]?.id;
        if (id !== undefined) marks.set(id, { kind, hop });
      }
    return marks;
  }
}
