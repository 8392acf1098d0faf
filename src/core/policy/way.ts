import type { EndpointId } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import type { HostGuard, NodeSite, Program, Ruleset, Workload } from './ruleset.ts';
import { rulesAskAbout } from './criteria.ts';
import type { Carrier, Path, PathNote, Stop, Translation } from './stop.ts';
import type { CheckpointName, TraceStep } from './trace.ts';

// One object for each fixed step: judgements are remembered by it.
const loopbackStep: TraceStep = { kind: 'loopback', action: 'allow' };
const noHostEndpointStep: TraceStep = { kind: 'no-host-endpoint', action: 'allow' };
const unknownSourceStep: TraceStep = {
  kind: 'undecided',
  reason: 'nat-outgoing-not-modelled',
  policy: null,
  action: 'undecided',
};
const unknownTunnelStep: TraceStep = {
  kind: 'undecided',
  reason: 'tunnel-address-unknown',
  policy: null,
  action: 'undecided',
};
const endpointToHostSteps = {
  drop: { kind: 'endpoint-to-host', setting: 'drop', action: 'deny' },
  accept: { kind: 'endpoint-to-host', setting: 'accept', action: 'allow' },
  returnAccept: { kind: 'endpoint-to-host', setting: 'return', action: 'allow' },
  returnDrop: { kind: 'endpoint-to-host', setting: 'return', action: 'deny' },
} as const satisfies Readonly<Record<string, TraceStep>>;

/** Whether a packet is for the node that it meets, or goes on from there. */
export type Bound = 'local' | 'forwarded';

export const sourceGate = 1;
export const destinationGate = 2;

/** Collects the stops of one path. */
export class Way {
  readonly #ruleset: Ruleset;
  readonly #translation: Translation;
  readonly #carrier: Carrier;
  readonly #stops: Stop[] = [];
  readonly #notes = new Set<PathNote>();

  constructor(ruleset: Ruleset, translation: Translation, carrier: Carrier) {
    this.#ruleset = ruleset;
    this.#translation = translation;
    this.#carrier = carrier;
    if (carrier !== 'plain') this.note('tunnelled');
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

  /** The host endpoint of the interface to other nodes: of the tunnel's device where there is one (R5.31). */
  outer(site: NodeSite): HostGuard | null {
    return this.#carrier === 'plain' ? site.primary : site.tunnels[this.#carrier].guard;
  }

  /** The source's part of R5.14. */
  leavePod(pod: Workload): void {
    const site = this.siteOf(pod);
    if (site !== null) this.enterFromPod(site);
    this.workload(pod, 'egress');
    if (site !== null) this.forward(this.outer(site), 'egress', 'egress', 0);
  }

  /** Traffic out of a local pod enters its node like any other, seen by the wildcard host endpoint only (R5.7). */
  enterFromPod(site: NodeSite): void {
    this.prednat(site.wildcard, 'egress', sourceGate, 'forwarded');
    this.forward(site.wildcard, 'ingress', 'egress', sourceGate);
  }

  /** The destination's part of R5.14; an unplaced pod has no host checkpoints (R5.3). */
  arriveAtPod(pod: Workload): void {
    this.#arrive();
    const site = this.siteOf(pod);
    if (site !== null) {
      this.enterNode(site, 'forwarded');
      this.forward(this.outer(site), 'ingress', 'ingress', destinationGate);
    }
    this.workload(pod, 'ingress');
    if (site !== null) this.forward(site.wildcard, 'egress', 'ingress', 0);
  }

  arriveAtHost(site: NodeSite): void {
    this.#arrive();
    this.enterNode(site, 'local');
    this.#normal(site.primary, 'ingress', 'ingress', site);
  }

  leaveHost(site: NodeSite): void {
    this.#untracked(this.outer(site), 'egress', site);
    this.#normal(this.outer(site), 'egress', 'egress', site);
  }

  enterNode(site: NodeSite, bound: Bound): void {
    this.#untracked(this.outer(site), 'ingress', site);
    this.prednat(prednatGuard(this.outer(site), site), 'ingress', destinationGate, bound);
  }

  workload(pod: Workload, direction: Direction): void {
    this.#walk(direction === 'egress' ? 'wep-egress' : 'wep-ingress', pod.id, direction, pod.programs[direction]);
  }

  prednat(guard: HostGuard | null, half: Direction, gate: number, bound: Bound): void {
    if (guard === null || guard.prednat.tiers.length === 0) return;
    const program = bound === 'local' ? guard.prednat : guard.prednatForwarded;
    this.#walk('prednat', guard.id, half, program, { opens: gate, skippedBy: gate });
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
    const setting = site.felix.endpointToHost;
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
    this.#walk('hep-egress', guard.id, 'egress', guard.loopbackEgress, { skippedBy: sourceGate });
    // R5.41: eBPF programs don't see again what arrives on `lo`.
    if (site.felix.isEbpf) return;
    this.prednat(prednatGuard(guard, site), 'ingress', destinationGate, 'local');
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
    if (this.#translation === 'node' || this.#translation === 'unknown') this.note('source-translated');
  }

  #untracked(guard: HostGuard | null, direction: Direction, { felix }: NodeSite): void {
    // R5.28: ignored on the wildcard host endpoint.
    if (guard === null || guard.interfaceName === '*' || guard.untracked[direction].tiers.length === 0) return;
    // R5.43: there it is an XDP program, which takes one tier only.
    if (felix.isEbpf && direction === 'ingress' && guard.untracked.ingress.tiers.length > 1) return;
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
    const unknown = this.#unknownSource(half);
    if (unknown !== null && asksForSource(program)) {
      this.#fixedStop(checkpoint, endpoint, half, unknown);
      return;
    }
    const seen = half === 'ingress' ? 'arrival' : 'source';
    this.#stops.push({ kind: 'walk', checkpoint, endpoint, half, skippedBy, opens, program, seen });
  }

  /** Why a checkpoint cannot know who the source is. */
  #unknownSource(half: Direction): TraceStep | null {
    // Its node's own checkpoints see a translated source as it was.
    if (this.#translation === 'unknown') return half === 'ingress' ? unknownSourceStep : null;
    return this.#translation === 'unknown-tunnel' ? unknownTunnelStep : null;
  }

  #fixedStop(checkpoint: CheckpointName, endpoint: EndpointId, half: Direction, step: TraceStep): void {
    this.#stops.push({ kind: 'fixed', checkpoint, endpoint, half, skippedBy: 0, opens: 0, step });
  }
}

/** Each side of a way has one: what untracked or preDNAT policy accepted skips the rest there (R5.10). */
function gateOf(direction: Direction): number {
  return direction === 'ingress' ? destinationGate : sourceGate;
}

/** R12.2: where nothing asks, any address is as good. Any node's is a tunnel's peer. */
function asksForSource(program: Program): boolean {
  const asksFailsafe = program.direction === 'ingress' && program.failsafes.some(({ port }) => port.net !== null);
  return asksFailsafe || rulesAskAbout(program, 'source');
}

/** R5.5, the exception: for preDNAT the wildcard steps in where the named one has no such policy. */
function prednatGuard(governing: HostGuard | null, { wildcard }: NodeSite): HostGuard | null {
  return governing !== null && governing.prednat.tiers.length > 0 ? governing : wildcard;
}

/** Whose checkpoint it is where the node as a whole decides. */
function guardOrSite(site: NodeSite): EndpointId {
  return site.primary?.id ?? site.id;
}
