import { governingOf, preDnatOf, primaryInterface, primaryOf, wildcardOf } from './governing.ts';
import { felixField, isEbpf } from './felix.ts';
import type { HostEndpointView } from './host-endpoints.ts';
import type { Bound, Judge, Opinion } from './judge.ts';
import { fixed, judgeForward, judgeHost, judgePod, judgePreDnat, undecided } from './judge.ts';
import { ofKind } from './manifests.ts';
import type { Packet } from './packet.ts';
import { at, text } from './raw.ts';
import { translated } from './translation.ts';
import { judgeUntracked } from './untracked.ts';
import type { NodeView, PodView, World } from './world.ts';

/** Who sends or receives (R5.2): a pod, a process of a cluster node, something outside. */
export type Party =
  | { readonly kind: 'pod'; readonly pod: PodView }
  | { readonly kind: 'host'; readonly node: NodeView }
  | { readonly kind: 'external' };

/** What the checkpoints at the source say and what those at the destination say. */
export interface Way {
  readonly leaving: readonly Opinion[];
  readonly arriving: readonly Opinion[];
}

/** R5.3: the cluster node that a party is on or is; null: none that is known. */
export function nodeOf(party: Party): string | null {
  if (party.kind === 'external') return null;
  return party.kind === 'pod' ? party.pod.node : party.node.name;
}

/**
 * The table of 5.3.
 *
 * @param dialled the packet before a service's address was translated on the source's own cluster node (R5.32)
 */
export function wayOf(judge: Judge, source: Party, destination: Party, packet: Packet, dialled = packet): Way {
  return (
    localWay(judge, source, destination, packet, dialled) ?? {
      leaving: leaving(judge, source, packet, dialled),
      arriving: arriving(judge, destination, arrivingAs(judge, source, packet)),
    }
  );
}

/** R5.30 */
export function arrivingAs(judge: Judge, source: Party, packet: Packet): Packet {
  return source.kind === 'pod' ? translated(judge, source.pod, packet) : packet;
}

/** Where both ends are on one cluster node; null: they are not. */
export function localWay(judge: Judge, source: Party, destination: Party, packet: Packet, dialled: Packet): Way | null {
  if (source.kind === 'pod' && destination.kind === 'pod' && source.pod.id === destination.pod.id) {
    return { leaving: [], arriving: [fixed({ checkpoint: 'self', endpoint: source.pod.id }, 'self', 'allow')] }; // R5.11
  }
  const node = nodeOf(source);
  if (node === null || node !== nodeOf(destination)) return null;
  if (source.kind === 'pod') {
    return destination.kind === 'pod'
      ? toNeighbour(judge, source.pod, destination.pod, node, packet, dialled)
      : toOwnHost(judge, source.pod, node, packet, dialled);
  }
  if (destination.kind !== 'pod') return toItself(judge, node, packet);
  const place = { checkpoint: 'own-pod', endpoint: destination.pod.id } as const;
  return { leaving: [], arriving: [fixed(place, 'own-pod', 'allow')] }; // R5.17
}

/** R5.12 */
function toOwnHost(judge: Judge, pod: PodView, node: string, packet: Packet, dialled: Packet): Way {
  const setting = text(felixField(judge.world, node, 'defaultEndpointToHostAction')) || 'Accept'; // Q3
  const accepts = setting === 'Return' ? hostInputDefault(judge.world) === 'accept' : setting === 'Accept';
  const place = { checkpoint: 'endpoint-to-host', endpoint: `host/${node}` } as const;
  return {
    leaving: [
      judgePreDnat(judge, wildcardOf(judge, node), node, dialled, packet, 'local'),
      judgePod(judge, pod, 'egress', packet),
    ],
    arriving: [fixed(place, 'endpoint-to-host', accepts ? 'allow' : 'deny')],
  };
}

function hostInputDefault(world: World): string {
  const design = ofKind(world.manifests, 'firewright.dev', 'Design')[0];
  return text(at(design, 'spec', 'settings', 'hostInputDefault')) || 'accept';
}

/** R5.13 */
function toNeighbour(
  judge: Judge,
  source: PodView,
  destination: PodView,
  node: string,
  packet: Packet,
  dialled: Packet,
): Way {
  const star = wildcardOf(judge, node);
  return {
    leaving: [...fromLocalPod(judge, node, packet, dialled), judgePod(judge, source, 'egress', packet)],
    arriving: [judgePod(judge, destination, 'ingress', packet), judgeForward(judge, star, node, 'egress', packet)],
  };
}

/** Traffic out of a local pod: PREDNAT and FORWARD of the wildcard, as if it came in by an interface of its own (R5.7). */
function fromLocalPod(judge: Judge, node: string, packet: Packet, dialled: Packet): readonly Opinion[] {
  const star = wildcardOf(judge, node);
  const early = judgePreDnat(judge, star, node, dialled, packet, 'forwarded');
  return early.action === 'allow' ? [early] : [early, judgeForward(judge, star, node, 'ingress', packet)];
}

/** R5.19a, R5.41 */
function toItself(judge: Judge, node: string, packet: Packet): Way {
  const governing = governingOf(judge, node, 'lo');
  if (governing === null) {
    const place = { checkpoint: 'loopback', endpoint: `host/${node}` } as const;
    return { leaving: [], arriving: [fixed(place, 'no-host-endpoint', 'allow')] };
  }
  const out = judgeHost(judge, governing, node, 'egress', packet);
  // What arrives there is not seen again, and whether what leaves is seen at all is not known.
  if (isEbpf(judge.world, node)) {
    const open = undecided({ checkpoint: 'hep-egress', endpoint: governing.id }, 'ebpf-loopback', null);
    return { leaving: [out.action === 'deny' ? open : out], arriving: [] };
  }
  const early = judgePreDnat(judge, preDnatOf(judge, node, 'lo'), node, packet, packet, 'local');
  const into = judgeHost(judge, governing, node, 'ingress', packet);
  return {
    leaving: [out],
    arriving: early.action === 'allow' ? [early] : [early, into],
  };
}

/**
 * The source's part of R5.14–R5.19b, towards another cluster node or out. What is asked before a service's address is
 * translated sees it as it was dialled.
 */
export function leaving(judge: Judge, source: Party, packet: Packet, dialled: Packet): readonly Opinion[] {
  if (source.kind === 'external') return [];
  if (source.kind === 'host') {
    const { name } = source.node;
    const primary = primaryOf(judge, name);
    const early = judgeUntracked(judge, primary, name, 'egress', dialled);
    return early.action === 'allow' ? [early] : [early, judgeHost(judge, primary, name, 'egress', packet)];
  }
  const { pod } = source;
  if (pod.node === null) return [judgePod(judge, pod, 'egress', packet)]; // R5.3
  return [
    ...fromLocalPod(judge, pod.node, packet, dialled),
    judgePod(judge, pod, 'egress', packet),
    judgeForward(judge, primaryOf(judge, pod.node), pod.node, 'egress', packet),
  ];
}

/** The destination's part of R5.14, R5.15, R5.18, R5.19, R5.19c, R5.19d; nothing for R5.16 and R5.19b. */
export function arriving(judge: Judge, destination: Party, packet: Packet, dialled = packet): readonly Opinion[] {
  if (destination.kind === 'external') return [];
  const node = nodeOf(destination);
  if (destination.kind === 'host') {
    const { name } = destination.node;
    return entering(judge, name, dialled, packet, 'local', (primary) =>
      judgeHost(judge, primary, name, 'ingress', packet),
    );
  }
  const { pod } = destination;
  if (node === null) return [judgePod(judge, pod, 'ingress', packet)];
  return [
    ...entering(judge, node, dialled, packet, 'forwarded', (primary) =>
      judgeForward(judge, primary, node, 'ingress', packet),
    ),
    judgePod(judge, pod, 'ingress', packet),
    judgeForward(judge, wildcardOf(judge, node), node, 'egress', packet),
  ];
}

/** UNTRACKED, then PREDNAT, then what comes next; what one of them accepted meets nothing more of that interface (R5.10). */
export function entering(
  judge: Judge,
  node: string,
  dialled: Packet,
  packet: Packet,
  bound: Bound,
  next: (primary: HostEndpointView | null) => Opinion,
): readonly Opinion[] {
  const primary = primaryOf(judge, node);
  const first = judgeUntracked(judge, primary, node, 'ingress', dialled);
  if (first.action === 'allow') return [first];
  const host = preDnatOf(judge, node, primaryInterface(judge, node));
  const second = judgePreDnat(judge, host, node, dialled, packet, bound);
  return second.action === 'allow' ? [first, second] : [first, second, next(primary)];
}
