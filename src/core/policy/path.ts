import type { EndpointId } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import type { HostGuard, NodeSite, Party, Program, Ruleset, Workload } from './ruleset.ts';
import type { CheckpointName, TraceStep } from './trace.ts';
import type { Piece } from './walk.ts';

/**
 * One checkpoint on the way of a packet.
 *
 * `skippedBy` and `opens` are gates, numbers of which each interface has one per side: a checkpoint is skipped where an
 * earlier one that opens its gate has accepted the traffic (R5.10).
 */
export type Stop = {
  readonly checkpoint: CheckpointName;
  readonly endpoint: EndpointId;
  /** Whose judgement it is part of: that of the source's half of the arrow or of the destination's. */
  readonly half: Direction;
  readonly skippedBy: number;
  readonly opens: number;
} & (
  | {
      readonly kind: 'walk';
      readonly program: Program;
      /** Which address of the source the checkpoint sees: its own, or the one it arrives with. */
      readonly seen: 'source' | 'arrival';
    }
  | { readonly kind: 'fixed'; readonly step: TraceStep }
  /** Judged already, on the packet as the client dialled it. */
  | { readonly kind: 'answered'; readonly piece: Piece }
);

/** Why the packet's fate is not what the policies alone say. */
export type PathNote =
  'own-pod' | 'own-host' | 'unplaced' | 'source-translated' | 'outside-only' | 'forward-other-direction';

export interface Path {
  readonly stops: readonly Stop[];
  readonly notes: readonly PathNote[];
}

/** What NAT-outgoing does to the source's address on the way (R5.30): nothing, its node's takes its place, or one unknown. */
export type Translation = 'none' | 'node' | 'unknown';

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
const loopbackStep: TraceStep = { kind: 'loopback', action: 'allow' };
const noHostEndpointStep: TraceStep = { kind: 'no-host-endpoint', action: 'allow' };
const unknownSourceStep: TraceStep = {
  kind: 'undecided',
  reason: 'nat-outgoing-not-modelled',
  policy: null,
  action: 'undecided',
};
const ebpfLoopbackStep: TraceStep = { kind: 'undecided', reason: 'ebpf-loopback', policy: null, action: 'undecided' };
const endpointToHostSteps = {
  drop: { kind: 'endpoint-to-host', setting: 'drop', action: 'deny' },
  accept: { kind: 'endpoint-to-host', setting: 'accept', action: 'allow' },
  returnAccept: { kind: 'endpoint-to-host', setting: 'return', action: 'allow' },
  returnDrop: { kind: 'endpoint-to-host', setting: 'return', action: 'deny' },
} as const satisfies Readonly<Record<string, TraceStep>>;

const sourceGate = 1;
const destinationGate = 2;

/**
 * The checkpoints between two ends, in order (semantics.md 5.3). Those that have nothing to say, because no host endpoint
 * governs or no policy of that kind selects it, are left out. The source's half always comes first.
 */
export function pathBetween(
  ruleset: Ruleset,
  from: Party,
  to: Party,
  relation: Relation,
  translation: Translation,
): Path {
  if (relation === 'apart') {
    const departure = departureOf(ruleset, from, to.kind);
    const arrival = arrivalOf(ruleset, to, from.kind, translation);
    return {
      stops: [...departure.stops, ...arrival.stops],
      notes: [...new Set([...departure.notes, ...arrival.notes])],
    };
  }
  const way = new Way(ruleset, translation);
  if (from.kind === 'pod' && to.kind === 'pod') podToPod(way, from.workload, to.workload, relation);
  else if (from.kind === 'pod' && to.kind === 'host') podToHost(way, to.site, from.workload);
  else if (from.kind === 'host' && to.kind === 'pod') hostToPod(way, to.workload);
  else if (from.kind === 'host' && to.kind === 'host') way.loopback(to.site);
  else throw new Error(`${from.kind} and ${to.kind} are on no cluster node together`);
  return way.path();
}

/** The source's half of a way to another cluster node or out: it depends on the other end by its kind only. */
export function departureOf(ruleset: Ruleset, from: Party, toKind: Party['kind']): Path {
  const way = new Way(ruleset, 'none');
  if (from.kind === 'pod') {
    if (toKind === 'host' && from.workload.clusterNode === null) way.note('unplaced');
    way.leavePod(from.workload);
  } else if (from.kind === 'host') way.leaveHost(from.site);
  return way.path();
}

/** The destination's half of a way from another cluster node or from outside. */
export function arrivalOf(ruleset: Ruleset, to: Party, fromKind: Party['kind'], translation: Translation): Path {
  const way = new Way(ruleset, translation);
  if (to.kind === 'pod') {
    if (fromKind === 'host' && to.workload.clusterNode === null) way.note('unplaced');
    way.arriveAtPod(to.workload);
  } else if (to.kind === 'host') way.arriveAtHost(to.site);
  else if (fromKind === 'network') way.outsideOnly(to.row.id);
  return way.path();
}

/** R5.19e: outside to outside, routed by a cluster node. */
export function pathThroughGateway(ruleset: Ruleset, site: NodeSite): Path {
  const way = new Way(ruleset, 'none');
  way.enterNode(site);
  way.forward(site.primary, 'ingress', 'ingress', destinationGate);
  way.forward(site.primary, 'egress', 'ingress', 0);
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
  way.enterFromPod(from, site);
  way.workload(from, 'egress');
  way.workload(to, 'ingress');
  way.forward(site.wildcard, 'egress', 'ingress', 0);
}

/** R5.12. */
function podToHost(way: Way, to: NodeSite, from: Workload): void {
  way.prednat(to.wildcard, 'egress', sourceGate);
  way.workload(from, 'egress');
  way.endpointToHost(to);
}

/** R5.17. */
function hostToPod(way: Way, to: Workload): void {
  way.fixed('own-pod', to.id, ownPodStep);
  way.note('own-pod');
}

/** Collects the stops of one path. */
class Way {
  readonly #ruleset: Ruleset;
  readonly #translation: Translation;
  readonly #stops: Stop[] = [];
  readonly #notes = new Set<PathNote>();

  constructor(ruleset: Ruleset, translation: Translation) {
    this.#ruleset = ruleset;
    this.#translation = translation;
  }

  path(): Path {
    return { stops: this.#stops, notes: [...this.#notes] };
  }

  isEmpty(): boolean {
    return this.#stops.length === 0;
  }

  note(note: PathNote): void {
    this.#notes.add(note);
  }

  siteOf({ clusterNode }: Workload): NodeSite | null {
    return clusterNode === null ? null : (this.#ruleset.sites.get(clusterNode) ?? null);
  }

  /** The source's part of R5.14. */
  leavePod(pod: Workload): void {
    const site = this.siteOf(pod);
    if (site !== null) this.enterFromPod(pod, site);
    this.workload(pod, 'egress');
    if (site !== null) this.forward(site.primary, 'egress', 'egress', 0);
  }

  /** Traffic out of a local pod enters its node like any other, seen by the wildcard host endpoint only (R5.7). */
  enterFromPod(_pod: Workload, site: NodeSite): void {
    this.prednat(site.wildcard, 'egress', sourceGate);
    this.forward(site.wildcard, 'ingress', 'egress', sourceGate);
  }

  /** The destination's part of R5.14; an unplaced pod has no host checkpoints (R5.3). */
  arriveAtPod(pod: Workload): void {
    this.#arrive();
    const site = this.siteOf(pod);
    if (site !== null) {
      this.enterNode(site);
      this.forward(site.primary, 'ingress', 'ingress', destinationGate);
    }
    this.workload(pod, 'ingress');
    if (site !== null) this.forward(site.wildcard, 'egress', 'ingress', 0);
  }

  arriveAtHost(site: NodeSite): void {
    this.#arrive();
    this.enterNode(site);
    this.#normal(site.primary, 'ingress', 'ingress', site);
  }

  leaveHost(site: NodeSite): void {
    this.#untracked(site.primary, 'egress');
    this.#normal(site.primary, 'egress', 'egress', site);
  }

  enterNode(site: NodeSite): void {
    this.#untracked(site.primary, 'ingress');
    this.prednat(prednatGuard(site.primary, site), 'ingress', destinationGate);
  }

  workload(pod: Workload, direction: Direction): void {
    this.#walk(direction === 'egress' ? 'wep-egress' : 'wep-ingress', pod.id, direction, pod.programs[direction]);
  }

  prednat(guard: HostGuard | null, half: Direction, gate: number): void {
    if (guard === null || guard.prednat.tiers.length === 0) return;
    this.#walk('prednat', guard.id, half, guard.prednat, { opens: gate, skippedBy: gate });
  }

  /** Left out where no apply-on-forward policy selects the host endpoint: it lets everything through (R5.9). */
  forward(guard: HostGuard | null, direction: Direction, half: Direction, gate: number): void {
    if (guard === null) return;
    const { ingress, egress } = guard.forward;
    if (ingress.tiers.length + egress.tiers.length === 0) return;
    const program = guard.forward[direction];
    // R12.1: the node's own FORWARD chain has the last word then.
    if (program.tiers.length === 0) this.note('forward-other-direction');
    this.#walk(direction === 'egress' ? 'forward-egress' : 'forward-ingress', guard.id, half, program, {
      skippedBy: gate,
    });
  }

  /** R5.12: the host's own policies are not asked. */
  endpointToHost(site: NodeSite): void {
    const setting = this.#ruleset.endpointToHost;
    const atReturn = this.#ruleset.settings.hostInputDefault === 'accept' ? 'returnAccept' : 'returnDrop';
    this.fixed('endpoint-to-host', guardOrSite(site), endpointToHostSteps[setting === 'return' ? atReturn : setting]);
    this.note('own-host');
  }

  /** R5.19a, R5.41. */
  loopback(site: NodeSite): void {
    const guard = site.loopback;
    if (guard === null) {
      this.fixed('loopback', guardOrSite(site), loopbackStep);
      return;
    }
    // R5.41: eBPF programs don't see again what arrives on `lo`; whether they see it leave is not known.
    if (this.#ruleset.settings.dataplane === 'ebpf') {
      this.#fixedStop('hep-egress', guard.id, 'egress', ebpfLoopbackStep);
      return;
    }
    this.#normal(guard, 'egress', 'egress', site);
    this.prednat(prednatGuard(guard, site), 'ingress', destinationGate);
    this.#normal(guard, 'ingress', 'ingress', site);
  }

  unprotected(direction: Direction, site: NodeSite): void {
    this.#normal(null, direction, direction, site);
  }

  outsideOnly(destination: EndpointId): void {
    this.fixed('hep-ingress', destination, noHostEndpointStep);
    this.note('outside-only');
  }

  fixed(checkpoint: CheckpointName, endpoint: EndpointId, step: TraceStep): void {
    this.#fixedStop(checkpoint, endpoint, 'ingress', step);
  }

  /** From here on the source is what NAT-outgoing makes of it. */
  #arrive(): void {
    if (this.#translation !== 'none') this.note('source-translated');
  }

  #untracked(guard: HostGuard | null, direction: Direction): void {
    // R5.28: ignored on the wildcard host endpoint.
    if (guard === null || guard.interfaceName === '*' || guard.untracked[direction].tiers.length === 0) return;
    // R5.43: there it is an XDP program, which takes one tier only.
    const isEbpf = this.#ruleset.settings.dataplane === 'ebpf';
    if (isEbpf && direction === 'ingress' && guard.untracked.ingress.tiers.length > 1) return;
    const checkpoint = direction === 'egress' ? 'untracked-egress' : 'untracked-ingress';
    this.#walk(checkpoint, guard.id, direction, guard.untracked[direction], { opens: gateOf(direction) });
  }

  #normal(guard: HostGuard | null, direction: Direction, half: Direction, site: NodeSite): void {
    const checkpoint = direction === 'egress' ? 'hep-egress' : 'hep-ingress';
    if (guard !== null) {
      this.#walk(checkpoint, guard.id, half, guard.normal[direction], { skippedBy: gateOf(direction) });
      return;
    }
    this.#fixedStop(checkpoint, site.id, half, noHostEndpointStep);
  }

  #walk(
    checkpoint: CheckpointName,
    endpoint: EndpointId,
    half: Direction,
    program: Program,
    { skippedBy = 0, opens = 0 } = {},
  ): void {
    // R12.2: an unplaced pod's translated address could be any node's.
    const isUnknown = half === 'ingress' && this.#translation === 'unknown';
    if (isUnknown && asksForSource(program)) {
      this.#fixedStop(checkpoint, endpoint, half, unknownSourceStep);
      return;
    }
    const seen = half === 'ingress' ? 'arrival' : 'source';
    this.#stops.push({ kind: 'walk', checkpoint, endpoint, half, skippedBy, opens, program, seen });
  }

  #fixedStop(checkpoint: CheckpointName, endpoint: EndpointId, half: Direction, step: TraceStep): void {
    this.#stops.push({ kind: 'fixed', checkpoint, endpoint, half, skippedBy: 0, opens: 0, step });
  }
}

/** Each side of a way has one: what untracked or preDNAT policy accepted skips the rest there (R5.10). */
function gateOf(direction: Direction): number {
  return direction === 'ingress' ? destinationGate : sourceGate;
}

/** Without policies only a failsafe's net can tell sources apart. */
function asksForSource({ tiers, failsafes }: Program): boolean {
  return tiers.length > 0 || failsafes.some(({ port }) => port.net !== null);
}

/** R5.5, the exception: for preDNAT the wildcard steps in where the named one has no such policy. */
function prednatGuard(governing: HostGuard | null, { wildcard }: NodeSite): HostGuard | null {
  return governing !== null && governing.prednat.tiers.length > 0 ? governing : wildcard;
}

/** Whose checkpoint it is where the node as a whole decides. */
function guardOrSite(site: NodeSite): EndpointId {
  return site.primary?.id ?? site.id;
}
