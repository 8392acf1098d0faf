import type { AddressSet } from '../net/address-set.ts';
import type { Address, IpFamily } from '../net/cidr.ts';
import type { AddressPool, AddressSetId, PortQueryId } from './address-pool.ts';
import { anyAddress } from './address-pool.ts';
import type { Bits } from './bits.ts';
import { allBits, noBits, setBit } from './bits.ts';
import type { TrafficId, TrafficPool } from './traffic-pool.ts';
import { emptyTrafficId } from './traffic-pool.ts';

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
  readonly #addresses: AddressPool;
  /** By address. */
  readonly #ascending: readonly PointId[];
  readonly #members: (Bits | undefined)[] = [];
  readonly #ports: (Uint32Array | undefined)[] = [];

  constructor(family: IpFamily, points: readonly Point[], addresses: AddressPool) {
    this.family = family;
    this.size = points.length;
    this.everyone = allBits(points.length);
    this.#points = points;
    const values = points.map(({ address }) => address.value);
    this.#ascending = [...points.keys()].sort((a, b) => ((values[a] ?? 0) < (values[b] ?? 0) ? -1 : 1));
    this.#addresses = addresses;
  }

  at(id: PointId): Point {
    const point = this.#points[id];
    if (point === undefined) throw new Error(`no point ${id}`);
    return point;
  }

  isIn(set: AddressSetId, id: PointId): boolean {
    return set === anyAddress || this.#addresses.contains(set, this.at(id).address);
  }

  /** All points whose address is in the set. */
  membersOf(set: AddressSetId): Bits {
    if (set === anyAddress) return this.everyone;
    const known = this.#members[set];
    if (known !== undefined) return known;
    const bits = noBits(this.size);
    for (const point of this.#pointsIn(this.#addresses.at(set))) setBit(bits, point);
    this.#members[set] = bits;
    return bits;
  }

  portsAt(query: PortQueryId, id: PointId, pool: TrafficPool): TrafficId {
    return this.#portsOf(query, pool)[id] ?? emptyTrafficId;
  }

  /** Calls `visit` with each point at which a port is called so, and its traffic. */
  forEachOwner(query: PortQueryId, pool: TrafficPool, visit: (point: PointId, ports: TrafficId) => void): void {
    for (const point of this.#pointsIn(this.#addresses.ownersOf(query))) visit(point, this.portsAt(query, point, pool));
  }

  #portsOf(query: PortQueryId, pool: TrafficPool): Uint32Array {
    const known = this.#ports[query];
    if (known !== undefined) return known;
    const ports = new Uint32Array(this.size);
    for (const point of this.#pointsIn(this.#addresses.ownersOf(query)))
      ports[point] = pool.idOf(this.#addresses.portsAt(query, this.at(point).address));
    this.#ports[query] = ports;
    return ports;
  }

  /** Sets are many and mostly small: only the points inside their ranges are looked at. */
  #pointsIn({ v4, v6 }: AddressSet): readonly PointId[] {
    const found: PointId[] = [];
    const ranges: readonly (number | bigint)[] = this.family === 4 ? v4 : v6;
    for (let i = 0; i + 1 < ranges.length; i += 2) {
      const [first = 0, last = 0] = [ranges[i], ranges[i + 1]];
      for (let at = this.#firstFrom(first); at < this.size; at += 1) {
        const point = this.#ascending[at] ?? 0;
        if (this.at(point).address.value > last) break;
        found.push(point);
      }
    }
    return found;
  }

  #firstFrom(value: number | bigint): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(this.#ascending[middle] ?? 0).address.value < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
