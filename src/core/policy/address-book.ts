import type { NamedPort } from '../model/entities.ts';
import type { Address } from '../net/cidr.ts';
import type { AddressSet } from '../net/address-set.ts';
import { isEmptyAddressSet, ofAddresses, unionAddresses } from '../net/address-set.ts';
import { hasPorts } from '../net/protocol.ts';
import type { Traffic } from '../net/traffic.ts';
import { noTraffic, trafficOf, unionTraffic } from '../net/traffic.ts';
import type { Selector } from '../selector/ast.ts';
import type { Labels } from '../selector/labels.ts';
import type { LabelsPredicate } from '../selector/matches.ts';
import { compileSelector } from '../selector/matches.ts';
import { printSelector } from '../selector/print.ts';
import type { PortQueryId, PortTable, AddressPool } from './address-pool.ts';
import { addressKey } from './address-pool.ts';
import { LabelsIndex } from './label-index.ts';
import type { KnownService } from './services.ts';
import { portsOfEndpoints } from './services.ts';

/** Something whose addresses a rule's selector can mean: a pod, a host endpoint or a network set (R3.1). */
export interface Contributor {
  readonly labels: Labels;
  readonly addresses: AddressSet;
  readonly ports: readonly NamedPort[];
}

/** What a book answers from; nothing else has a part in its answers. */
export interface BookContents {
  readonly contributors: readonly Contributor[];
  /** By `namespace/name`. */
  readonly services: ReadonlyMap<string, KnownService>;
}

/** A question about port names, with its answer. */
interface PortQuestion {
  /** null: everyone's ports are meant. */
  readonly selector: Selector | null;
  readonly name: string;
  readonly answer: PortQueryId;
}

/** More changed contributors than this, and asking anew is cheaper than finding out which answers still hold. */
const fewChanges = 64;

/**
 * Answers "which addresses does this selector mean?" (R3.1) and "which port is called that at this address?" (R6.6). A
 * rule matches addresses, never objects; each distinct question is worked out once. The book that follows another one
 * takes over the answers to which no changed contributor has anything to add.
 */
export class AddressBook {
  readonly pool: AddressPool;
  readonly #contents: BookContents;
  readonly #predicates: Map<string, LabelsPredicate>;
  readonly #bySelector = new Map<string, { readonly selector: Selector; readonly answer: AddressSet }>();
  readonly #portQuestions = new Map<string, PortQuestion>();
  readonly #serviceQueries = new Map<string, PortQueryId>();
  #groups: readonly ContributorGroup[] | null = null;
  #groupsByLabel: LabelsIndex | null = null;

  /** @param before a book of the same pool; it stays as it is */
  constructor(contents: BookContents, pool: AddressPool, before: AddressBook | null = null) {
    this.pool = pool;
    this.#contents = contents;
    this.#predicates = before === null ? new Map<string, LabelsPredicate>() : before.#predicates;
    if (before !== null) this.#takeOver(before);
  }

  /** The union of the addresses of all contributors that satisfy `selector`; equal answers are the same object. */
  addressesOf(selector: Selector): AddressSet {
    const text = textOf(selector);
    const known = this.#bySelector.get(text);
    if (known !== undefined) return known.answer;
    const answer = this.pool.kept(unionOfAll(this.#groupsOf(selector).map(({ addresses }) => addresses)));
    this.#bySelector.set(text, { selector, answer });
    return answer;
  }

  predicateOf(selector: Selector): LabelsPredicate {
    const text = textOf(selector);
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
    const key = `${selector === null ? '' : textOf(selector)}\n${name}\n${protocol ?? ''}`;
    const known = this.#portQuestions.get(key);
    if (known !== undefined) return known.answer;
    const answer = this.pool.idOfTable(this.#buildTable(selector, name, protocol));
    this.#portQuestions.set(key, { selector, name, answer });
    return answer;
  }

  /** Addresses that answer for a service: of rules that ask for sources (R6.11). */
  addressesOfService(key: string): AddressSet {
    return this.pool.kept(ofAddresses(this.#endpointsOf(key).map(({ address }) => address)));
  }

  /** The ports at which each address answers for a service: of rules that ask for destinations (R6.11). */
  serviceQuery(key: string): PortQueryId {
    const known = this.#serviceQueries.get(key);
    if (known !== undefined) return known;
    const byAddress = new Map<string, Traffic>();
    for (const endpoint of this.#endpointsOf(key)) {
      const at = addressKey(endpoint.address);
      byAddress.set(at, unionTraffic(byAddress.get(at) ?? noTraffic, portsOfEndpoints([endpoint])));
    }
    const id = this.pool.idOfTable({ owners: this.addressesOfService(key), byAddress });
    this.#serviceQueries.set(key, id);
    return id;
  }

  #endpointsOf(service: string): KnownService['endpoints'] {
    return this.#contents.services.get(service)?.endpoints ?? [];
  }

  /** Services are few and asked about seldom: their answers are made anew. */
  #takeOver(before: AddressBook): void {
    const changes = changesBetween(before.#contents.contributors, this.#contents.contributors);
    if (changes === null) return;
    for (const [text, known] of before.#bySelector)
      if (this.#comesToTheSame(changes, known.selector, null)) this.#bySelector.set(text, known);
    for (const [key, question] of before.#portQuestions)
      if (this.#comesToTheSame(changes, question.selector, question.name)) this.#portQuestions.set(key, question);
  }

  /** Whether those who are gone gave to an answer just what those who came give. */
  #comesToTheSame({ gone, come }: Changes, selector: Selector | null, portName: string | null): boolean {
    const isMeant = (by: Contributor): boolean =>
      (portName === null || by.ports.some(({ name }) => name === portName)) &&
      (selector === null || this.predicateOf(selector)(by.labels));
    const [lost, won] = [gone.filter(isMeant), come.filter(isMeant)];
    return lost.length === won.length && lost.every((old, index) => this.#giveTheSame(old, won[index]));
  }

  #giveTheSame(a: Contributor, b: Contributor | undefined): boolean {
    if (b === undefined || this.pool.idOf(a.addresses) !== this.pool.idOf(b.addresses)) return false;
    return a.ports === b.ports || JSON.stringify(a.ports) === JSON.stringify(b.ports);
  }

  #groupsOf(selector: Selector): readonly ContributorGroup[] {
    const holds = this.predicateOf(selector);
    const groups = this.#allGroups();
    this.#groupsByLabel ??= new LabelsIndex(groups.map(({ labels }) => labels));
    return this.#groupsByLabel
      .candidates(selector)
      .flatMap((number) => groups[number] ?? [])
      .filter(({ labels }) => holds(labels));
  }

  #allGroups(): readonly ContributorGroup[] {
    return (this.#groups ??= groupByLabels(this.#contents.contributors));
  }

  #buildTable(selector: Selector | null, name: string, protocol: number | null): PortTable {
    const groups = selector === null ? this.#allGroups() : this.#groupsOf(selector);
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

interface Changes {
  readonly gone: readonly Contributor[];
  readonly come: readonly Contributor[];
}

/** Those who are in one list only; null: too many to be worth asking about. */
function changesBetween(before: readonly Contributor[], after: readonly Contributor[]): Changes | null {
  const [old, present] = [new Set(before), new Set(after)];
  const gone = before.filter((contributor) => !present.has(contributor));
  const come = after.filter((contributor) => !old.has(contributor));
  return gone.length + come.length > fewChanges ? null : { gone, come };
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

const texts = new WeakMap<Selector, string>();

/** Equal selectors have equal texts; kept, since printing one walks all of it. */
export function textOf(selector: Selector): string {
  const known = texts.get(selector);
  if (known !== undefined) return known;
  const text = printSelector(selector);
  texts.set(selector, text);
  return text;
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
