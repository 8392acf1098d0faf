import type { EndpointId } from '../../core/model/ids.ts';
import type { PairSummary, VerdictTable } from '../../core/policy/verdict-table.ts';
import type { CardSpec } from './element-spec.ts';

/** A card that traffic comes from and goes to: one endpoint, or those of a stack. */
export interface Party {
  readonly card: string;
  /** In sentences: `prod/db`, `prod/web ×12`. */
  readonly called: string;
  readonly endpoints: readonly EndpointId[];
  /** Rows of the verdict table; none where it does not know them. */
  readonly rows: readonly number[];
}

/** An ordered pair of parties by their numbers; the same number twice: the members of a stack among themselves. */
export interface Pair {
  readonly source: number;
  readonly destination: number;
}

/** What so many ordered pairs of two parties' members have in common. */
export interface Share {
  readonly summary: PairSummary;
  readonly pairs: number;
}

/** Members of one class on one cluster node. */
interface Place {
  readonly number: number;
  readonly node: number;
  readonly rows: number;
}

/** Who meets whom on the canvas, and with which verdicts. */
export class Parties {
  readonly table: VerdictTable;
  /** In the order of their cards, so that the same cards with another table have the same numbers. */
  readonly list: readonly Party[];
  readonly #numbers: ReadonlyMap<EndpointId, number>;
  readonly #places: (readonly Place[] | undefined)[] = [];

  constructor(table: VerdictTable, cards: readonly CardSpec[]) {
    this.table = table;
    const rowOf = new Map(table.endpoints.map(({ id }, row) => [id, row]));
    this.list = cards.flatMap((card): readonly Party[] => {
      const endpoints =
        card.stack.length === 0 ? ownEndpoint(card) : card.stack.flatMap(({ endpoint }) => endpoint ?? []);
      if (endpoints.length === 0) return [];
      const called = card.stack.length === 0 ? (endpoints[0] ?? '') : card.spoken.replace(/^Stack /, '');
      return [{ card: card.id, called, endpoints, rows: endpoints.flatMap((id) => rowOf.get(id) ?? []) }];
    });
    this.#numbers = new Map(this.list.flatMap(({ endpoints }, number) => endpoints.map((id) => [id, number] as const)));
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

  /** A host endpoint, a cluster node, or pods with their cluster node's identity. */
  isAtHost(number: number): boolean {
    const row = this.table.endpoints[this.party(number).rows[0] ?? -1];
    return row !== undefined && (row.kind === 'host' || row.hostNetwork);
  }

  /** How many ordered pairs of different endpoints they form. */
  pairs({ source, destination }: Pair): number {
    const [from, to] = [this.party(source).rows.length, this.party(destination).rows.length];
    return from * to - (source === destination ? from : 0);
  }

  /** How many of those are on one cluster node. */
  neighbours({ source, destination }: Pair): number {
    let pairs = 0;
    for (const from of this.#placesOf(source))
      for (const to of this.#placesOf(destination))
        if (areNear(from, to)) pairs += meetings(from, to, source, destination);
    return pairs;
  }

  /** The different verdicts between the members, the most frequent first; none where the table does not know them. */
  meet({ source, destination }: Pair): readonly Share[] {
    const { summaries, sameNode, apart, own } = this.table;
    const counts = new Map<number, number>();
    for (const from of this.#placesOf(source))
      for (const to of this.#placesOf(destination)) {
        const near = areNear(from, to);
        const all = meetings(from, to, source, destination);
        const index = (near ? sameNode : apart)[from.number * own.length + to.number];
        if (all > 0 && index !== undefined) counts.set(index, (counts.get(index) ?? 0) + all);
      }
    const shares = [...counts].flatMap(([index, pairs]): readonly Share[] => {
      const summary = summaries[index];
      return summary === undefined ? [] : [{ summary, pairs }];
    });
    return shares.sort((a, b) => b.pairs - a.pairs);
  }

  #placesOf(number: number): readonly Place[] {
    const known = this.#places[number];
    if (known !== undefined) return known;
    const { classOf, nodeOf, own } = this.table;
    const places = new Map<number, { number: number; node: number; rows: number }>();
    for (const row of this.party(number).rows) {
      const [member, node] = [classOf[row] ?? 0, nodeOf[row] ?? 0];
      const key = node * own.length + member;
      const place = places.get(key);
      if (place === undefined) places.set(key, { number: member, node, rows: 1 });
      else place.rows += 1;
    }
    const found = [...places.values()];
    this.#places[number] = found;
    return found;
  }
}

function ownEndpoint({ endpoint }: CardSpec): readonly EndpointId[] {
  return endpoint === null ? [] : [endpoint];
}

function areNear(from: Place, to: Place): boolean {
  return from.node !== 0 && from.node === to.node;
}

/** Nobody meets itself; places of one party are the same objects each time. */
function meetings(from: Place, to: Place, source: number, destination: number): number {
  return from.rows * to.rows - (source === destination && from === to ? from.rows : 0);
}
