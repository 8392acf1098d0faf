import type { EndpointId, ResourceId } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import { intersectAddresses, isEmptyAddressSet, type AddressSet } from '../net/address-set.ts';
import { addressSetContains } from '../net/address-set.ts';
import { isEmptyTraffic } from '../net/traffic.ts';
import type { LoweredPolicy, Party, RuleMatch, Ruleset } from './ruleset.ts';

/** One rule of a policy, by its place in the authored list. */
export interface RulePlace {
  readonly policy: ResourceId;
  readonly direction: Direction;
  readonly index: number;
}

/**
 * The rows that a rule means as its other side: sources of an ingress rule, destinations of an egress rule, in the
 * order of the matrix. A network counts where the rule means any address of it.
 *
 * @returns null where nothing is known of the rule: its policy is staged, disabled or not in the design
 */
export function peersOfRule(ruleset: Ruleset, place: RulePlace): readonly EndpointId[] | null {
  const policy = ruleset.policies.find(({ resource }) => resource === place.policy);
  if (policy === undefined) return null;
  const meant = matchesOf(policy, place).map(({ source, destination }) =>
    ruleset.book.pool.at(place.direction === 'ingress' ? source : destination),
  );
  return ruleset.parties.filter((party) => meant.some((set) => touches(party, set))).map(({ row }) => row.id);
}

function matchesOf(policy: LoweredPolicy, { direction, index }: RulePlace): readonly RuleMatch[] {
  return policy.rules[direction]
    .filter((rule) => rule.index === index)
    .flatMap(({ matches }) => matches)
    .filter(({ traffic }) => !isEmptyTraffic(traffic));
}

function touches(party: Party, set: AddressSet): boolean {
  switch (party.kind) {
    case 'pod':
      return party.workload.addresses.some((address) => addressSetContains(set, address));
    case 'host':
      return party.site.addresses.some((address) => addressSetContains(set, address));
    case 'network':
      return !isEmptyAddressSet(intersectAddresses(party.addresses, set));
    case 'nowhere':
      return false;
  }
}
