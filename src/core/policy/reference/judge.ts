import type { CheckpointName } from '../trace.ts';
import type { Packet } from './packet.ts';
import { hasPorts } from './packet.ts';
import type { Direction, PolicySet, PolicyView, TierView } from './policies.ts';
import { inNet, readNet } from './addresses.ts';
import { at, list, number, text } from './raw.ts';
import type { HostEndpointView, PodView, World } from './world.ts';
import { ofKind, profileAction, protocolNumber } from './world.ts';

/** What one checkpoint says; `continue` is no opinion that may let the packet on to nothing else. */
export interface Opinion {
  readonly action: 'allow' | 'deny' | 'continue';
  readonly checkpoint: CheckpointName;
  readonly endpoint: string;
  readonly tier: string | null;
  readonly policy: string | null;
  /** A rule's index, or the words of the worked cases. */
  readonly rule: number | string;
  /** Whether the step can be the deciding one of an allow (R12.3). */
  readonly counts: boolean;
}

export interface Judge {
  readonly world: World;
  readonly tiers: readonly TierView[];
}

type Place = Pick<Opinion, 'checkpoint' | 'endpoint'>;
type Found = Pick<Opinion, 'tier' | 'policy' | 'rule'>;
const nowhere = { tier: null, policy: null };

export function allow(place: Place, found: Found): Opinion {
  return { ...place, ...found, action: 'allow', counts: true };
}

export function deny(place: Place, found: Found): Opinion {
  return { ...place, ...found, action: 'deny', counts: true };
}

/** Lets the packet go on without having judged it. */
export function noOpinion(place: Place, rule: string): Opinion {
  return { ...place, ...nowhere, rule, action: 'continue', counts: false };
}

export function fixed(place: Place, rule: string, action: 'allow' | 'deny'): Opinion {
  return { ...place, ...nowhere, rule, action, counts: true };
}

/** R4.3–R4.6 over the policies that `takesPart`; null: no tier had the last word. */
function throughTiers(
  judge: Judge,
  place: Place,
  direction: Direction,
  packet: Packet,
  takesPart: (policy: PolicyView) => boolean,
  endOfTierDenies: boolean,
): Opinion | null {
  for (const tier of judge.tiers) {
    const policies = tier.policies.filter((policy) => policy.directions.includes(direction) && takesPart(policy));
    if (policies.length === 0) continue; // R4.5
    const hit = firstHit(policies, direction, packet);
    if (hit?.action === 'Pass') continue;
    if (hit?.action === 'Allow') return allow(place, { tier: tier.name, policy: hit.policy, rule: hit.rule });
    if (hit?.action === 'Deny') return deny(place, { tier: tier.name, policy: hit.policy, rule: hit.rule });
    if (!tier.passes && endOfTierDenies) return deny(place, { tier: tier.name, policy: null, rule: 'tier-default' });
  }
  return null;
}

interface Hit {
  readonly action: 'Allow' | 'Deny' | 'Pass';
  readonly policy: string;
  readonly rule: number;
}

/** R4.3: the first rule that matches and is no Log. */
function firstHit(policies: readonly PolicyView[], direction: Direction, packet: Packet): Hit | null {
  for (const policy of policies) {
    for (const [index, rule] of policy.rules[direction].entries()) {
      if (rule.action !== 'Log' && rule.matches(packet)) return { action: rule.action, policy: policy.id, rule: index };
    }
  }
  return null;
}

/** R4.7 */
function throughProfiles(judge: Judge, place: Place, profiles: readonly string[]): Opinion {
  for (const profile of profiles) {
    const action = profileAction(judge.world.manifests, profile);
    const found = { tier: null, policy: `Profile/${profile}`, rule: 'profile' };
    if (action === 'missing') return deny(place, found); // R1.9
    if (action === 'allow') return allow(place, found);
  }
  return deny(place, { ...nowhere, rule: 'no-profile-match' });
}

/** WEP of R5.9. R5.8: preDNAT and doNotTrack policies never apply to pods. */
export function judgePod(judge: Judge, pod: PodView, direction: Direction, packet: Packet): Opinion {
  const place: Place = { checkpoint: direction === 'egress' ? 'wep-egress' : 'wep-ingress', endpoint: pod.id };
  const isTunnel = packet.protocol === 4 || (packet.protocol === 17 && packet.port === 4789);
  if (direction === 'egress' && isTunnel) return deny(place, { ...nowhere, rule: 'encap-block' });
  const takesPart = (policy: PolicyView): boolean => policy.set === 'normal' && policy.appliesTo(pod.labels);
  const decided = throughTiers(judge, place, direction, packet, takesPart, true);
  // A namespace that no manifest describes allows all the same (Q18); its profile comes first and allows (R4.7).
  return decided ?? allow(place, { tier: null, policy: `Profile/kns.${pod.namespace}`, rule: 'profile' });
}

/** NORMAL of R5.9; without a host endpoint nothing is policed (R5.26e), which is an allow (end of 5.3). */
export function judgeHost(
  judge: Judge,
  host: HostEndpointView | null,
  node: string,
  direction: Direction,
  packet: Packet,
): Opinion {
  const checkpoint = direction === 'egress' ? 'hep-egress' : 'hep-ingress';
  if (host === null) return fixed({ checkpoint, endpoint: `host/${node}` }, 'no-host-endpoint', 'allow');
  const place: Place = { checkpoint, endpoint: host.id };
  if (isFailsafe(judge.world, direction, packet)) return allow(place, { ...nowhere, rule: 'failsafe' });
  const takesPart = (policy: PolicyView): boolean => policy.set === 'normal' && policy.appliesTo(host.labels);
  return throughTiers(judge, place, direction, packet, takesPart, true) ?? throughProfiles(judge, place, host.profiles);
}

/** FORWARD of R5.9 */
export function judgeForward(
  judge: Judge,
  host: HostEndpointView | null,
  node: string,
  direction: Direction,
  packet: Packet,
): Opinion {
  const checkpoint = direction === 'egress' ? 'forward-egress' : 'forward-ingress';
  if (host === null) return noOpinion({ checkpoint, endpoint: `host/${node}` }, 'no-host-endpoint');
  const place: Place = { checkpoint, endpoint: host.id };
  const takesPart = (policy: PolicyView): boolean =>
    policy.set === 'normal' && policy.applyOnForward && policy.appliesTo(host.labels);
  return throughTiers(judge, place, direction, packet, takesPart, true) ?? noOpinion(place, 'forward-default');
}

/** PREDNAT of R5.9: an allow is "accepted" (R5.10). */
export function judgePreDnat(judge: Judge, host: HostEndpointView | null, node: string, packet: Packet): Opinion {
  if (host === null) return noOpinion({ checkpoint: 'prednat', endpoint: `host/${node}` }, 'no-host-endpoint');
  const place: Place = { checkpoint: 'prednat', endpoint: host.id };
  if (isFailsafe(judge.world, 'ingress', packet)) return noOpinion(place, 'failsafe'); // R5.23
  const takesPart = (policy: PolicyView): boolean => policy.set === 'prednat' && policy.appliesTo(host.labels);
  return throughTiers(judge, place, 'ingress', packet, takesPart, false) ?? noOpinion(place, 'no-opinion');
}

export function hasPolicyOf(judge: Judge, host: HostEndpointView, set: PolicySet): boolean {
  return judge.tiers.some(({ policies }) =>
    policies.some((policy) => policy.set === set && policy.appliesTo(host.labels)),
  );
}

type FailsafePort = readonly [protocol: number, port: number];
/** R5.20 */
const defaultFailsafes: Readonly<Record<Direction, readonly FailsafePort[]>> = {
  ingress: [
    [6, 22],
    [17, 68],
    [6, 179],
    [6, 2379],
    [6, 2380],
    [6, 5473],
    [6, 6443],
    [6, 6666],
    [6, 6667],
  ],
  egress: [
    [17, 53],
    [17, 67],
    [6, 179],
    [6, 2379],
    [6, 2380],
    [6, 5473],
    [6, 6443],
    [6, 6666],
    [6, 6667],
  ],
};

/** R5.21, R5.25 */
function isFailsafe(world: World, direction: Direction, packet: Packet): boolean {
  if (!hasPorts(packet.protocol)) return false;
  const written = felixField(world, direction === 'ingress' ? 'failsafeInboundHostPorts' : 'failsafeOutboundHostPorts');
  if (written === undefined || written === null) {
    return defaultFailsafes[direction].some(([protocol, port]) => protocol === packet.protocol && port === packet.port);
  }
  const far = direction === 'ingress' ? packet.source : packet.destination;
  return list(written).some((entry) => {
    const net = text(at(entry, 'net'));
    return (
      protocolNumber(at(entry, 'protocol')) === packet.protocol &&
      number(at(entry, 'port')) === packet.port &&
      (net === '' || inNet(far, readNet(net)))
    );
  });
}

export function felixField(world: World, field: string): ReturnType<typeof at> {
  const configuration = ofKind(world.manifests, 'projectcalico.org', 'FelixConfiguration').find(
    (candidate) => text(at(candidate, 'metadata', 'name')) === 'default',
  );
  return at(configuration, 'spec', field);
}
