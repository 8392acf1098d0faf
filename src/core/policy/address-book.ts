import type { NamedPort } from '../model/entities.ts';
import type { Address } from '../net/cidr.ts';
import type { AddressSet } from '../net/address-set.ts';
import {
  addressSetContains,
  allAddresses,
  isEmptyAddressSet,
  noAddresses,
  ofAddresses,
  unionAddresses,
} from '../net/address-set.ts';
import { hasPorts } from '../net/protocol.ts';
import type { Traffic } from '../net/traffic.ts';
import { noTraffic, trafficOf, unionTraffic } from '../net/traffic.ts';
import type { Selector } from '../selector/ast.ts';
import type { Labels } from '../selector/labels.ts';
import type { LabelsPredicate } from '../selector/matches.ts';
import { compileSelector } from '../selector/matches.ts';
import { printSelector } from '../selector/print.ts';
import { LabelsIndex } from './label-index.ts';
import type { KnownService } from './services.ts';
import { portsOfEndpoints } from './services.ts';

/** Something whose addresses a rule's selector can mean: a pod, a host endpoint or a network set (R3.1). */
export interface Contributor {
  readonly labels: Labels;
  readonly addresses: AddressSet;
  readonly ports: readonly NamedPort[];
}

/** An address set by its number in an `AddressBook`: equal sets have equal numbers. */
export type AddressSetId = number;

/** The criterion that is not stated: any address, known or not. */
export const anyAddress: AddressSetId = 0;

/** A port name that rules ask for, by its number in an `AddressBook`. */
export type PortQueryId = number;

interface PortTable {
  readonly owners: AddressSet;
  readonly byAddress: ReadonlyMap<string, Traffic>;
}

/**
 * Answers "which addresses does this selector mean?" (R3.1) and "which port is called that at this address?" (R6.6). A
 * rule matches addresses, never objects; each distinct question is worked out once.
 */
export class AddressBook {
  readonly #groups: readonly ContributorGroup[];
  readonly #groupsByLabel: LabelsIndex;
  readonly #services: ReadonlyMap<string, KnownService>;
  readonly #sets: AddressSet[] = [];
  readonly #setIds = new Map<string, AddressSetId>();
  readonly #idOfObject = new WeakMap<AddressSet, AddressSetId>();
  readonly #bySelector = new Map<string, AddressSet>();
  readonly #predicates = new Map<string, LabelsPredicate>();
  readonly #tables: PortTable[] = [];
  readonly #queryIds = new Map<string, PortQueryId>();

  /** @param services by `namespace/name` */
  constructor(contributors: readonly Contributor[], services: ReadonlyMap<string, KnownService> = new Map()) {
    this.#groups = groupByLabels(contributors);
    this.#groupsByLabel = new LabelsIndex(this.#groups.map(({ labels }) => labels));
    this.#services = services;
    this.idOf(allAddresses);
  }

  idOf(set: AddressSet): AddressSetId {
    const seen = this.#idOfObject.get(set);
    if (seen !== undefined) return seen;
    const id = this.#idOfContent(set);
    this.#idOfObject.set(set, id);
    return id;
  }

  #idOfContent(set: AddressSet): AddressSetId {
    const key = `${set.v4.join()}|${set.v6.join()}`;
    const known = this.#setIds.get(key);
    if (known !== undefined) return known;
    const id = this.#sets.length;
    this.#sets.push(set);
    this.#setIds.set(key, id);
    return id;
  }

  at(id: AddressSetId): AddressSet {
    return this.#sets[id] ?? allAddresses;
  }

  contains(id: AddressSetId, address: Address): boolean {
    return id === anyAddress || addressSetContains(this.at(id), address);
  }

  /** The union of the addresses of all contributors that satisfy `selector`. */
  addressesOf(selector: Selector): AddressSet {
    const text = printSelector(selector);
    const known = this.#bySelector.get(text);
    if (known !== undefined) return known;
    const set = unionOfAll(this.#groupsOf(selector, text).map(({ addresses }) => addresses));
    this.#bySelector.set(text, set);
    return set;
  }

  #groupsOf(selector: Selector, text = printSelector(selector)): readonly ContributorGroup[] {
    const holds = this.predicateOf(selector, text);
    return this.#groupsByLabel
      .candidates(selector)
      .flatMap((number) => this.#groups[number] ?? [])
      .filter(({ labels }) => holds(labels));
  }

  predicateOf(selector: Selector, text = printSelector(selector)): LabelsPredicate {
    const known = this.#predicates.get(text);
    if (known !== undefined) return known;
    const predicate = compileSelector(selector);
    this.#predicates.set(text, predicate);
    return predicate;
  }

  /**
   * @param selector the entity's combined positive selector; null: every owner of such a port
   * @param protocol of the rule; null: any protocol with ports
   */
  portQuery(selector: Selector | null, name: string, protocol: number | null): PortQueryId {
    const key = `${selector === null ? '' : printSelector(selector)}\n${name}\n${protocol ?? ''}`;
    const known = this.#queryIds.get(key);
    if (known !== undefined) return known;
    const id = this.#tables.length;
    this.#tables.push(this.#buildTable(selector, name, protocol));
    this.#queryIds.set(key, id);
    return id;
  }

  /** Addresses that answer for a service: of rules that ask for sources (R6.11). */
  addressesOfService(key: string): AddressSet {
    return ofAddresses((this.#services.get(key)?.endpoints ?? []).map(({ address }) => address));
  }

  /** The ports at which each address answers for a service: of rules that ask for destinations (R6.11). */
  serviceQuery(key: string): PortQueryId {
    const name = `service ${key}`;
    const known = this.#queryIds.get(name);
    if (known !== undefined) return known;
    const byAddress = new Map<string, Traffic>();
    for (const endpoint of this.#services.get(key)?.endpoints ?? []) {
      const at = addressKey(endpoint.address);
      byAddress.set(at, unionTraffic(byAddress.get(at) ?? noTraffic, portsOfEndpoints([endpoint])));
    }
    const id = this.#tables.push({ owners: this.addressesOfService(key), byAddress }) - 1;
    this.#queryIds.set(name, id);
    return id;
  }

  /** The (protocol, port) pairs that are called so at `address`; none where it owns no such port. */
  portsAt(query: PortQueryId, address: Address): Traffic {
    return this.#tables[query]?.byAddress.get(addressKey(address)) ?? noTraffic;
  }

  /** Addresses at which a port is called so. */
  ownersOf(query: PortQueryId): AddressSet {
    return this.#tables[query]?.owners ?? noAddresses;
  }

  /** Every set that a rule asks about: their boundaries are all that can tell two addresses apart. */
  boundaries(): readonly AddressSet[] {
    return [...this.#sets, ...this.#tables.map(({ owners }) => owners)];
  }

  get setCount(): number {
    return this.#sets.length;
  }

  get queryCount(): number {
    return this.#tables.length;
  }

  #buildTable(selector: Selector | null, name: string, protocol: number | null): PortTable {
    const groups = selector === null ? this.#groups : this.#groupsOf(selector);
    const byAddress = new Map<string, Traffic>();
    const owners: Address[] = [];
    for (const { members } of groups) {
      for (const member of members) {
        const traffic = portsNamed(member.ports, name, protocol);
        if (traffic === noTraffic) continue;
        for (const address of singleAddresses(member.addresses)) {
          owners.push(address);
          byAddress.set(addressKey(address), unionTraffic(byAddress.get(addressKey(address)) ?? noTraffic, traffic));
        }
      }
    }
    return { owners: ofAddresses(owners), byAddress };
  }
}

interface ContributorGroup {
  readonly labels: Labels;
  readonly addresses: AddressSet;
  readonly members: readonly Contributor[];
}

function groupByLabels(contributors: readonly Contributor[]): readonly ContributorGroup[] {
  const groups = new Map<string, Contributor[]>();
  for (const contributor of contributors) {
    const key = labelsKey(contributor.labels);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [contributor]);
    else group.push(contributor);
  }
  return [...groups.values()].flatMap((members) =>
    members[0] === undefined
      ? []
      : [{ labels: members[0].labels, addresses: unionOfAll(members.map(({ addresses }) => addresses)), members }],
  );
}

const keys = new WeakMap<Labels, string>();

/** Equal label maps have equal keys. */
export function labelsKey(labels: Labels): string {
  const known = keys.get(labels);
  if (known !== undefined) return known;
  const key = JSON.stringify([...labels].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  keys.set(labels, key);
  return key;
}

/** Halves the list until one is left, so that each address is copied only a few times. */
export function unionOfAll(sets: readonly AddressSet[]): AddressSet {
  const [first, second, ...more] = sets;
  if (first === undefined) return { v4: [], v6: [] };
  if (second === undefined) return first;
  if (more.length === 0) return unionAddresses(first, second);
  const middle = sets.length >>> 1;
  return unionAddresses(unionOfAll(sets.slice(0, middle)), unionOfAll(sets.slice(middle)));
}

function portsNamed(ports: readonly NamedPort[], name: string, protocol: number | null): Traffic {
  return ports
    .filter((port) => port.name === name && hasPorts(port.protocol) && (protocol ?? port.protocol) === port.protocol)
    .reduce((traffic, port) => unionTraffic(traffic, trafficOf(port.protocol, [port.port, port.port])), noTraffic);
}

/** Owners of named ports have single addresses, never nets. */
function singleAddresses(set: AddressSet): readonly Address[] {
  if (isEmptyAddressSet(set)) return [];
  const addresses: Address[] = [];
  for (let i = 0; i + 1 < set.v4.length; i += 2)
    for (let value = set.v4[i] ?? 0; value <= (set.v4[i + 1] ?? -1); value += 1) addresses.push({ family: 4, value });
  for (let i = 0; i + 1 < set.v6.length; i += 2)
    for (let value = set.v6[i] ?? 0n; value <= (set.v6[i + 1] ?? -1n); value += 1n)
      addresses.push({ family: 6, value });
  return addresses;
}

function addressKey(address: Address): string {
  return `${address.family}/${address.value}`;
}
