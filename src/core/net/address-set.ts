import type { Address, Cidr, IpFamily } from './cidr.ts';
import { allIpv4, allIpv6, bitsOf, printAddress, printCidr } from './cidr.ts';
import type { Ranges } from './ranges.ts';
import {
  intersectRanges,
  rangePairs,
  rangesContain,
  rangesOf,
  sameRanges,
  subtractRanges,
  unionRanges,
} from './ranges.ts';

/** A set of addresses of both families: sorted, disjoint, non-adjacent inclusive ranges `[first, last, first, last, …]`. */
export interface AddressSet {
  readonly v4: readonly number[];
  readonly v6: readonly bigint[];
}

const nextV4 = (value: number): number => value + 1;
const previousV4 = (value: number): number => value - 1;
const nextV6 = (value: bigint): bigint => value + 1n;
const previousV6 = (value: bigint): bigint => value - 1n;

export const noAddresses: AddressSet = { v4: [], v6: [] };
export const allAddresses: AddressSet = { v4: [0, 2 ** 32 - 1], v6: [0n, (1n << 128n) - 1n] };

/** @param cidrs of both families, in any order, overlapping or not */
export function addressSetOf(cidrs: readonly Cidr[]): AddressSet {
  const v4: (readonly [number, number])[] = [];
  const v6: (readonly [bigint, bigint])[] = [];
  for (const { base, prefix } of cidrs) {
    if (base.family === 4) v4.push([base.value, base.value + 2 ** (32 - prefix) - 1]);
    else v6.push([base.value, base.value + (1n << BigInt(128 - prefix)) - 1n]);
  }
  return { v4: rangesOf(v4, nextV4), v6: rangesOf(v6, nextV6) };
}

export function ofAddresses(addresses: readonly Address[]): AddressSet {
  return addressSetOf(addresses.map((address) => ({ base: address, prefix: bitsOf(address.family) })));
}

/** Returns an operand itself where the result equals it, as `intersectAddresses` and `subtractAddresses` do. */
export function unionAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return known(a, b, unionRanges(a.v4, b.v4, nextV4), unionRanges(a.v6, b.v6, nextV6));
}

export function intersectAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return known(a, b, intersectRanges(a.v4, b.v4), intersectRanges(a.v6, b.v6));
}

export function subtractAddresses(a: AddressSet, b: AddressSet): AddressSet {
  if (a === b) return noAddresses;
  const v4 = subtractRanges(a.v4, b.v4, nextV4, previousV4);
  const v6 = subtractRanges(a.v6, b.v6, nextV6, previousV6);
  return known(a, b, v4, v6);
}

/** The operand that equals the result, if there is one. */
function known(a: AddressSet, b: AddressSet, v4: Ranges<number>, v6: Ranges<bigint>): AddressSet {
  if (sameRanges(v4, a.v4) && sameRanges(v6, a.v6)) return a;
  if (sameRanges(v4, b.v4) && sameRanges(v6, b.v6)) return b;
  return v4.length === 0 && v6.length === 0 ? noAddresses : { v4, v6 };
}

/** The addresses of one family in `set`. */
export function onlyFamily(set: AddressSet, family: IpFamily): AddressSet {
  return intersectAddresses(set, addressSetOf([family === 4 ? allIpv4 : allIpv6]));
}

export function isEmptyAddressSet(set: AddressSet): boolean {
  return set.v4.length === 0 && set.v6.length === 0;
}

export function addressSetContains(set: AddressSet, address: Address): boolean {
  return address.family === 4 ? rangesContain(set.v4, address.value) : rangesContain(set.v6, address.value);
}

export function sameAddressSet(a: AddressSet, b: AddressSet): boolean {
  return a === b || (sameRanges(a.v4, b.v4) && sameRanges(a.v6, b.v6));
}

/** The lowest address of a family; null where the set has none. */
export function firstAddressOf(set: AddressSet, family: IpFamily): Address | null {
  const [v4] = set.v4;
  const [v6] = set.v6;
  if (family === 4) return v4 === undefined ? null : { family, value: v4 };
  return v6 === undefined ? null : { family, value: v6 };
}

/** The fewest networks that make up `set`, ascending, IPv4 first. */
export function cidrsOf(set: AddressSet): readonly Cidr[] {
  return spansOf(set).flatMap(cidrsOfSpan);
}

/** For sentences: `10.0.0.0/8, 192.168.0.1, 192.168.0.5-192.168.0.9, fd00::/8`; `no address` for the empty set. */
export function describeAddressSet(set: AddressSet): string {
  return isEmptyAddressSet(set) ? 'no address' : spansOf(set).map(describeSpan).join(', ');
}

/** One range in a form that both families share. */
interface Span {
  readonly family: IpFamily;
  readonly first: bigint;
  readonly last: bigint;
}

function spansOf(set: AddressSet): Span[] {
  return [
    ...rangePairs(set.v4).map(([first, last]): Span => ({ family: 4, first: BigInt(first), last: BigInt(last) })),
    ...rangePairs(set.v6).map(([first, last]): Span => ({ family: 6, first, last })),
  ];
}

function addressAt(family: IpFamily, value: bigint): Address {
  return family === 4 ? { family, value: Number(value) } : { family, value };
}

/** Takes the largest aligned network at the start of what is left, until nothing is. */
function cidrsOfSpan({ family, first, last }: Span): Cidr[] {
  const cidrs: Cidr[] = [];
  let start = first;
  while (start <= last) {
    let hostBits = 0;
    while (hostBits < bitsOf(family) && isNetwork(start, hostBits + 1, last)) hostBits += 1;
    cidrs.push({ base: addressAt(family, start), prefix: bitsOf(family) - hostBits });
    start += 1n << BigInt(hostBits);
  }
  return cidrs;
}

function isNetwork(start: bigint, hostBits: number, last: bigint): boolean {
  const size = 1n << BigInt(hostBits);
  return start % size === 0n && start + size - 1n <= last;
}

function describeSpan(span: Span): string {
  const [cidr, ...more] = cidrsOfSpan(span);
  const first = printAddress(addressAt(span.family, span.first));
  if (span.first === span.last) return first;
  if (cidr !== undefined && more.length === 0) return printCidr(cidr);
  return `${first}-${printAddress(addressAt(span.family, span.last))}`;
}
