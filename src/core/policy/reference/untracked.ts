import { isFailsafe, isFailsafeReply } from './failsafes.ts';
import { isEbpf } from './felix.ts';
import type { HostEndpointView } from './host-endpoints.ts';
import type { Judge, Opinion, Place } from './judge.ts';
import { noOpinion, throughTiers, undecided } from './judge.ts';
import type { Packet } from './packet.ts';
import type { Direction, PolicyView } from './policies.ts';

/**
 * UNTRACKED of R5.9: an allow is "accepted" (R5.10), and only if the replies are as well (R5.28); otherwise nobody can
 * say (R12.2).
 */
export function judgeUntracked(
  judge: Judge,
  host: HostEndpointView | null,
  node: string,
  direction: Direction,
  packet: Packet,
): Opinion {
  const checkpoint = direction === 'egress' ? 'untracked-egress' : 'untracked-ingress';
  if (host === null) return noOpinion({ checkpoint, endpoint: `host/${node}` }, 'no-host-endpoint');
  const place: Place = { checkpoint, endpoint: host.id };
  if (host.interfaceName === '*') return noOpinion(place, 'no-opinion'); // R5.28
  const opinion = oneWay(judge, host, place, direction, packet);
  if (opinion.action !== 'allow') return opinion;
  const opposite = direction === 'egress' ? 'ingress' : 'egress';
  const reply = oneWay(judge, host, place, opposite, replyTo(packet));
  // Which source port a client has may matter to its replies only (R6.4).
  const alsoBy = [...opinion.alsoBy, ...reply.alsoBy, `replies by ${reply.policy ?? ''} ${reply.rule}`];
  if (reply.action !== 'allow') return { ...undecided(place, 'untracked-one-way', opinion.policy), alsoBy };
  return { ...opinion, alsoBy };
}

function oneWay(judge: Judge, host: HostEndpointView, place: Place, direction: Direction, packet: Packet): Opinion {
  const takesPart = (policy: PolicyView): boolean => policy.set === 'untracked' && policy.appliesTo(host.labels);
  if (direction === 'ingress' && isEbpf(judge.world, host.node) && tiersWith(judge, direction, takesPart) !== 1) {
    return noOpinion(place, 'no-opinion'); // R5.43
  }
  if (isFailsafe(judge.world, host.node, direction, packet)) return noOpinion(place, 'failsafe');
  if (isFailsafeReply(judge.world, host.node, direction, packet)) return noOpinion(place, 'failsafe');
  return throughTiers(judge, place, direction, packet, takesPart, false, noOpinion(place, 'no-opinion'));
}

function tiersWith(judge: Judge, direction: Direction, takesPart: (policy: PolicyView) => boolean): number {
  return judge.tiers.filter(({ policies }) =>
    policies.some((policy) => policy.directions.includes(direction) && takesPart(policy)),
  ).length;
}

/** Ends and ports change places; an echo request is answered by an echo reply. */
function replyTo(packet: Packet): Packet {
  const echoes = packet.protocol === 1 ? [8, 0] : [128, 129];
  const answered = echoes.includes(packet.icmpType)
    ? echoes.filter((type) => type !== packet.icmpType)
    : [packet.icmpType];
  return {
    ...packet,
    source: packet.destination,
    destination: packet.source,
    sourcePort: packet.port,
    port: packet.sourcePort,
    icmpType: answered[0] ?? packet.icmpType,
  };
}
