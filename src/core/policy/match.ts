import type { PortSet } from '../net/port-set.ts';
import { intersectPorts, isEmptyPorts, subtractPorts } from '../net/port-set.ts';
import type { Traffic } from '../net/traffic.ts';
import { allTraffic, noTraffic, subtractTraffic, unionTraffic } from '../net/traffic.ts';
import type { Bits } from './bits.ts';
import { forEachBit, isEmptyBits, noBits, setBit } from './bits.ts';
import type { PointId, PointSpace } from './point-space.ts';
import type { PortCriteria, RuleMatch } from './ruleset.ts';
import type { UndecidedReason } from './trace.ts';
import type { TrafficId, TrafficPool } from './traffic-pool.ts';
import { emptyTrafficId, fullTrafficId } from './traffic-pool.ts';

/** Where a walk stands: one end of all its packets is fixed, the other varies over all points. */
export interface Stance {
  readonly space: PointSpace;
  readonly pool: TrafficPool;
  readonly fixedSide: 'source' | 'destination';
  readonly fixed: PointId;
  /** null: some ephemeral port (R6.4). */
  readonly sourcePort: number | null;
}

/** What one rule takes of the traffic of some of the varying points. */
export interface Share {
  readonly points: Bits;
  readonly traffic: TrafficId;
  /** null: it certainly takes it. */
  readonly undecided: UndecidedReason | null;
}

/** The shares of a match, the certain ones first (R6.1: all criteria are ANDed). */
export function sharesOf(match: RuleMatch, stance: Stance): readonly Share[] {
  const { space, fixedSide, fixed } = stance;
  if (match.family !== null && match.family !== space.family) return [];
  const [fixedSet, varyingSet] =
    fixedSide === 'source' ? [match.source, match.destination] : [match.destination, match.source];
  if (!space.isIn(fixedSet, fixed)) return [];
  const points = space.membersOf(varyingSet);
  if (isEmptyBits(points)) return [];
  return needsAddresses(match) ? sharesByPoint(match, points, stance) : plainShare(match, points, stance.pool);
}

function needsAddresses({ ports, notPorts, sourcePorts, notSourcePorts }: RuleMatch): boolean {
  return ports !== null || notPorts !== null || sourcePorts !== null || notSourcePorts !== null;
}

function plainShare(match: RuleMatch, points: Bits, pool: TrafficPool): readonly Share[] {
  const traffic = pool.idOf(match.traffic);
  return traffic === emptyTrafficId ? [] : [{ points, traffic, undecided: match.undecided }];
}

/** Port names and source ports may mean something else at each point: points with the same meaning are put together. */
function sharesByPoint(match: RuleMatch, points: Bits, stance: Stance): readonly Share[] {
  const certain = new Map<TrafficId, Bits>();
  const unsure = new Map<TrafficId, Bits>();
  forEachBit(points, (point) => {
    const { traffic, undecided } = trafficAt(match, point, stance);
    addPoint(certain, traffic, point, stance.space.size);
    addPoint(unsure, undecided, point, stance.space.size);
  });
  return [
    ...[...certain].map(([traffic, members]) => ({ points: members, traffic, undecided: match.undecided })),
    ...[...unsure].map(([traffic, members]) => ({
      points: members,
      traffic,
      undecided: match.undecided ?? ('source-port-range' as const),
    })),
  ];
}

function addPoint(shares: Map<TrafficId, Bits>, traffic: TrafficId, point: PointId, size: number): void {
  if (traffic === emptyTrafficId) return;
  const bits = shares.get(traffic) ?? noBits(size);
  setBit(bits, point);
  shares.set(traffic, bits);
}

interface TakenTraffic {
  readonly traffic: TrafficId;
  /** What it takes if the unknown source port is right. */
  readonly undecided: TrafficId;
}

function trafficAt(match: RuleMatch, varying: PointId, stance: Stance): TakenTraffic {
  const { pool, fixedSide, fixed } = stance;
  const [source, destination] = fixedSide === 'source' ? [fixed, varying] : [varying, fixed];
  let traffic = pool.idOf(match.traffic);
  if (match.ports !== null) traffic = pool.intersect(traffic, criteriaAt(match.ports, destination, stance));
  if (match.notPorts !== null) traffic = pool.subtract(traffic, criteriaAt(match.notPorts, destination, stance));
  const bySource = sourcePortShare(match, source, stance);
  return {
    traffic: pool.intersect(traffic, bySource.certain),
    undecided: pool.intersect(traffic, bySource.undecided),
  };
}

/** The traffic that port criteria let through at a point (R6.3, R6.6). */
function criteriaAt({ plain, names }: PortCriteria, point: PointId, { space, pool }: Stance): TrafficId {
  return names.reduce((traffic, name) => pool.union(traffic, space.portsAt(name, point, pool)), pool.idOf(plain));
}

interface SourcePortShare {
  readonly certain: TrafficId;
  readonly undecided: TrafficId;
}

/** Ports that a client gets from its system (R6.4). */
export const ephemeralPorts: PortSet = [32768, 60999];

/** Which protocols' source port fits: surely, or for some of the ports that the client might get. */
function sourcePortShare(match: RuleMatch, source: PointId, stance: Stance): SourcePortShare {
  const { pool, sourcePort } = stance;
  if (match.sourcePorts === null && match.notSourcePorts === null)
    return { certain: fullTrafficId, undecided: emptyTrafficId };
  const listed = match.sourcePorts === null ? fullTrafficId : criteriaAt(match.sourcePorts, source, stance);
  const barred = match.notSourcePorts === null ? emptyTrafficId : criteriaAt(match.notSourcePorts, source, stance);
  const open = pool.at(pool.subtract(listed, barred));
  const possible = sourcePort === null ? ephemeralPorts : [sourcePort, sourcePort];
  let certain: Traffic = match.sourcePorts === null ? subtractTraffic(allTraffic, portful) : noTraffic;
  let undecided: Traffic = noTraffic;
  for (const protocol of ['tcp', 'udp', 'sctp'] as const) {
    const whole: Traffic = { ...noTraffic, [protocol]: allTraffic[protocol] };
    if (isEmptyPorts(intersectPorts(possible, open[protocol]))) continue;
    if (isEmptyPorts(subtractPorts(possible, open[protocol]))) certain = unionTraffic(certain, whole);
    else undecided = unionTraffic(undecided, whole);
  }
  return { certain: pool.idOf(certain), undecided: pool.idOf(undecided) };
}

const portful: Traffic = { ...noTraffic, tcp: allTraffic.tcp, udp: allTraffic.udp, sctp: allTraffic.sctp };
