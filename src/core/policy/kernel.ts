import type { IpFamily } from '../net/cidr.ts';
import type { AddressPool } from './address-pool.ts';
import { addressKey } from './address-pool.ts';
import { Halves } from './halves.ts';
import { Judge } from './judge.ts';
import type { Point } from './point-space.ts';
import { PointSpace } from './point-space.ts';
import type { PartGist } from './summary.ts';
import { Parts } from './summary.ts';
import { TrafficPool } from './traffic-pool.ts';
import type { PairSummary } from './verdict-table.ts';

/** The parts of a pair in one family, by the number of their list. */
export type PartListId = number;

export const noParts: PartListId = 0;
/** More lists of parts than there can be. */
export const partListSpan = 2 ** 26;

/**
 * Everything that was found out between one family's points: programs, address sets and traffic go by numbers that keep
 * their meaning, so it depends on the points alone and serves every ruleset that has the same ones.
 */
export class Kernel {
  readonly halves: Halves;
  readonly parts: Parts;
  /** Lists as chains of numbers: (list so far, next part) → list. */
  readonly #lists = new Map<number, PartListId>();
  readonly #summaries = new WeakMap<Kernel, Map<string, Map<number, PairSummary>>>();

  constructor(family: IpFamily, points: readonly Point[], addresses: AddressPool, traffic: TrafficPool) {
    this.halves = new Halves(new Judge(new PointSpace(family, points, addresses), traffic, null));
    this.parts = new Parts(this.halves);
  }

  /** The list with one more part. */
  extend(list: PartListId, { id }: PartGist): PartListId {
    const key = list * partListSpan + id;
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    this.#lists.set(key, this.#lists.size + 1);
    return this.#lists.size;
  }

  /**
   * What pairs with these lists of parts of this and the other family come to.
   *
   * @param network the addresses of the parts that a summary would name; '' for pairs without a network
   */
  summariesWith(other: Kernel, network: string): Map<number, PairSummary> {
    const byNetwork = this.#summaries.get(other) ?? new Map<string, Map<number, PairSummary>>();
    this.#summaries.set(other, byNetwork);
    const known = byNetwork.get(network) ?? new Map<number, PairSummary>();
    byNetwork.set(network, known);
    return known;
  }
}

/** A design and what a drag would make of it take turns. */
const keptOfEachFamily = 2;

/** The kernels of the last evaluations. */
export class Kernels {
  readonly traffic = new TrafficPool();
  readonly #recent = new Map<IpFamily, readonly { readonly key: string; readonly kernel: Kernel }[]>();

  /** The kernel of these points: a known one where a recent evaluation had the same. */
  of(family: IpFamily, points: readonly Point[], addresses: AddressPool): Kernel {
    const key = points.map(pointKey).join(' ');
    const recent = this.#recent.get(family) ?? [];
    const found = recent.find((candidate) => candidate.key === key);
    const entry = found ?? { key, kernel: new Kernel(family, points, addresses, this.traffic) };
    this.#recent.set(family, [entry, ...recent.filter((other) => other !== entry)].slice(0, keptOfEachFamily));
    return entry.kernel;
  }

  /** How much is kept for good, in traffic sets. */
  get weight(): number {
    return this.traffic.size;
  }
}

/** Equal points have equal keys. */
export function pointKey({ address, part }: Point): string {
  return part === null ? addressKey(address) : `${part.v4.join('-')}|${part.v6.join('-')}`;
}
