import type { ConnectionChange, ConnectionEffect } from '../core/compare/compare-designs.ts';
import { commonSettings } from '../core/compare/common-settings.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import type { EndpointId } from '../core/model/ids.ts';
import type { Problem } from '../core/model/problem.ts';
import type { PairResult } from '../core/policy/trace.ts';
import { ComparerClient, type ComparerPort } from '../worker/comparer-client.ts';
import type { Compared } from '../worker/compare-protocol.ts';
import type { Pair, Selection } from './selection.svelte.ts';
import type { Session } from './session.svelte.ts';

/** The design that the open one is compared with: it counts as the older one. */
export interface Baseline {
  /** What its files are called. */
  readonly name: string;
  readonly document: ClusterDocument;
  /** What could not be read of its files. */
  readonly problems: readonly Problem[];
}

const none: ReadonlySet<ConnectionEffect> = new Set();

export interface CompareParts {
  readonly session: Session;
  readonly selection: Selection;
  readonly startComparer: () => ComparerPort;
}

/**
 * The open design against another one, which is not opened for it. A worker of its own judges both as long as they are
 * compared, and anew with every edit; what it found last stays until then.
 */
export class Compare {
  readonly #parts: CompareParts;
  #client: ComparerClient | null = null;
  #baseline = $state.raw<Baseline | null>(null);
  #found = $state.raw<Compared | null>(null);
  #failure = $state<string | null>(null);
  #isBehind = $state(false);
  /** Effects that are not listed and not drawn. */
  #hidden = $state.raw<ReadonlySet<ConnectionEffect>>(none);
  #before = $state.raw<PairResult | null>(null);
  readonly #shown = $derived.by(() =>
    (this.#found?.comparison.connections ?? []).filter(({ effect }) => !this.#hidden.has(effect)),
  );
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- computed anew as a whole, never changed
  readonly #byPair = $derived.by(() => new Map(this.#shown.map((change) => [keyOf(change), change])));

  constructor(parts: CompareParts) {
    this.#parts = parts;
  }

  /** null: nothing is compared. */
  get baseline(): Baseline | null {
    return this.#baseline;
  }
  /** null until the first answer. */
  get found(): Compared | null {
    return this.#found;
  }
  /** The listed connections of the effects that are to be seen. */
  get shown(): readonly ConnectionChange[] {
    return this.#shown;
  }
  get hidden(): ReadonlySet<ConnectionEffect> {
    return this.#hidden;
  }
  /** The design was changed since; the newer answer is on its way. */
  get isBehind(): boolean {
    return this.#isBehind;
  }
  /** Why there is no newer answer, as a sentence. */
  get failure(): string | null {
    return this.#failure;
  }
  /** Of the selected pair, in the older design; null while none is selected, it was not there, or it is being asked. */
  get before(): PairResult | null {
    return this.#before;
  }

  /** The change of a pair that is to be seen. */
  between(source: EndpointId, destination: EndpointId): ConnectionChange | null {
    return this.#byPair.get(keyOf({ source, destination })) ?? null;
  }

  /** Another baseline takes the place of the one before. */
  start(baseline: Baseline): void {
    this.stop();
    this.#client = new ComparerClient(this.#parts.startComparer(), {
      compared: (compared) => this.#accept(compared),
      failed: (message) => {
        this.#failure = message;
        this.#isBehind = false;
      },
    });
    this.#baseline = baseline;
    this.refresh();
  }

  /** The open design has changed. */
  refresh(): void {
    if (this.#baseline === null) return;
    const { document } = this.#parts.session;
    this.#isBehind = true;
    this.#client?.compare(this.#baseline.document, document, commonSettings(this.#baseline.document, document));
  }

  /** Another pair was selected, or it may have been another one before. */
  explainBefore(pair: Pair | null): void {
    const isOther = pair?.source !== this.#before?.source || pair?.destination !== this.#before?.destination;
    if (isOther) this.#before = null;
    if (pair === null || this.#client === null) return;
    const wanted = keyOf(pair);
    this.#client.explainBefore(this.#oldName(pair.source), this.#oldName(pair.destination), (result) => {
      const { pair: selected } = this.#parts.selection;
      if (selected !== null && keyOf(selected) === wanted)
        this.#before = result === null ? null : { ...result, ...pair };
    });
  }

  toggle(effect: ConnectionEffect): void {
    const others = [...this.#hidden].filter((hidden) => hidden !== effect);
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew, never changed
    this.#hidden = new Set(others.length === this.#hidden.size ? [...others, effect] : others);
  }

  stop(): void {
    this.#client?.stop();
    this.#client = null;
    this.#baseline = null;
    this.#found = null;
    this.#failure = null;
    this.#isBehind = false;
    this.#before = null;
    this.#hidden = none;
  }

  #accept(compared: Compared): void {
    this.#found = compared;
    this.#failure = null;
    this.#isBehind = false;
    this.explainBefore(this.#parts.selection.pair);
  }

  #oldName(id: EndpointId): EndpointId {
    return this.#found?.comparison.renamed.find(({ after }) => after.id === id)?.before.id ?? id;
  }
}

function keyOf({ source, destination }: Pair): string {
  return `${source} → ${destination}`;
}
