import type { EndpointId } from '../../core/model/ids.ts';
import type { EndpointRow, PairSummary, VerdictTable } from '../../core/policy/verdict-table.ts';
import { endpointsOf, type CardSpec } from './element-spec.ts';

/** A card that traffic comes from and goes to: one endpoint, those of a stack, or all that a collapsed box holds. */
export interface Party {
  readonly card: string;
  /** In sentences: `prod/db`, `prod/web ×12`, `namespace prod`. */
  readonly called: string;
  readonly endpoints: readonly EndpointId[];
  /** Rows of the verdict table; none where it does not know them. */
  readonly rows: readonly number[];
  /** Its card stands for a collapsed box. */
  readonly isBox: boolean;
}

/** An ordered pair of parties by their numbers; the same number twice: the members of one card among themselves. */
export interface Pair {
  readonly source: number;
  readonly destination: number;
}

/** What so many ordered pairs of two parties' members have in common. */
export interface Share {
  readonly summary: PairSummary;
  readonly pairs: number;
}

/** How many pairs of members have one verdict, told apart by whether there is a host at one of their ends. */
export interface Tally extends Share {
  readonly isAtHost: boolean;
}

/** Members of one class that are, or are not, at a host. */
interface Kind {
  readonly number: number;
  readonly isAtHost: boolean;
  rows: number;
}

/** Members of one kind on one cluster node. */
interface Place {
  readonly kind: Kind;
  rows: number;
}

interface Composition {
  readonly kinds: readonly Kind[];
  /** By the number of the cluster node; those on none are not here. */
  readonly places: ReadonlyMap<number, readonly Place[]>;
  /** Of those whose cluster node is not known. */
  readonly unplaced: ReadonlyMap<Kind, number>;
}

/** Who meets whom on the canvas, and with which verdicts. */
export class Parties {
  readonly table: VerdictTable;
  /** In the order of their cards, so that the same cards with another table have the same numbers. */
  readonly list: readonly Party[];
  readonly #numbers: ReadonlyMap<EndpointId, number>;
  readonly #numberOfCard: ReadonlyMap<string, number>;
  readonly #compositions: (Composition | undefined)[] = [];

  constructor(table: VerdictTable, cards: readonly CardSpec[]) {
    this.table = table;
    const rowOf = new Map(table.endpoints.map(({ id }, row) => [id, row]));
    this.list = cards.flatMap((card): readonly Party[] => {
      const endpoints = endpointsOf(card);
      if (endpoints.length === 0) return [];
      const rows = endpoints.flatMap((id) => rowOf.get(id) ?? []);
      return [{ card: card.id, called: calledOf(card), endpoints, rows, isBox: card.collapsed !== null }];
    });
    this.#numbers = new Map(this.list.flatMap(({ endpoints }, number) => endpoints.map((id) => [id, number] as const)));
    this.#numberOfCard = new Map(this.list.map(({ card }, number) => [card, number]));
  }

  /** @throws RangeError for a number that no party has */
  party(number: number): Party {
    const party = this.list[number];
    if (party === undefined) throw new RangeError(`no party ${number}`);
    return party;
  }

  numberOf(endpoint: EndpointId): number | undefined {
    return this.#numbers.get(endpoint);
  }

  /** Of a card, by its element id. */
  numberOfCard(card: string): number | undefined {
    return this.#numberOfCard.get(card);
  }

  /** A host endpoint, a cluster node or pods with their cluster node's identity; of a box, some of what it holds. */
  isAtHost(number: number): boolean {
    const { rows } = this.party(number);
    if (rows.length === 1) return isHost(this.table.endpoints[rows[0] ?? -1]);
    return this.#compositionOf(number).kinds.some((kind) => kind.isAtHost);
  }

  /** Its members are not all judged alike: those of a collapsed box. */
  isMixed(number: number): boolean {
    return this.party(number).rows.length > 1 && this.#compositionOf(number).kinds.length > 1;
  }

  /** How many ordered pairs of different endpoints they form. */
  pairs({ source, destination }: Pair): number {
    const [from, to] = [this.party(source).rows.length, this.party(destination).rows.length];
    return from * to - (source === destination ? from : 0);
  }

  /** How many of those are on one cluster node. */
  neighbours({ source, destination }: Pair): number {
    let pairs = 0;
    this.#eachNode(source, destination, (here, there) => {
      for (const from of here) for (const to of there) pairs += meetings(from, to, source === destination);
    });
    return pairs;
  }

  /** The different verdicts between the members, the most frequent first; none where the table does not know them. */
  meet(pair: Pair): readonly Share[] {
    const counts = new Map<PairSummary, number>();
    for (const { summary, pairs } of this.tally(pair)) counts.set(summary, (counts.get(summary) ?? 0) + pairs);
    return [...counts].map(([summary, pairs]) => ({ summary, pairs })).sort((a, b) => b.pairs - a.pairs);
  }

  /** The cost grows with the classes of both, and with the cluster nodes that both are on. */
  tally({ source, destination }: Pair): readonly Tally[] {
    const { summaries, sameNode, apart, own } = this.table;
    const counts = new Map<number, number>();
    const add = (square: Uint32Array, from: Kind, to: Kind, pairs: number): void => {
      const index = square[from.number * own.length + to.number];
      if (pairs === 0 || index === undefined) return;
      const key = index * 2 + Number(from.isAtHost || to.isAtHost);
      counts.set(key, (counts.get(key) ?? 0) + pairs);
    };
    const [here, there] = [this.#compositionOf(source), this.#compositionOf(destination)];
    const isSame = source === destination;
    for (const from of here.kinds) {
      for (const to of there.kinds) add(apart, from, to, from.rows * to.rows);
      // Nobody meets itself: counted above where no cluster node says that the two are near each other.
      if (isSame) add(apart, from, from, -(here.unplaced.get(from) ?? 0));
    }
    this.#eachNode(source, destination, (ours, theirs) => {
      for (const from of ours)
        for (const to of theirs) {
          add(apart, from.kind, to.kind, -from.rows * to.rows);
          add(sameNode, from.kind, to.kind, meetings(from, to, isSame));
        }
    });
    return [...counts].flatMap(([key, pairs]): readonly Tally[] => {
      const summary = summaries[key >> 1];
      return summary === undefined || pairs <= 0 ? [] : [{ summary, pairs, isAtHost: key % 2 === 1 }];
    });
  }

  /** Calls with the members of both on each cluster node that both are on. */
  #eachNode(
    source: number,
    destination: number,
    call: (here: readonly Place[], there: readonly Place[]) => void,
  ): void {
    const [here, there] = [this.#compositionOf(source).places, this.#compositionOf(destination).places];
    const [fewer, more] = here.size <= there.size ? [here, there] : [there, here];
    for (const node of fewer.keys()) {
      if (!more.has(node)) continue;
      call(here.get(node) ?? [], there.get(node) ?? []);
    }
  }

  #compositionOf(number: number): Composition {
    return (this.#compositions[number] ??= this.#compose(this.party(number).rows));
  }

  #compose(rows: readonly number[]): Composition {
    const { classOf, nodeOf, endpoints } = this.table;
    const kinds = new Map<number, Kind>();
    const places = new Map<number, Place[]>();
    const unplaced = new Map<Kind, number>();
    for (const row of rows) {
      const [number, node, isAtHost] = [classOf[row] ?? 0, nodeOf[row] ?? 0, isHost(endpoints[row])];
      const kind = kinds.get(number * 2 + Number(isAtHost)) ?? { number, isAtHost, rows: 0 };
      kinds.set(number * 2 + Number(isAtHost), kind);
      kind.rows += 1;
      if (node === 0) unplaced.set(kind, (unplaced.get(kind) ?? 0) + 1);
      else addToPlace(places, node, kind);
    }
    return { kinds: [...kinds.values()], places, unplaced };
  }
}

function isHost(row: EndpointRow | undefined): boolean {
  return row !== undefined && (row.kind === 'host' || row.hostNetwork);
}

function addToPlace(places: Map<number, Place[]>, node: number, kind: Kind): void {
  const here = places.get(node);
  const place = here?.find((candidate) => candidate.kind === kind);
  if (place !== undefined) place.rows += 1;
  else if (here !== undefined) here.push({ kind, rows: 1 });
  else places.set(node, [{ kind, rows: 1 }]);
}

function calledOf(card: CardSpec): string {
  if (card.stack.length > 0) return card.spoken.replace(/^Stack /, '');
  return card.collapsed === null ? (card.endpoint ?? '') : card.spoken.replace(/, collapsed.*$/, '');
}

/** Nobody meets itself; places of one party are the same objects each time. */
function meetings(from: Place, to: Place, isSame: boolean): number {
  return from.rows * to.rows - (isSame && from === to ? from.rows : 0);
}
