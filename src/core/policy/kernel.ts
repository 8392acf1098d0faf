import type { Address, IpFamily } from '../net/cidr.ts';
import type { AddressPool } from './address-pool.ts';
import { addressKey } from './address-pool.ts';
import { Halves } from './halves.ts';
import { Judge } from './judge.ts';
import type { Point, PointId } from './point-space.ts';
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
 * their meaning, so it depends on the points' addresses alone and serves every ruleset whose classes they can stand for.
 */
export class Kernel {
  readonly halves: Halves;
  readonly parts: Parts;
  readonly #points = new Map<Address['value'], PointId>();
  /** Lists as chains of numbers: (list so far, next part) → list. */
  readonly #lists = new Map<number, PartListId>();
  readonly #summaries = new WeakMap<Kernel, Map<string, Map<number, PairSummary>>>();

  constructor(family: IpFamily, points: readonly Point[], addresses: AddressPool, traffic: TrafficPool) {
    this.halves = new Halves(new Judge(new PointSpace(family, points, addresses), traffic, null));
    this.parts = new Parts(this.halves);
    for (const [id, { address }] of points.entries()) this.#points.set(address.value, id);
  }

  /** Class → a point of this kernel that is in it; null: it has none for some class. */
  standIns({ points, classOf, classCount }: ClassedPoints): Int32Array | null {
    const found = new Int32Array(classCount).fill(-1);
    let missing = classCount;
    for (let index = 0; index < points.length && missing > 0; index += 1) {
      const [point, number = 0] = [points[index], classOf[index]];
      const id = found[number] === -1 && point !== undefined ? this.#points.get(point.address.value) : undefined;
      if (id === undefined) continue;
      found[number] = id;
      missing -= 1;
    }
    return missing === 0 ? found : null;
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

/** One family's points, and which of them no rule tells apart. */
export interface ClassedPoints {
  readonly points: readonly Point[];
  readonly classOf: Int32Array;
  readonly classCount: number;
}

/** A kernel with the points that stand for the classes of a ruleset. */
export interface SeatedKernel {
  readonly kernel: Kernel;
  /** Class → point of the kernel. */
  readonly standIns: Int32Array;
}

/** A design and what a drag would make of it take turns. */
const keptOfEachFamily = 2;

/** With two points of each class a kernel outlives the change that takes one of them away; too dear where classes are many. */
const [sparePoints, mostClassesWithSpares] = [2, 256];

/** The kernels of the last evaluations. */
export class Kernels {
  readonly traffic = new TrafficPool();
  readonly #recent = new Map<IpFamily, readonly Kernel[]>();

  /** A known kernel where a recent evaluation had points of all classes. */
  of(family: IpFamily, classed: ClassedPoints, addresses: AddressPool): SeatedKernel {
    const recent = this.#recent.get(family) ?? [];
    const seated = firstSeated(recent, classed) ?? this.#make(family, classed, addresses);
    const others = recent.filter((kernel) => kernel !== seated.kernel);
    this.#recent.set(family, [seated.kernel, ...others].slice(0, keptOfEachFamily));
    return seated;
  }

  /** How many numbers are kept. */
  get weight(): number {
    const kernels = [...this.#recent.values()].flat();
    return kernels.reduce((sum, { halves }) => sum + halves.judge.weight, this.traffic.size);
  }

  #make(family: IpFamily, classed: ClassedPoints, addresses: AddressPool): SeatedKernel {
    const points = representatives(classed);
    const kernel = new Kernel(family, points, addresses, this.traffic);
    const standIns = kernel.standIns(classed);
    if (standIns === null) throw new Error('every class has a representative');
    return { kernel, standIns };
  }
}

function firstSeated(kernels: readonly Kernel[], classed: ClassedPoints): SeatedKernel | null {
  for (const kernel of kernels) {
    const standIns = kernel.standIns(classed);
    if (standIns !== null) return { kernel, standIns };
  }
  return null;
}

function representatives({ points, classOf, classCount }: ClassedPoints): readonly Point[] {
  const most = classCount > mostClassesWithSpares ? 1 : sparePoints;
  const counts = new Uint8Array(classCount);
  return points.filter((_, index) => {
    const number = classOf[index] ?? 0;
    counts[number] = Math.min((counts[number] ?? 0) + 1, most + 1);
    return (counts[number] ?? 0) <= most;
  });
}

/** Equal points have equal keys. */
export function pointKey({ address, part }: Point): string {
  return part === null ? addressKey(address) : `${part.v4.join('-')}|${part.v6.join('-')}`;
}
