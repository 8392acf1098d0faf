import type { Ip } from './addresses.ts';
import { inSomeNet, readNet } from './addresses.ts';
import { felixField } from './felix.ts';
import type { Judge } from './judge.ts';
import { ofKind } from './manifests.ts';
import type { Packet } from './packet.ts';
import { at, text } from './raw.ts';
import type { PodView } from './world.ts';
import { hasAddress } from './world.ts';

/**
 * R5.30: behind a pool with natOutgoing, what leaves all pools arrives from the cluster node's address. A pod that is on
 * no known cluster node keeps its own here; whether that matters is for R12.2.
 */
export function translated(judge: Judge, pod: PodView, packet: Packet): Packet {
  const node = judge.world.nodes.find(({ name }) => name === pod.node);
  const source = node?.internal.find(({ family }) => family === packet.source.family);
  return source !== undefined && isTranslated(judge, node?.name ?? null, packet) ? { ...packet, source } : packet;
}

/** Whether NAT-outgoing replaces the source, from wherever the packet leaves. */
export function isTranslated(judge: Judge, node: string | null, { source, destination }: Packet): boolean {
  const pools = ofKind(judge.world.manifests, 'projectcalico.org', 'IPPool');
  const holds = (ip: Ip, natOutgoing: boolean): boolean =>
    pools.some(
      (pool) =>
        (!natOutgoing || at(pool, 'spec', 'natOutgoing') === true) &&
        inSomeNet(ip, [readNet(text(at(pool, 'spec', 'cidr')))]),
    );
  const spared =
    !['3.29', '3.30'].includes(judge.world.version) && // 1.1
    text(felixField(judge.world, node, 'natOutgoingExclusions')) === 'IPPoolsAndHostIPs' &&
    judge.world.nodes.some(({ addresses }) => hasAddress(addresses, destination));
  return !spared && holds(source, true) && !holds(destination, false);
}
