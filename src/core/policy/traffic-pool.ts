import type { Traffic } from '../net/traffic.ts';
import {
  allTraffic,
  intersectTraffic,
  isEmptyTraffic,
  noTraffic,
  subtractTraffic,
  unionTraffic,
} from '../net/traffic.ts';

/** A traffic set by its number in a `TrafficPool`: equal sets have equal numbers. */
export type TrafficId = number;

export const emptyTrafficId: TrafficId = 0;
export const fullTrafficId: TrafficId = 1;

/** Room for numbers in the key of a remembered operation. */
const keySpan = 2 ** 24;

/**
 * Keeps each distinct traffic set once. A walk compares and cuts the same few sets over and over; by number both cost
 * one look-up.
 */
export class TrafficPool {
  readonly #sets: Traffic[] = [];
  readonly #idOfKey = new Map<string, TrafficId>();
  readonly #idOfObject = new WeakMap<Traffic, TrafficId>();
  readonly #intersections = new Map<number, TrafficId>();
  readonly #differences = new Map<number, TrafficId>();
  readonly #unions = new Map<number, TrafficId>();

  constructor() {
    this.idOf(noTraffic);
    this.idOf(allTraffic);
  }

  idOf(traffic: Traffic): TrafficId {
    const known = this.#idOfObject.get(traffic);
    if (known !== undefined) return known;
    const key = trafficKey(traffic);
    const id = this.#idOfKey.get(key) ?? this.#add(key, traffic);
    this.#idOfObject.set(traffic, id);
    return id;
  }

  /** How many distinct sets it keeps. */
  get size(): number {
    return this.#sets.length;
  }

  at(id: TrafficId): Traffic {
    return this.#sets[id] ?? noTraffic;
  }

  intersect(a: TrafficId, b: TrafficId): TrafficId {
    if (a === b || b === fullTrafficId || a === emptyTrafficId) return a;
    if (a === fullTrafficId || b === emptyTrafficId) return b;
    return this.#remember(this.#intersections, a, b, intersectTraffic);
  }

  subtract(a: TrafficId, b: TrafficId): TrafficId {
    if (b === emptyTrafficId || a === emptyTrafficId) return a;
    if (a === b || b === fullTrafficId) return emptyTrafficId;
    return this.#remember(this.#differences, a, b, subtractTraffic);
  }

  union(a: TrafficId, b: TrafficId): TrafficId {
    if (a === b || b === emptyTrafficId || a === fullTrafficId) return a;
    if (a === emptyTrafficId || b === fullTrafficId) return b;
    return this.#remember(this.#unions, a, b, unionTraffic);
  }

  #remember(
    results: Map<number, TrafficId>,
    a: TrafficId,
    b: TrafficId,
    operation: (a: Traffic, b: Traffic) => Traffic,
  ): TrafficId {
    const key = a * keySpan + b;
    const known = results.get(key);
    if (known !== undefined) return known;
    const id = this.idOf(operation(this.at(a), this.at(b)));
    results.set(key, id);
    return id;
  }

  #add(key: string, traffic: Traffic): TrafficId {
    const id = this.#sets.length;
    this.#sets.push(isEmptyTraffic(traffic) ? noTraffic : traffic);
    this.#idOfKey.set(key, id);
    return id;
  }
}

/** Equal traffic sets have equal keys. */
export function trafficKey({ tcp, udp, sctp, icmp, icmpv6, other }: Traffic): string {
  return `${tcp.join()}|${udp.join()}|${sctp.join()}|${icmp.join()}|${icmpv6.join()}|${other.join()}`;
}
