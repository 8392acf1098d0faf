import type { CalicoPolicy, CalicoRule, EntityRule, PortMatch, ServiceMatch } from '../model/policy.ts';
import type { CalicoVersion } from '../model/settings.ts';
import type { AddressSet } from '../net/address-set.ts';
import { addressSetOf, allAddresses, intersectAddresses, noAddresses, subtractAddresses } from '../net/address-set.ts';
import type { Cidr, IpFamily } from '../net/cidr.ts';
import type { PortSet } from '../net/port-set.ts';
import { noPorts, portRange, unionPorts } from '../net/port-set.ts';
import type { Traffic } from '../net/traffic.ts';
import {
  allTraffic,
  intersectTraffic,
  noTraffic,
  onlyPorts,
  subtractTraffic,
  trafficOf,
  trafficOfIcmp,
  withoutProtocol,
} from '../net/traffic.ts';
import type { Selector } from '../selector/ast.ts';
import type { Inquiry } from './inquiry.ts';
import { sortKeyOf } from './order.ts';
import { selectorsOfEntity, subjectOfCalicoPolicy } from './policy-selector.ts';
import type { LoweredPolicy, LoweredRule, PortCriteria, RuleMatch } from './ruleset.ts';

/** A GlobalNetworkPolicy or Calico NetworkPolicy in the form of all policies. */
export function lowerCalicoPolicy(policy: CalicoPolicy, version: CalicoVersion, inquiry: Inquiry): LoweredPolicy {
  const kind = policy.namespace === null ? 'GlobalNetworkPolicy' : 'NetworkPolicy';
  const isInvalid = policy.errors.length > 0;
  const lowerRules = (rules: readonly CalicoRule[]): readonly LoweredRule[] =>
    isInvalid ? [] : rules.map((rule, index) => lowerRule(rule, index, policy.namespace, inquiry));
  return {
    resource: policy.id,
    sortKey: sortKeyOf({ kind, namespace: policy.namespace, name: policy.name, tier: policy.tier }, version),
    tier: policy.tier,
    order: policy.order,
    selects: subjectOfCalicoPolicy(policy),
    directions: policy.preDnat ? ['ingress'] : policy.types,
    // A doNotTrack policy is never also preDNAT (R5.8, R8.14).
    hook: policy.doNotTrack ? 'untracked' : policy.preDnat ? 'prednat' : 'normal',
    applyOnForward: policy.applyOnForward,
    rules: { ingress: lowerRules(policy.ingress), egress: lowerRules(policy.egress) },
    undecided: isInvalid ? 'invalid-policy' : null,
  };
}

function lowerRule(rule: CalicoRule, index: number, namespace: string | null, inquiry: Inquiry): LoweredRule {
  // R6.11: a service without a namespace is looked up under a key that nothing has.
  const isDead = [rule.source, rule.destination].some(({ services }) => services?.namespace === null);
  return { index, action: rule.action, matches: isDead ? [] : [lowerMatch(rule, namespace, inquiry)] };
}

function lowerMatch(rule: CalicoRule, namespace: string | null, inquiry: Inquiry): RuleMatch {
  const source = ofServiceSource(
    rule.source.services,
    entityOf(rule.source, rule.protocol, namespace, inquiry),
    inquiry,
  );
  const destination = ofServiceDestination(
    rule.destination.services,
    entityOf(rule.destination, rule.protocol, namespace, inquiry),
    inquiry,
  );
  return {
    source: inquiry.idOf(source.addresses),
    destination: inquiry.idOf(destination.addresses),
    family: rule.ipVersion,
    traffic: withPlainPorts(protocolTraffic(rule), destination),
    ports: hasNames(destination.ports) ? destination.ports : null,
    notPorts: hasNames(destination.notPorts) ? destination.notPorts : null,
    sourcePorts: source.ports,
    notSourcePorts: source.notPorts,
    undecided: null,
  };
}

/** R6.11: of sources the address only. A service stands alone in its entity (R8.27). */
function ofServiceSource(services: ServiceMatch | null, entity: LoweredEntity, inquiry: Inquiry): LoweredEntity {
  return services === null ? entity : { ...entity, addresses: inquiry.addressesOfService(keyOf(services)) };
}

/** R6.11: of destinations address, protocol and port, as they are after translation. */
function ofServiceDestination(services: ServiceMatch | null, entity: LoweredEntity, inquiry: Inquiry): LoweredEntity {
  if (services === null) return entity;
  const key = keyOf(services);
  const ports = { plain: noTraffic, names: [inquiry.serviceQuery(key)] };
  return { ...entity, addresses: inquiry.addressesOfService(key), ports };
}

function keyOf({ namespace, name }: ServiceMatch): string {
  return `${namespace ?? ''}/${name}`;
}

/** R6.2, R6.8. */
function protocolTraffic(rule: CalicoRule): Traffic {
  let traffic = rule.protocol === null ? allTraffic : trafficOf(rule.protocol);
  if (rule.notProtocol !== null) traffic = withoutProtocol(traffic, rule.notProtocol);
  const icmp = rule.protocol === 58 ? 58 : 1;
  if (rule.icmp !== null) traffic = intersectTraffic(traffic, trafficOfIcmp(icmp, rule.icmp.type, rule.icmp.code));
  if (rule.notIcmp !== null)
    traffic = subtractTraffic(traffic, trafficOfIcmp(icmp, rule.notIcmp.type, rule.notIcmp.code));
  return traffic;
}

interface LoweredEntity {
  readonly addresses: AddressSet;
  readonly ports: PortCriteria | null;
  readonly notPorts: PortCriteria | null;
}

function entityOf(
  entity: EntityRule,
  protocol: number | null,
  namespace: string | null,
  inquiry: Inquiry,
): LoweredEntity {
  const { positive, excluded } = selectorsOfEntity(entity, namespace);
  let addresses = positive === null ? allAddresses : inquiry.addressesOf(positive);
  if (excluded !== null) addresses = subtractAddresses(addresses, inquiry.addressesOf(excluded));
  if (entity.nets.length > 0) addresses = intersectAddresses(addresses, addressSetOf(entity.nets));
  if (entity.notNets.length > 0)
    addresses = subtractAddresses(familiesOf(addresses, entity.notNets), addressSetOf(entity.notNets));
  return {
    addresses,
    ports: criteriaOf(entity.ports, positive, protocol, inquiry),
    notPorts: criteriaOf(entity.notPorts, positive, protocol, inquiry),
  };
}

/** A rule whose notNets are all of one family is skipped for the other (R5.4). */
function familiesOf(addresses: AddressSet, nets: readonly Cidr[]): AddressSet {
  const has = (family: IpFamily): boolean => nets.some(({ base }) => base.family === family);
  return {
    v4: has(4) ? addresses.v4 : noAddresses.v4,
    v6: has(6) ? addresses.v6 : noAddresses.v6,
  };
}

function criteriaOf(
  ports: readonly PortMatch[],
  positive: Selector | null,
  protocol: number | null,
  inquiry: Inquiry,
): PortCriteria | null {
  if (ports.length === 0) return null;
  let numbers: PortSet = noPorts;
  const names: number[] = [];
  for (const port of ports) {
    if (port.kind === 'range') numbers = unionPorts(numbers, portRange(port.first, port.last));
    else names.push(inquiry.portQuery(positive, port.name, protocol));
  }
  return { plain: onlyPorts(allTraffic, numbers), names };
}

function hasNames(criteria: PortCriteria | null): boolean {
  return criteria !== null && criteria.names.length > 0;
}

/** Puts destination ports without names into the traffic itself: they mean the same at every address. */
function withPlainPorts(traffic: Traffic, { ports, notPorts }: LoweredEntity): Traffic {
  let result = traffic;
  if (ports !== null && !hasNames(ports)) result = intersectTraffic(result, ports.plain);
  if (notPorts !== null && !hasNames(notPorts)) result = subtractTraffic(result, notPorts.plain);
  return result;
}
