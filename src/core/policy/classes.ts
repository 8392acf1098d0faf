import { forEachBit } from './bits.ts';
import type { PointId, PointSpace } from './point-space.ts';
import type { HostGuard, NodeSite, Party, Program, Ruleset } from './ruleset.ts';
import { addressOfFamily } from './ruleset.ts';
import { translationOf } from './seats.ts';
import type { Seating } from './seats.ts';
import type { TrafficPool } from './traffic-pool.ts';
import type { Asked } from './inquiry.ts';

/**
 * Groups the points of a space that no rule tells apart: in the same address sets and with the same named ports.
 *
 * @returns the class of each point, numbered from 0
 */
export function classesOfPoints(space: PointSpace, asked: Asked, pool: TrafficPool): Int32Array {
  const partition = new Partition(space.size);
  for (const set of asked.sets) {
    const members = space.membersOf(set);
    if (members !== space.everyone) partition.refine((visit) => forEachBit(members, (point) => visit(point, 1)));
  }
  for (const query of asked.queries) partition.refine((visit) => space.forEachOwner(query, pool, visit));
  return partition.classes();
}

/** Points in classes that are split by one property after the other. */
class Partition {
  readonly #classOf: Int32Array;
  #count = 1;

  constructor(size: number) {
    this.#classOf = new Int32Array(size);
  }

  /** @param each tells of every point that has the property what it is; the other points are not looked at */
  refine(each: (visit: (point: PointId, property: number) => void) => void): void {
    const moved = new Map<number, number>();
    const members: PointId[] = [];
    const targets: number[] = [];
    each((point, property) => {
      const key = (this.#classOf[point] ?? 0) * 2 ** 24 + property;
      let target = moved.get(key);
      if (target === undefined) {
        target = this.#count;
        this.#count += 1;
        moved.set(key, target);
      }
      members.push(point);
      targets.push(target);
    });
    for (const [index, point] of members.entries()) this.#classOf[point] = targets[index] ?? 0;
  }

  /** Numbered from 0 without gaps, in the order of their first points. */
  classes(): Int32Array {
    const numbers = new Map<number, number>();
    return this.#classOf.map((number) => {
      const known = numbers.get(number) ?? numbers.size;
      numbers.set(number, known);
      return known;
    });
  }
}

/**
 * All that can make a difference to the verdicts of an endpoint: two with the same key are judged alike, by themselves
 * and as peers of others (design decision 5). How two ends stand to each other (`Relation`) is not part of it.
 *
 * @param classOf the class of the endpoint's point in a seating
 */
export function classKeyOf(
  party: Party,
  ruleset: Ruleset,
  seatings: readonly Seating[],
  classOf: (seating: Seating, point: PointId) => number,
): string {
  const points = seatings
    .map((seating) =>
      seating
        .seat(party)
        .map((point) => classOf(seating, point))
        .join(),
    )
    .join('/');
  switch (party.kind) {
    case 'pod': {
      const { ingress, egress } = party.workload.programs;
      return `pod ${points} ${ingress.id} ${egress.id} ${nodeKeyOfPod(party, ruleset, seatings, classOf)}`;
    }
    case 'host':
      return `host ${points} ${siteKey(party.site)} ${ruleset.tunnelledPools === null ? '' : party.site.name}`;
    case 'network':
      return `network ${party.row.id}`;
    case 'nowhere':
      return `nowhere ${party.why}`;
  }
}

/** A pod's node matters where its host endpoints police forwarded traffic or where its address takes the pod's place. */
function nodeKeyOfPod(
  party: Party & { readonly kind: 'pod' },
  ruleset: Ruleset,
  seatings: readonly Seating[],
  classOf: (seating: Seating, point: PointId) => number,
): string {
  const { clusterNode, addresses } = party.workload;
  // Which tunnel leads to a pod hangs on both nodes and on its pool (R5.31).
  if (ruleset.tunnelledPools !== null) return party.row.id;
  const site = clusterNode === null ? undefined : ruleset.sites.get(clusterNode);
  const translated = addresses.some((address) => isTranslatable(ruleset, party, address));
  if (site === undefined) return `unplaced ${translated}`;
  const asNode = translated
    ? seatings.map((seating) => {
        const address = addressOfFamily(site.addresses, seating.family);
        return address === null ? '' : classOf(seating, seating.seatAddress(address));
      })
    : [];
  return `placed ${asNode.join('/')} ${forwardKey(site)} ${site.felix.id}`;
}

/** An address outside every pool stands for all destinations that could be reached with another source address. */
function isTranslatable(ruleset: Ruleset, party: Party, source: Parameters<typeof translationOf>[3]): boolean {
  const outside = source.family === 4 ? ({ family: 4, value: 0 } as const) : ({ family: 6, value: 0n } as const);
  return translationOf(ruleset, party, 'apart', source, outside) !== null;
}

function forwardKey({ primary, wildcard }: NodeSite): string {
  return [primary, wildcard].map((guard) => (guard === null ? '-' : guardForwardKey(guard))).join(' ');
}

function guardForwardKey({ forward, prednat, untracked, interfaceName }: HostGuard): string {
  return `${programKeys([forward.ingress, forward.egress, prednat, untracked.ingress, untracked.egress])}${interfaceName === '*' ? '*' : ''}`;
}

function siteKey({ primary, loopback, wildcard, felix }: NodeSite): string {
  const guards = [primary, loopback, wildcard].map((guard) =>
    guard === null ? '-' : `${programKeys([guard.normal.ingress, guard.normal.egress])},${guardForwardKey(guard)}`,
  );
  return [...guards, felix.id].join(' ');
}

function programKeys(programs: readonly Program[]): string {
  return programs.map(({ id }) => id).join();
}

/** A pod whose node polices nothing that is forwarded and whose address is never translated. */
export function isFarFromHosts(party: Party, ruleset: Ruleset): boolean {
  if (party.kind !== 'pod' || ruleset.tunnelledPools !== null) return false;
  const { clusterNode, addresses } = party.workload;
  const site = clusterNode === null ? undefined : ruleset.sites.get(clusterNode);
  if (addresses.some((address) => isTranslatable(ruleset, party, address))) return false;
  return [site?.primary, site?.wildcard].every(
    (guard) =>
      guard === undefined ||
      guard === null ||
      [
        guard.forward.ingress,
        guard.forward.egress,
        guard.prednat,
        guard.untracked.ingress,
        guard.untracked.egress,
      ].every(({ tiers }) => tiers.length === 0),
  );
}
