import type { NodeSite, Party, Ruleset, Workload } from './ruleset.ts';
import type { Carrier, Path, Translation } from './stop.ts';
import type { TraceStep } from './trace.ts';
import { destinationGate, sourceGate, Way } from './way.ts';

/** What becomes of packets on their way from one cluster node to another. */
export interface Passage {
  readonly translation: Translation;
  readonly carrier: Carrier;
}

export const plainPassage: Passage = { translation: 'none', carrier: 'plain' };

/** How two ends stand to each other. */
export type Relation = 'self' | 'same-node' | 'apart';

/** R5.3: the same node needs equal, known names. */
export function relationOf(from: Party, to: Party): Relation {
  if (from.kind === 'pod' && to.kind === 'pod' && from.workload.id === to.workload.id) return 'self';
  const node = nodeNameOf(from);
  return node !== null && node === nodeNameOf(to) ? 'same-node' : 'apart';
}

/** The cluster node that an endpoint is on or is; null: none that is known. */
export function nodeNameOf(party: Party): string | null {
  switch (party.kind) {
    case 'pod':
      return party.workload.clusterNode;
    case 'host':
      return party.site.name;
    case 'network':
    case 'nowhere':
      return null;
  }
}

// One object for each fixed step: judgements are remembered by it.
const selfStep: TraceStep = { kind: 'self', action: 'allow' };
const ownPodStep: TraceStep = { kind: 'own-pod', action: 'allow' };

/**
 * The checkpoints between two ends, in order (semantics.md 5.3). Those that have nothing to say, because no host endpoint
 * governs or no policy of that kind selects it, are left out. The source's half always comes first.
 */
export function pathBetween(
  ruleset: Ruleset,
  from: Party,
  to: Party,
  relation: Relation,
  { translation, carrier }: Passage,
): Path {
  if (relation === 'apart') {
    const departure = departureOf(ruleset, from, to.kind, { translation, carrier });
    const arrival = arrivalOf(ruleset, to, from.kind, { translation, carrier });
    return {
      stops: [...departure.stops, ...arrival.stops],
      notes: [...new Set([...departure.notes, ...arrival.notes])],
    };
  }
  const way = new Way(ruleset, translation, 'plain');
  if (from.kind === 'pod' && to.kind === 'pod') podToPod(way, from.workload, to.workload, relation);
  else if (from.kind === 'pod' && to.kind === 'host') podToHost(way, to.site, from.workload);
  else if (from.kind === 'host' && to.kind === 'pod') hostToPod(way, to.workload);
  else if (from.kind === 'host' && to.kind === 'host') way.loopback(to.site);
  else throw new Error(`${from.kind} and ${to.kind} are on no cluster node together`);
  return way.path();
}

/** The source's half of a way to another cluster node or out: it depends on the other end by its kind only. */
export function departureOf(
  ruleset: Ruleset,
  from: Party,
  toKind: Party['kind'],
  { translation, carrier }: Passage,
): Path {
  // Only what a node sends itself has another address from the start.
  const isOwn = from.kind === 'host' && translation === 'unknown-tunnel';
  const way = new Way(ruleset, isOwn ? translation : 'none', carrier);
  if (from.kind === 'pod') {
    if (isPlaceMissed(ruleset, from.workload, toKind)) way.note('unplaced');
    way.leavePod(from.workload);
  } else if (from.kind === 'host') way.leaveHost(from.site);
  return way.path();
}

/** R5.3: to its own node the way is another one, and other traffic may be policed by a node that it passes. */
function isPlaceMissed({ policesForwarded }: Ruleset, { clusterNode }: Workload, peer: Party['kind']): boolean {
  return clusterNode === null && (peer === 'host' || policesForwarded);
}

/** The destination's half of a way from another cluster node or from outside. */
export function arrivalOf(
  ruleset: Ruleset,
  to: Party,
  fromKind: Party['kind'],
  { translation, carrier }: Passage,
): Path {
  const way = new Way(ruleset, translation, carrier);
  if (to.kind === 'pod') {
    if (isPlaceMissed(ruleset, to.workload, fromKind)) way.note('unplaced');
    way.arriveAtPod(to.workload);
  } else if (to.kind === 'host') way.arriveAtHost(to.site);
  else if (fromKind === 'network') way.outsideOnly(to.row.id);
  return way.path();
}

/**
 * R5.19e: outside to outside, routed by a cluster node.
 *
 * @param onward how it goes on from there
 */
export function pathThroughGateway(ruleset: Ruleset, site: NodeSite, onward: Carrier): Path {
  const way = new Way(ruleset, 'none', 'plain');
  way.enterNode(site, 'forwarded');
  way.forward(site.primary, 'ingress', 'ingress', destinationGate);
  way.forward(onward === 'plain' ? site.primary : site.tunnels[onward].guard, 'egress', 'ingress', 0);
  if (way.isEmpty()) way.unprotected('ingress', site);
  return way.path();
}

/** R5.11, R5.13. */
function podToPod(way: Way, from: Workload, to: Workload, relation: Exclude<Relation, 'apart'>): void {
  if (relation === 'self') {
    way.fixed('self', to.id, selfStep);
    return;
  }
  const site = way.siteOf(from);
  if (site === null) throw new Error('pods on one cluster node have a site');
  way.enterFromPod(site);
  way.workload(from, 'egress');
  way.workload(to, 'ingress');
  way.forward(site.wildcard, 'egress', 'ingress', 0);
}

/** R5.12. */
function podToHost(way: Way, to: NodeSite, from: Workload): void {
  way.prednat(to.wildcard, 'egress', sourceGate, 'local');
  way.workload(from, 'egress');
  way.endpointToHost(to);
}

/** R5.17. */
function hostToPod(way: Way, to: Workload): void {
  way.fixed('own-pod', to.id, ownPodStep);
  way.note('own-pod');
}
