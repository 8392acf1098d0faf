import type { AddressSet } from '../net/address-set.ts';
import type { Address, IpFamily } from '../net/cidr.ts';
import type { AddressBook, AddressSetId, PortQueryId } from './address-book.ts';
import { anyAddress } from './address-book.ts';
import type { Bits } from './bits.ts';
import { allBits, noBits, setBit } from './bits.ts';
import type { TrafficId, TrafficPool } from './traffic-pool.ts';

/** An address, or a set of them that no rule tells apart, for which the first one stands. */
export interface Point {
  readonly address: Address;
  /** null: just that address. */
  readonly part: AddressSet | null;
}

/** A point by its number in a `PointSpace`. */
export type PointId = number;

/** The points that a path is walked between. */
export interface PathPoints {
  readonly source: PointId;
  readonly destination: PointId;
  /** What the source looks like after leaving its node; the source itself where nothing translates it (R5.30). */
  readonly arrival: PointId;
}

/**
 * The addresses of one family that packets are judged between, and what rules know about each. What is asked about many
 * points is answered for all at once, as bits.
 */
export class PointSpace {
  readonly family: IpFamily;
  readonly size: number;
  readonly everyone: Bits;
  readonly #points: readonly Point[];
  readonly #book: AddressBook;
  readonly #members: Bits[] = [];

  constructor(family: IpFamily, points: readonly Point[], book: AddressBook) {
    this.family = family;
    this.size = points.length;
    this.everyone = allBits(points.length);
    this.#points = points;
    this.#book = book;
  }

  at(id: PointId): Point {
    const point = this.#points[id];
    if (point === undefined) throw new Error(`no point ${id}`);
    return point;
  }

  isIn(set: AddressSetId, id: PointId): boolean {
    return set === anyAddress || this.#book.contains(set, this.at(id).address);
  }

  /** All points whose address is in the set. */
  membersOf(set: AddressSetId): Bits {
    if (set === anyAddress) return this.everyone;
    const known = this.#members[set];
    if (known !== undefined) return known;
    const bits = noBits(this.size);
    for (const [id, { address }] of this.#points.entries()) if (this.#book.contains(set, address)) setBit(bits, id);
    this.#members[set] = bits;
    return bits;
  }

  portsAt(query: PortQueryId, id: PointId, pool: TrafficPool): TrafficId {
    return pool.idOf(this.#book.portsAt(query, this.at(id).address));
  }
}
