import { compareObjects } from '../core/compare/compare-objects.ts';
import { compareTables, type PairChange } from '../core/compare/compare-tables.ts';
import { isDesign } from '../core/manifest/scene-content.ts';
import type { ClusterDocument, Resource } from '../core/model/document.ts';
import type { Revision } from '../core/model/ids.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import type { Results } from './results.svelte.ts';

/** For so long what a scene changed stands out. */
export const turnShownMs = 6000;

/** What is different once a scene has taken the design's place. */
export interface TurnChange {
  readonly added: readonly Resource[];
  readonly removed: readonly Resource[];
  readonly changed: readonly Resource[];
  /** Pairs whose verdict is another; of very many some. */
  readonly pairs: readonly PairChange[];
  /** How many there are of them. */
  readonly totalPairs: number;
  /** The verdicts are there, too. */
  readonly isJudged: boolean;
}

interface Turn {
  readonly before: ClusterDocument;
  readonly after: ClusterDocument;
  /** The verdicts before. */
  readonly table: VerdictTable | null;
  /** From which on the verdicts are those of the scene. */
  readonly revision: Revision;
}

/** What stands for it on the canvas: objects, and arrows as `source → destination`. */
export function changedElements({ added, changed, pairs }: TurnChange): readonly string[] {
  return [
    ...[...added, ...changed].map(({ id }) => id),
    ...pairs.map(({ source, destination }) => `${source} → ${destination}`),
  ];
}

/** One scene gives way to another: what is different, for a moment. The verdicts come later than the objects. */
export class SceneTurn {
  readonly #results: Results;
  #turn = $state.raw<Turn | null>(null);
  readonly #objects = $derived.by(() => (this.#turn === null ? null : objectsOf(this.#turn)));
  readonly #change = $derived.by(() => this.#findChange());

  constructor(results: Results) {
    this.#results = results;
  }

  /** null: nothing, or nothing any more. */
  get change(): TurnChange | null {
    return this.#change;
  }

  start(turn: Turn): void {
    this.#turn = turn;
  }

  /** The moment of that turn has passed; a later one goes on. */
  end(revision: Revision): void {
    if (this.#turn !== null && this.#turn.revision <= revision) this.#turn = null;
  }

  forget(): void {
    this.#turn = null;
  }

  #findChange(): TurnChange | null {
    const [turn, objects] = [this.#turn, this.#objects];
    if (turn === null || objects === null) return null;
    const { table, revision } = this.#results;
    const isJudged = revision >= turn.revision;
    const tables = isJudged && table !== null && turn.table !== null ? compareTables(turn.table, table) : null;
    const [pairs, totalPairs] = [tables?.pairs ?? [], tables?.total ?? 0];
    return { ...objects, pairs, totalPairs, isJudged };
  }
}

function objectsOf({ before, after }: Turn): Pick<TurnChange, 'added' | 'removed' | 'changed'> {
  const { added, removed, changed } = compareObjects(before, after);
  const real = (resources: readonly Resource[]): readonly Resource[] =>
    resources.filter(({ manifest }) => !isDesign(manifest));
  return { added: real(added), removed: real(removed), changed: real(changed.map((change) => change.after)) };
}
