import type { AddressSet } from '../net/address-set.ts';
import { addressSetContains, allAddresses, noAddresses } from '../net/address-set.ts';
import type { Address } from '../net/cidr.ts';
import type { Traffic } from '../net/traffic.ts';
import { noTraffic } from '../net/traffic.ts';
import { trafficKey } from './traffic-pool.ts';

/** An address set by its number in an `AddressPool`: equal sets have equal numbers. */
export type AddressSetId = number;

/** The criterion that is not stated: any address, known or not. */
export const anyAddress: AddressSetId = 0;

/** An answer to "which port is called that at this address?", by its number in an `AddressPool`: equal ones are equal. */
export type PortQueryId = number;

/** Where ports are called by one name, and which ones. */
export interface PortTable {
  readonly owners: AddressSet;
  /** By `addressKey`. */
  readonly byAddress: ReadonlyMap<string, Traffic>;
}

/** Keeps each distinct address set and port table once. Numbers never change their meaning, so they outlive a ruleset. */
export class AddressPool {
  readonly #sets: AddressSet[] = [];
  readonly #setIds = new Map<string, AddressSetId>();
  readonly #idOfObject = new WeakMap<AddressSet, AddressSetId>();
  readonly #tables: PortTable[] = [];
  readonly #tableIds = new Map<string, PortQueryId>();
  #weight = 0;

  constructor() {
    this.idOf(allAddresses);
  }

  idOf(set: AddressSet): AddressSetId {
    const seen = this.#idOfObject.get(set);
    if (seen !== undefined) return seen;
    const key = `${set.v4.join()}|${set.v6.join()}`;
    const id = this.#setIds.get(key) ?? this.#addSet(key, set);
    this.#idOfObject.set(set, id);
    return id;
  }

  at(id: AddressSetId): AddressSet {
    return this.#sets[id] ?? allAddresses;
  }

  /** The one of all equal sets that is kept. */
  kept(set: AddressSet): AddressSet {
    return this.at(this.idOf(set));
  }

  contains(id: AddressSetId, address: Address): boolean {
    return id === anyAddress || addressSetContains(this.at(id), address);
  }

  idOfTable(table: PortTable): PortQueryId {
    const key = Array.from(table.byAddress, ([address, ports]) => `${address}=${trafficKey(ports)}`)
      .sort()
      .join();
    const known = this.#tableIds.get(key);
    if (known !== undefined) return known;
    const id = this.#tables.push(table) - 1;
    this.#tableIds.set(key, id);
    this.#weight += table.byAddress.size;
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

  /** How many ranges and owners of ports it keeps: what it costs in memory. */
  get weight(): number {
    return this.#weight;
  }

  #addSet(key: string, set: AddressSet): AddressSetId {
    const id = this.#sets.push(set) - 1;
    this.#setIds.set(key, id);
    this.#weight += set.v4.length + set.v6.length;
    return id;
  }
}

export function addressKey(address: Address): string {
  return `${address.family}/${address.value}`;
}
