import type { TunnelKind } from '../model/entities.ts';
import type { AddressSet } from '../net/address-set.ts';
import { addressSetContains, firstAddressOf } from '../net/address-set.ts';
import type { Address, IpFamily } from '../net/cidr.ts';
import { printAddress } from '../net/cidr.ts';
import { atomsOf } from './atoms.ts';
import { carrierOf } from './carrier.ts';
import type { Passage, Relation } from './path.ts';
import type { PathPoints, Point, PointId } from './point-space.ts';
import { PointSpace } from './point-space.ts';
import type { NodeSite, Party, Ruleset } from './ruleset.ts';
import { addressOfFamily } from './ruleset.ts';

/** Which points of one family's space stand for whom. */
export class Seating {
  readonly family: IpFamily;
  readonly #ruleset: Ruleset;
  readonly #boundaries: readonly AddressSet[];
  readonly #points: Point[] = [];
  readonly #byAddress = new Map<string, PointId>();
  readonly #byParty = new Map<Party, readonly PointId[]>();

  constructor(family: IpFamily, ruleset: Ruleset) {
    this.family = family;
    this.#ruleset = ruleset;
    this.#boundaries = boundariesOf(ruleset);
  }

  /** The points a party has: one for a pod or host with an address of the family, one per part of a network. */
  seat(party: Party): readonly PointId[] {
    const known = this.#byParty.get(party);
    if (known !== undefined) return known;
    const points = this.#seatAfresh(party);
    this.#byParty.set(party, points);
    return points;
  }

  /** The points of both ends. Between two networks nothing judges, so that one part of each stands for all. */
  seatPair(from: Party, to: Party): readonly [readonly PointId[], readonly PointId[]] {
    const seats = [this.seat(from), this.seat(to)] as const;
    return from.kind === 'network' && to.kind === 'network' ? [seats[0].slice(0, 1), seats[1].slice(0, 1)] : seats;
  }

  seatAddress(address: Address): PointId {
    const key = printAddress(address);
    const known = this.#byAddress.get(key);
    if (known !== undefined) return known;
    const id = this.#points.push({ address, part: null }) - 1;
    this.#byAddress.set(key, id);
    return id;
  }

  at(point: PointId): Point {
    const found = this.#points[point];
    if (found === undefined) throw new Error(`no point ${point}`);
    return found;
  }

  get points(): readonly Point[] {
    return this.#points;
  }

  /** The space of all points seated so far; later ones are not in it. */
  space(): PointSpace {
    return new PointSpace(this.family, this.#points, this.#ruleset.book.pool);
  }

  #seatAfresh(party: Party): readonly PointId[] {
    switch (party.kind) {
      case 'pod':
        return this.#seatFirst(party.workload.addresses);
      case 'host':
        return this.#seatFirst(party.site.addresses);
      case 'network':
        return atomsOf(party.addresses, this.family, this.#boundaries).flatMap((part) => this.#seatPart(part));
      case 'nowhere':
        return [];
    }
  }

  #seatFirst(addresses: readonly Address[]): readonly PointId[] {
    const address = addressOfFamily(addresses, this.family);
    return address === null ? [] : [this.seatAddress(address)];
  }

  #seatPart(part: AddressSet): readonly PointId[] {
    const address = firstAddressOf(part, this.family);
    return address === null ? [] : [this.#points.push({ address, part }) - 1];
  }
}

/** Every set that a rule asks about: their boundaries are all that can tell two addresses apart. */
function boundariesOf({ asked, book: { pool } }: Ruleset): readonly AddressSet[] {
  return [
    ...Array.from(asked.sets, (set) => pool.at(set)),
    ...Array.from(asked.queries, (query) => pool.ownersOf(query)),
  ];
}

/**
 * What the source looks like to the destination: its node, where NAT-outgoing translates it on the way (R5.30).
 *
 * @returns null: as it is; `unknown`: it is translated, and its node is not known
 */
export function translationOf(
  ruleset: Ruleset,
  from: Party,
  relation: Relation,
  source: Address,
  destination: Address,
): NodeSite | 'unknown' | null {
  // A local destination's policy is asked before the address is replaced.
  if (from.kind !== 'pod' || relation !== 'apart') return null;
  const { natOutgoing, pools, nodeAddresses } = ruleset.translation;
  if (!addressSetContains(natOutgoing, source) || addressSetContains(pools, destination)) return null;
  const { clusterNode } = from.workload;
  const site = clusterNode === null ? undefined : ruleset.sites.get(clusterNode);
  // Of a pod on no node the general configuration is all that is known.
  const { natExcludesHosts } = site?.felix ?? ruleset.felix;
  return natExcludesHosts && addressSetContains(nodeAddresses, destination) ? null : (site ?? 'unknown');
}

/** Where a path is walked, and what happens to its packets. */
export interface SeatedPath extends Passage {
  readonly points: PathPoints;
}

/** The points of one pair's path. */
export function seatPath(
  ruleset: Ruleset,
  [from, to]: readonly [Party, Party],
  relation: Relation,
  source: PointId,
  destination: PointId,
  seating: Seating,
): SeatedPath {
  const target = seating.at(destination).address;
  const asIs = { translation: 'none', carrier: 'plain', points: { source, destination, arrival: source } } as const;
  const carrier = relation === 'apart' ? carrierOf(ruleset, from, to, target) : 'plain';
  if (carrier !== 'plain') return { ...asIs, carrier, ...tunnelSource(from, carrier, asIs.points, seating) };
  const site = translationOf(ruleset, from, relation, seating.at(source).address, target);
  if (site === null) return asIs;
  const address = site === 'unknown' ? null : addressOfFamily(site.addresses, seating.family);
  if (address === null) return { ...asIs, translation: 'unknown' };
  return { ...asIs, translation: 'node', points: { source, destination, arrival: seating.seatAddress(address) } };
}

/** R5.31: what a cluster node itself sends through a tunnel has the address of the tunnel device. */
function tunnelSource(
  from: Party,
  carrier: TunnelKind,
  points: PathPoints,
  seating: Seating,
): Partial<Pick<SeatedPath, 'translation' | 'points'>> {
  if (from.kind !== 'host') return {};
  const address = addressOfFamily(from.site.tunnels[carrier].sources, seating.family);
  if (address === null) return { translation: 'unknown-tunnel' };
  const own = seating.seatAddress(address);
  return { points: { ...points, source: own, arrival: own } };
}
