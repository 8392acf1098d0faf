import type { Ip } from './addresses.ts';
import { primaryOf } from './governing.ts';
import type { Judge, Opinion } from './judge.ts';
import { judgeForward } from './judge.ts';
import { ofKind } from './manifests.ts';
import type { Packet } from './packet.ts';
import type { Party, Way } from './paths.ts';
import { arriving, arrivingAs, entering, leaving, localWay, nodeOf } from './paths.ts';
import { at, nameOf, namespaceOf, text } from './raw.ts';

/** What a client dials to reach a service. */
export interface Dialling {
  readonly type: 'ClusterIP' | 'NodePort';
  /** `namespace/name` */
  readonly service: string;
  /** The cluster node whose port is dialled; null for a cluster address. */
  readonly node: string | null;
  readonly address: Ip;
  readonly port: number;
}

/**
 * R5.32, R5.19d: who is asked before the translation sees what the client dialled, everyone else the translated packet.
 * The translation is done by the node that is dialled; for a cluster address by the client's own node, or, for a client
 * outside, by the node of whoever answers.
 *
 * @param packet as it reaches whoever answers, from the client's own address
 */
export function serviceWay(judge: Judge, dialling: Dialling, source: Party, destination: Party, packet: Packet): Way {
  const entry = dialling.node ?? nodeOf(source.kind === 'external' ? destination : source);
  const dialled = { ...packet, destination: dialling.address, port: dialling.port };
  const masks = dialling.type === 'NodePort' && !keepsSource(judge, dialling.service);
  if (entry === null || entry === nodeOf(source)) {
    const local = localWay(judge, source, destination, packet, dialled);
    if (local !== null) return local;
    // What goes on to another node carries this one's address; a cluster node's own traffic does anyway.
    const onward =
      masks && source.kind === 'pod' && entry !== null ? from(judge, entry, packet) : arrivingAs(judge, source, packet);
    return {
      leaving: leaving(judge, source, packet, dialled),
      arriving: arriving(judge, destination, onward),
    };
  }
  const seen = arrivingAs(judge, source, dialled);
  const inside = { ...packet, source: seen.source };
  const out = leaving(judge, source, dialled, dialled);
  if (entry === nodeOf(destination)) return { leaving: out, arriving: arriving(judge, destination, inside, seen) };
  return {
    leaving: out,
    arriving: [...passing(judge, entry, inside, seen), ...arriving(judge, destination, from(judge, entry, inside))],
  };
}

/** R5.19e: in and out again by the same interface. */
export function gatewayWay(judge: Judge, node: string, packet: Packet): Way {
  return { leaving: [], arriving: passing(judge, node, packet, packet) };
}

function passing(judge: Judge, node: string, packet: Packet, dialled: Packet): readonly Opinion[] {
  return [
    ...entering(judge, node, dialled, packet, 'forwarded', (primary) =>
      judgeForward(judge, primary, node, 'ingress', packet),
    ),
    judgeForward(judge, primaryOf(judge, node), node, 'egress', packet),
  ];
}

function from(judge: Judge, name: string, packet: Packet): Packet {
  const node = judge.world.nodes.find((candidate) => candidate.name === name);
  const source = node?.internal.find(({ family }) => family === packet.source.family);
  return source === undefined ? packet : { ...packet, source };
}

/** R5.32: externalTrafficPolicy Local keeps the client's address. */
function keepsSource(judge: Judge, key: string): boolean {
  const service = ofKind(judge.world.manifests, '', 'Service').find(
    (candidate) => `${namespaceOf(candidate)}/${nameOf(candidate)}` === key,
  );
  return text(at(service, 'spec', 'externalTrafficPolicy')) === 'Local';
}
