import type { Manifest } from '../../model/document.ts';
import type { Family, Ip } from './addresses.ts';
import { primaryOf } from './governing.ts';
import type { Judge, Opinion } from './judge.ts';
import type { Packet } from './packet.ts';
import type { Party, Way } from './paths.ts';
import { wayOf } from './paths.ts';
import { readTiers } from './policies.ts';
import type { Dialling } from './service-way.ts';
import { gatewayWay, serviceWay } from './service-way.ts';
import type { Circumstances } from './world.ts';
import { readWorld } from './world.ts';

export interface Ruling {
  readonly verdict: 'allow' | 'deny' | 'undecided';
  readonly decidedBy: Opinion;
  readonly opinions: readonly Opinion[];
  /** What each end says by itself. */
  readonly halves: { readonly egress: HalfVerdict; readonly ingress: HalfVerdict };
}

export type HalfVerdict = Ruling['verdict'];

export function readJudge(manifests: readonly Manifest[], circumstances: Circumstances): Judge {
  const world = readWorld(manifests, circumstances);
  return { world, tiers: readTiers(world) };
}

/** What stands behind an endpoint's id; null where the id names nothing that takes part. */
export function partyOf({ world }: Judge, id: string): Party | null {
  if (id.startsWith('external/')) return { kind: 'external' };
  const pod = world.pods.find((candidate) => candidate.id === id);
  if (pod !== undefined && !pod.hostNetwork) return { kind: 'pod', pod };
  const host = world.hostEndpoints.find((candidate) => candidate.id === id);
  const name = pod === undefined ? (host?.node ?? id.slice('host/'.length)) : pod.node;
  const node = world.nodes.find((candidate) => candidate.name === name);
  return node === undefined ? null : { kind: 'host', node };
}

/** R5.4: a pod's first address of the family; a cluster node's first internal one, else one that its host endpoint expects. */
export function addressOf(judge: Judge, party: Party, family: Family): Ip | null {
  if (party.kind === 'external') return null;
  const isOfFamily = (ip: Ip): boolean => ip.family === family;
  if (party.kind === 'pod') return party.pod.addresses.find(isOfFamily) ?? null;
  const expected = primaryOf(judge, party.node.name)?.addresses ?? [];
  return party.node.internal.find(isOfFamily) ?? expected.find(isOfFamily) ?? null;
}

/** Judges one packet on its way between two ends. */
export function judgePacket(judge: Judge, source: Party, destination: Party, packet: Packet): Ruling {
  return rulingOf(wayOf(judge, source, destination, packet));
}

/** Judges one packet of a client that dials a service; `packet` is how it reaches whoever answers. */
export function judgeService(
  judge: Judge,
  dialling: Dialling,
  source: Party,
  destination: Party,
  packet: Packet,
): Ruling {
  return rulingOf(serviceWay(judge, dialling, source, destination, packet));
}

/** R5.19e */
export function judgeGateway(judge: Judge, node: string, packet: Packet): Ruling {
  return rulingOf(gatewayWay(judge, node, packet));
}

/** R5.1: the first deny wins, else the last step that allowed decides (R12.3). */
function rulingOf({ leaving, arriving }: Way): Ruling {
  const opinions = [...leaving, ...arriving];
  const last = ending(opinions);
  const decidedBy = last ?? opinions.findLast(({ counts }) => counts) ?? opinions.at(-1);
  if (decidedBy === undefined) throw new Error('a path without a checkpoint');
  return {
    verdict: verdictOf(opinions),
    decidedBy,
    opinions,
    halves: { egress: verdictOf(leaving), ingress: verdictOf(arriving) },
  };
}

function ending(opinions: readonly Opinion[]): Opinion | undefined {
  return opinions.find(({ action }) => action === 'deny' || action === 'undecided');
}

function verdictOf(opinions: readonly Opinion[]): Ruling['verdict'] {
  const action = ending(opinions)?.action;
  return action === 'deny' || action === 'undecided' ? action : 'allow';
}
