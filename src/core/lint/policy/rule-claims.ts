import type { CalicoRule, Direction, EntityRule, KubePeer } from '../../model/policy.ts';
import type { AddressSet } from '../../net/address-set.ts';
import { addressSetOf, isEmptyAddressSet, sameAddressSet, subtractAddresses } from '../../net/address-set.ts';
import type { IpFamily } from '../../net/cidr.ts';
import type { Traffic } from '../../net/traffic.ts';
import { isEmptyTraffic, subtractTraffic } from '../../net/traffic.ts';
import { unreachable } from '../../result.ts';
import type { Selector } from '../../selector/ast.ts';
import { selectAll } from '../../selector/ast.ts';
import { textOf } from '../../policy/address-book.ts';
import { podsInNamespaces, podsOfNamespace, selectorsOfEntity } from '../../policy/policy-selector.ts';
import type { LoweredRule, RuleMatch } from '../../policy/ruleset.ts';
import { clusterPeers } from './cluster-peers.ts';
import type { EnforcedPolicy } from './written-policies.ts';

/** What one side of a rule asks for, as it is written: no label and no address of any design has a part in it. */
interface SideClaim {
  /** Terms of a selector that must all hold; null: any address, known or not. */
  readonly terms: ReadonlySet<string> | null;
  readonly excluded: string | null;
  readonly nets: AddressSet | null;
  readonly notNets: AddressSet | null;
  /** '' for none. */
  readonly service: string;
}

/** One of the things that a rule matches, as it is written (R9.1). */
export interface Claim {
  readonly source: SideClaim;
  readonly destination: SideClaim;
  readonly family: IpFamily | null;
  readonly traffic: Traffic;
  /** Port names and source ports, which only the very same words are known to cover; '' for none. */
  readonly ports: string;
}

const anySide: SideClaim = { terms: null, excluded: null, nets: null, notNets: null, service: '' };

/** Terms of a selector that are ANDed; all() and global() say nothing more. */
export function termsOf(selector: Selector): ReadonlySet<string> {
  const terms = new Set<string>();
  const collect = (part: Selector): void => {
    if (part.kind === 'and') part.operands.forEach(collect);
    else if (part.kind !== 'all' && part.kind !== 'global') terms.add(textOf(part));
  };
  collect(selector);
  return terms;
}

/** Whether who satisfies all of `more` satisfies `fewer`. */
export function implies(more: ReadonlySet<string>, fewer: ReadonlySet<string>): boolean {
  for (const term of fewer) if (!more.has(term)) return false;
  return true;
}

/** @returns none for a rule that matches nothing, or of which it is not known what it matches */
export function claimsOf(
  { policy, manifest }: EnforcedPolicy,
  direction: Direction,
  { index, matches }: LoweredRule,
): readonly Claim[] {
  if (matches.some(({ undecided }) => undecided !== null)) return [];
  switch (policy.kind) {
    case 'calico-policy': {
      const rule = policy[direction][index];
      return matches.flatMap((match) => (rule === undefined ? [] : [claimOfCalico(rule, policy.namespace, match)]));
    }
    case 'kube-network-policy': {
      const rule = policy[direction][index];
      const ports = JSON.stringify(rule?.ports);
      const peers = rule?.peers.map((peer) => sideOfKubePeer(peer, policy.namespace)) ?? [];
      return claimsOfPeers(peers.length === 0 ? [anySide] : peers, direction, matches, ports);
    }
    case 'unmodelled-policy': {
      const peers = clusterPeers(manifest, direction, index).map(({ meaning }): SideClaim | null => {
        if (meaning.kind === 'selector') return { ...anySide, terms: termsOf(meaning.selector) };
        return meaning.kind === 'networks' ? { ...anySide, nets: meaning.addresses } : null;
      });
      const sides = peers.filter((side) => side !== null);
      // One peer that Calico does not convert makes it deny everything in the rule's place (R7.15).
      const areConverted = sides.length === peers.length && peers.length > 0;
      return claimsOfPeers(areConverted ? sides : [anySide], direction, matches, `rule ${index} of ${policy.id}`);
    }
    default:
      return unreachable(policy);
  }
}

/** Peers and matches of a lowered rule go together one by one. */
function claimsOfPeers(
  peers: readonly SideClaim[],
  direction: Direction,
  matches: readonly RuleMatch[],
  ports: string,
): readonly Claim[] {
  if (peers.length !== matches.length) return [];
  return matches.map((match, index) => {
    const side = peers[index] ?? anySide;
    const [source, destination] = direction === 'ingress' ? [side, anySide] : [anySide, side];
    const { family, traffic } = match;
    return { source, destination, family, traffic, ports: asksByAddress(match) ? ports : '' };
  });
}

function asksByAddress({ ports, notPorts, sourcePorts, notSourcePorts }: RuleMatch): boolean {
  return ports !== null || notPorts !== null || sourcePorts !== null || notSourcePorts !== null;
}

function claimOfCalico(rule: CalicoRule, namespace: string | null, match: RuleMatch): Claim {
  const source = sideOfEntity(rule.source, namespace);
  const destination = sideOfEntity(rule.destination, namespace);
  const words = [rule.source, rule.destination].map(({ ports, notPorts }) => ({ ports, notPorts }));
  // Whose port is meant by a name hangs on the selector beside it (R6.6), a service's on the service.
  const owners = [source, destination].map(({ terms, service }) => [terms && [...terms].sort(), service]);
  const ports = asksByAddress(match) ? JSON.stringify([rule.protocol, words, owners]) : '';
  return { source, destination, family: match.family, traffic: match.traffic, ports };
}

function sideOfEntity(entity: EntityRule, namespace: string | null): SideClaim {
  const { positive, excluded } = selectorsOfEntity(entity, namespace);
  return {
    terms: positive && termsOf(positive),
    excluded: excluded && textOf(excluded),
    nets: entity.nets.length === 0 ? null : addressSetOf(entity.nets),
    notNets: entity.notNets.length === 0 ? null : addressSetOf(entity.notNets),
    service: entity.services === null ? '' : JSON.stringify(entity.services),
  };
}

function sideOfKubePeer(peer: KubePeer, namespace: string): SideClaim {
  if (peer.kind === 'ip-block') {
    const nets = subtractAddresses(addressSetOf([peer.cidr]), addressSetOf(peer.except));
    return { ...anySide, nets };
  }
  const pods = peer.podSelector ?? selectAll;
  const { namespaceSelector } = peer;
  const selector =
    namespaceSelector === null ? podsOfNamespace(namespace, pods) : podsInNamespaces(namespaceSelector, pods);
  return { ...anySide, terms: termsOf(selector) };
}

/** Whether `outer` surely matches all that `inner` can: each of its criteria is absent or wider (R9.1). */
export function covers(outer: Claim, inner: Claim): boolean {
  return (
    (outer.family === null || outer.family === inner.family) &&
    (outer.ports === '' || outer.ports === inner.ports) &&
    isEmptyTraffic(subtractTraffic(inner.traffic, outer.traffic)) &&
    sideCovers(outer.source, inner.source) &&
    sideCovers(outer.destination, inner.destination)
  );
}

function sideCovers(outer: SideClaim, inner: SideClaim): boolean {
  return (
    termsCover(outer.terms, inner.terms) &&
    (outer.excluded === null || (inner.terms === null && outer.excluded === inner.excluded)) &&
    netsCover(outer.nets, inner.nets) &&
    // A rule whose notNets are all of one family skips the other (R5.4): only equal ones are alike.
    (outer.notNets === null || (inner.notNets !== null && sameAddressSet(outer.notNets, inner.notNets))) &&
    (outer.service === '' || outer.service === inner.service)
  );
}

function termsCover(outer: ReadonlySet<string> | null, inner: ReadonlySet<string> | null): boolean {
  return outer === null || (inner !== null && implies(inner, outer));
}

function netsCover(outer: AddressSet | null, inner: AddressSet | null): boolean {
  return outer === null || (inner !== null && isEmptyAddressSet(subtractAddresses(inner, outer)));
}
