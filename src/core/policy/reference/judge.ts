import type { CheckpointName } from '../trace.ts';
import { isFailsafe } from './failsafes.ts';
import { isBarredTunnel, isEbpf, isTunnel } from './felix.ts';
import type { HostEndpointView } from './host-endpoints.ts';
import { profileAction } from './labels.ts';
import type { Packet } from './packet.ts';
import type { Direction, PolicySet, PolicyView, TierView } from './policies.ts';
import type { PodView, World } from './world.ts';

/** What one checkpoint says; `continue`: nothing; `undecided`: what nobody can say. */
export interface Opinion {
  readonly action: 'allow' | 'deny' | 'continue' | 'undecided';
  readonly checkpoint: CheckpointName;
  readonly endpoint: string;
  readonly tier: string | null;
  readonly policy: string | null;
  /** A rule's index, or the words of the worked cases. */
  readonly rule: number | string;
  /** Whether the step can be the deciding one of an allow (R12.3). */
  readonly counts: boolean;
  /** What else had a say: rules that passed the packet on to the next tier, and the ones that its replies meet. */
  readonly alsoBy: readonly string[];
}

export interface Judge {
  readonly world: World;
  readonly tiers: readonly TierView[];
}

export type Place = Pick<Opinion, 'checkpoint' | 'endpoint'>;
type Found = Pick<Opinion, 'tier' | 'policy' | 'rule'>;
const nowhere = { tier: null, policy: null };

export function allow(place: Place, found: Found): Opinion {
  return { ...place, ...found, action: 'allow', counts: true, alsoBy: [] };
}

export function deny(place: Place, found: Found): Opinion {
  return { ...place, ...found, action: 'deny', counts: true, alsoBy: [] };
}

/** Lets the packet go on without having judged it. */
export function noOpinion(place: Place, rule: string): Opinion {
  const { checkpoint, endpoint } = place; // named one by one: most opinions are made here
  return { action: 'continue', checkpoint, endpoint, tier: null, policy: null, rule, counts: false, alsoBy: [] };
}

/** @param reason in the evaluator's words (R12.2) */
export function undecided(place: Place, reason: string, policy: string | null): Opinion {
  return { ...place, tier: null, policy, rule: `undecided:${reason}`, action: 'undecided', counts: true, alsoBy: [] };
}

export function fixed(place: Place, rule: string, action: 'allow' | 'deny'): Opinion {
  return { ...place, ...nowhere, rule, action, counts: true, alsoBy: [] };
}

/** R4.3–R4.6 over the policies that `takesPart`. @param otherwise where no tier had the last word */
export function throughTiers(
  judge: Judge,
  place: Place,
  direction: Direction,
  packet: Packet,
  takesPart: (policy: PolicyView) => boolean,
  endOfTierDenies: boolean,
  otherwise: Opinion,
): Opinion {
  const alsoBy: string[] = [];
  const ending = (opinion: Opinion): Opinion => (alsoBy.length === 0 ? opinion : { ...opinion, alsoBy });
  for (const tier of judge.tiers) {
    const policies = tier.policies.filter((policy) => policy.directions.includes(direction) && takesPart(policy));
    if (policies.length === 0) continue; // R4.5
    const hit = firstHit(policies, direction, packet);
    if (hit === null) {
      const found = { tier: tier.name, policy: null, rule: 'tier-default' };
      if (!tier.passes && endOfTierDenies) return ending(deny(place, found));
      continue;
    }
    const found = { tier: tier.name, policy: hit.policy, rule: hit.rule };
    if (hit.action === 'Allow') return ending(allow(place, found));
    if (hit.action === 'Deny') return ending(deny(place, found));
    alsoBy.push(`passed by ${hit.policy} ${hit.rule}`);
  }
  return ending(otherwise);
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
  if (direction === 'egress' && isBarredTunnel(judge.world, pod.node, packet))
    return deny(place, { ...nowhere, rule: 'encap-block' });
  const takesPart = (policy: PolicyView): boolean => policy.set === 'normal' && policy.appliesTo(pod.labels);
  // A namespace that no manifest describes allows all the same (Q18); its profile comes first and allows (R4.7).
  const byProfile = allow(place, { tier: null, policy: `Profile/kns.${pod.namespace}`, rule: 'profile' });
  return throughTiers(judge, place, direction, packet, takesPart, true, byProfile);
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
  if (isTunnel(judge.world, node, direction, packet)) return allow(place, { ...nowhere, rule: 'tunnel' });
  if (isFailsafe(judge.world, node, direction, packet)) return allow(place, { ...nowhere, rule: 'failsafe' });
  const takesPart = (policy: PolicyView): boolean => policy.set === 'normal' && policy.appliesTo(host.labels);
  const byProfile = throughProfiles(judge, place, host.profiles);
  return throughTiers(judge, place, direction, packet, takesPart, true, byProfile);
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
  return throughTiers(judge, place, direction, packet, takesPart, true, noOpinion(place, 'forward-default'));
}

/** Whether a packet is for the cluster node itself or goes on from there. */
export type Bound = 'local' | 'forwarded';

/**
 * PREDNAT of R5.9: an allow is "accepted" (R5.10).
 *
 * @param packet as it was dialled
 * @param answered the same after a service's address was translated
 */
export function judgePreDnat(
  judge: Judge,
  host: HostEndpointView | null,
  node: string,
  packet: Packet,
  answered: Packet,
  bound: Bound,
): Opinion {
  if (host === null) return noOpinion({ checkpoint: 'prednat', endpoint: `host/${node}` }, 'no-host-endpoint');
  const place: Place = { checkpoint: 'prednat', endpoint: host.id };
  // R5.44: eBPF programs look for failsafe ports only in what is for their own cluster node, and after translation.
  const [asksFailsafes, asked] = isEbpf(judge.world, node) ? [bound === 'local', answered] : [true, packet];
  if (asksFailsafes && isFailsafe(judge.world, node, 'ingress', asked)) return noOpinion(place, 'failsafe'); // R5.23
  const takesPart = (policy: PolicyView): boolean => policy.set === 'prednat' && policy.appliesTo(host.labels);
  return throughTiers(judge, place, 'ingress', packet, takesPart, false, noOpinion(place, 'no-opinion'));
}

export function hasPolicyOf(judge: Judge, host: HostEndpointView, set: PolicySet): boolean {
  return judge.tiers.some(({ policies }) =>
    policies.some((policy) => policy.set === set && policy.appliesTo(host.labels)),
  );
}
