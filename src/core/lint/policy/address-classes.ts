import { networkEndpointId } from '../../model/ids.ts';
import type { AddressSet } from '../../net/address-set.ts';
import {
  addressSetOf,
  allAddresses,
  ofAddresses,
  subtractAddresses,
  addressSetContains,
} from '../../net/address-set.ts';
import type { Address, IpFamily } from '../../net/cidr.ts';
import { classesOfPoints } from '../../policy/classes.ts';
import { Judge } from '../../policy/judge.ts';
import type { Point, PointId } from '../../policy/point-space.ts';
import { PointSpace } from '../../policy/point-space.ts';
import type { NodeSite, Party, Ruleset } from '../../policy/ruleset.ts';
import { addressOfFamily } from '../../policy/ruleset.ts';
import { Seating } from '../../policy/seats.ts';
import { TrafficPool } from '../../policy/traffic-pool.ts';

/** Addresses that no rule tells apart, by their number in an `AddressClasses`. */
export type AddressClass = PointId;

const loopbackV4 = { family: 4, value: 0x7f00_0001 } as const;
const loopbackV6 = { family: 6, value: 1n } as const;
const loopbackNets = addressSetOf([
  { base: { family: 4, value: 0x7f00_0000 }, prefix: 8 },
  { base: loopbackV6, prefix: 128 },
]);

/**
 * All addresses of one family there are, put into classes that no rule tells apart: those of pods and cluster nodes,
 * loopback, and whatever else a packet may come from or go to. A walk is asked once for all of them.
 */
export class AddressClasses {
  readonly family: IpFamily;
  readonly judge: Judge;
  /** Class → how many of the known addresses and parts are in it. */
  readonly sizes: Int32Array;
  /** Classes with a loopback address. */
  readonly loopback: ReadonlySet<AddressClass>;
  readonly #seating: Seating;
  readonly #classOf: Int32Array;

  constructor(ruleset: Ruleset, family: IpFamily) {
    this.family = family;
    this.#seating = new Seating(family, ruleset);
    const single = singleAddresses(ruleset).filter((address) => address.family === family);
    for (const address of single) this.#seating.seatAddress(address);
    this.#seating.seat(elsewhere(ofAddresses(single)));
    const everyone = this.#seating.space();
    const pool = new TrafficPool();
    this.#classOf = classesOfPoints(everyone, ruleset.asked, pool);
    const points = representatives(this.#seating.points, this.#classOf);
    this.judge = new Judge(new PointSpace(family, points, ruleset.book.pool), pool, null);
    this.sizes = new Int32Array(points.length);
    const loopback = new Set<AddressClass>();
    for (const [point, { address }] of this.#seating.points.entries()) {
      const number = this.#classOf[point] ?? 0;
      this.sizes[number] = (this.sizes[number] ?? 0) + 1;
      if (addressSetContains(loopbackNets, address)) loopback.add(number);
    }
    this.loopback = loopback;
  }

  /** The class of an address of a pod or cluster node. */
  classOf(address: Address): AddressClass {
    return this.#classOf[this.#seating.seatAddress(address)] ?? 0;
  }

  /** The class of a pod's address in this family; null: it has none. */
  classOfAny(addresses: readonly Address[]): AddressClass | null {
    const address = addressOfFamily(addresses, this.family);
    return address === null ? null : this.classOf(address);
  }

  /** The class of each address that a cluster node answers at. */
  classesOfSite(site: NodeSite): readonly AddressClass[] {
    const own = addressesOfSite(site).filter(({ family }) => family === this.family);
    const points = new Set(own.map((address) => this.#seating.seatAddress(address)));
    return [...points].map((point) => this.#classOf[point] ?? 0);
  }
}

function singleAddresses({ parties, sites }: Ruleset): readonly Address[] {
  const ofPods = parties.flatMap((party) => (party.kind === 'pod' ? party.workload.addresses : []));
  return [...ofPods, ...[...sites.values()].flatMap(addressesOfSite), loopbackV4, loopbackV6];
}

function addressesOfSite({ addresses, ownAddresses, tunnels }: NodeSite): readonly Address[] {
  const own = [
    ...firstsOf(ownAddresses.v4).map((value): Address => ({ family: 4, value })),
    ...firstsOf(ownAddresses.v6).map((value): Address => ({ family: 6, value })),
  ];
  return [...addresses, ...own, ...tunnels.ipip.sources, ...tunnels.vxlan.sources];
}

/** Of neighbouring addresses one is enough. */
function firstsOf<T>(ranges: readonly T[]): readonly T[] {
  return ranges.filter((_, index) => index % 2 === 0);
}

/** Every address that belongs to nobody in the design, as a party that the seating splits where rules do (R5.36). */
function elsewhere(known: AddressSet): Party {
  const id = networkEndpointId('elsewhere');
  const row = {
    id,
    kind: 'network',
    resource: null,
    clusterNode: null,
    namespace: null,
    hostNetwork: false,
    origin: 'written',
  } as const;
  return { kind: 'network', row, addresses: subtractAddresses(allAddresses, known) };
}

/** The first point of each class, in the order of the classes. */
function representatives(points: readonly Point[], classOf: Int32Array): readonly Point[] {
  const first: Point[] = [];
  for (const [index, point] of points.entries()) first[classOf[index] ?? 0] ??= point;
  return first;
}
