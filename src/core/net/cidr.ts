import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';

export type IpFamily = 4 | 6;

/** IPv4 as a number (fast, 32 bits), IPv6 as a bigint (128 bits). */
export type Address = { readonly family: 4; readonly value: number } | { readonly family: 6; readonly value: bigint };

/** A network; `base` has all host bits zero. */
export interface Cidr {
  readonly base: Address;
  readonly prefix: number;
}

export interface AddressError {
  readonly message: string;
}

export interface CidrError {
  /** The last two come from `parseStrictCidr` only: Kubernetes and network sets take a bare address, rules don't (R8.23). */
  readonly reason: 'bad-address' | 'bad-prefix' | 'no-prefix' | 'host-bits';
  readonly message: string;
}

export const allIpv4: Cidr = { base: { family: 4, value: 0 }, prefix: 0 };
export const allIpv6: Cidr = { base: { family: 6, value: 0n }, prefix: 0 };

const mappedPrefix = 0xffffn;

export function bitsOf(family: IpFamily): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/**
 * Reads one address as Go's `net.ParseIP` does: no blanks, no leading zeros in IPv4, no zone. `::ffff:10.0.0.1` is IPv4.
 *
 * @see RFC 4291 section 2.2
 */
export function parseAddress(text: string): Result<Address, AddressError> {
  if (!text.includes(':')) {
    const value = parseIpv4(text);
    return value === null ? err(notAnAddress(text)) : ok({ family: 4, value });
  }
  const value = parseIpv6(text);
  return value === null ? err(notAnAddress(text)) : ok(unmapped(value));
}

function notAnAddress(text: string): AddressError {
  return { message: `"${shortened(text)}" is not an IP address` };
}

/** Hostile text must not become a hostile message. */
function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function unmapped(value: bigint): Address {
  return value >> 32n === mappedPrefix ? { family: 4, value: Number(value & 0xffffffffn) } : { family: 6, value };
}

function parseIpv4(text: string): number | null {
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1);
  if (octets === undefined || !octets.every(isOctet)) return null;
  return octets.reduce((value, octet) => value * 256 + Number(octet), 0);
}

function isOctet(digits: string): boolean {
  return Number(digits) <= 255 && (digits === '0' || !digits.startsWith('0'));
}

function parseIpv6(text: string): bigint | null {
  // The longest form is eight groups, the last two as IPv4; anything longer needn't be cut into pieces.
  if (text.length > 45) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = '', tail] = halves;
  const headGroups = parseGroups(head, tail === undefined);
  const tailGroups = tail === undefined ? [] : parseGroups(tail, true);
  if (headGroups === null || tailGroups === null) return null;
  const missing = 8 - headGroups.length - tailGroups.length;
  // `::` stands for at least one group, as in Go.
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const zeros = Array.from({ length: missing }, () => 0);
  return [...headGroups, ...zeros, ...tailGroups].reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

/** @param endsAddress only there may the last group be written as IPv4 */
function parseGroups(text: string, endsAddress: boolean): number[] | null {
  if (text === '') return [];
  const words = text.split(':');
  const groups: number[] = [];
  for (const [index, word] of words.entries()) {
    const isLast = index === words.length - 1;
    const ipv4 = endsAddress && isLast ? parseIpv4(word) : null;
    if (ipv4 !== null) groups.push(ipv4 >>> 16, ipv4 & 0xffff);
    else if (/^[0-9a-fA-F]{1,4}$/.test(word)) groups.push(Number.parseInt(word, 16));
    else return null;
  }
  return groups;
}

/**
 * Reads `10.0.0.0/8` or `fd00::/8` as Go's `net.ParseCIDR` does; a bare address counts as /32 or /128, host bits are cleared.
 *
 * @see RFC 4632 section 3.1
 */
export function parseCidr(text: string): Result<Cidr, CidrError> {
  const written = parseWritten(text);
  return written.ok ? ok(cidrOf(written.value.address, written.value.prefix)) : written;
}

/** As `parseCidr`, but the prefix must be written and no host bit set, as rules demand (R8.23). */
export function parseStrictCidr(text: string): Result<Cidr, CidrError> {
  const written = parseWritten(text);
  if (!written.ok) return written;
  const { address, prefix, hasPrefix } = written.value;
  const cidr = cidrOf(address, prefix);
  if (!hasPrefix)
    return err({
      reason: 'no-prefix',
      message: `"${shortened(text)}" needs a prefix length, such as ${printCidr(cidr)}`,
    });
  if (!sameAddress(cidr.base, address))
    return err({
      reason: 'host-bits',
      message: `"${shortened(text)}" is an address inside a network; the network is ${printCidr(cidr)}`,
    });
  return ok(cidr);
}

interface WrittenCidr {
  readonly address: Address;
  readonly prefix: number;
  readonly hasPrefix: boolean;
}

function parseWritten(text: string): Result<WrittenCidr, CidrError> {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!address.ok)
    return err({ reason: 'bad-address', message: `"${shortened(text)}" is not an IP address or network` });
  const bits = bitsOf(address.value.family);
  if (slash < 0) return ok({ address: address.value, prefix: bits, hasPrefix: false });
  const digits = text.slice(slash + 1);
  // A mapped address was written with an IPv6 prefix length.
  const mappedBits = bits === 32 && text.slice(0, slash).includes(':') ? 96 : 0;
  const prefix = /^\d+$/.test(digits) ? Number(digits) - mappedBits : -1;
  if (prefix < 0 || prefix > bits)
    return err({
      reason: 'bad-prefix',
      message: `"${shortened(text)}" needs a prefix length from ${mappedBits} to ${bits + mappedBits} after the slash`,
    });
  return ok({ address: address.value, prefix, hasPrefix: true });
}

/** The network of `prefix` bits that `address` lies in. */
export function cidrOf(address: Address, prefix: number): Cidr {
  if (address.family === 4) {
    const size = 2 ** (32 - prefix);
    return { base: { family: 4, value: address.value - (address.value % size) }, prefix };
  }
  const hostBits = BigInt(128 - prefix);
  return { base: { family: 6, value: (address.value >> hostBits) << hostBits }, prefix };
}

/** IPv6 in the form of RFC 5952. */
export function printAddress(address: Address): string {
  return address.family === 4 ? printIpv4(address.value) : printIpv6(address.value);
}

function printIpv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

function printIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(112 - 16 * index)) & 0xffffn));
  const zeros = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (zeros.length < 2) return hex.join(':');
  return `${hex.slice(0, zeros.start).join(':')}::${hex.slice(zeros.start + zeros.length).join(':')}`;
}

/** The first of the longest runs of zero groups (RFC 5952 section 4.2.3). */
function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let longest = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > longest.length) longest = { start: index - length + 1, length };
  }
  return longest;
}

export function printCidr(cidr: Cidr): string {
  return `${printAddress(cidr.base)}/${cidr.prefix}`;
}

export function cidrContains(cidr: Cidr, address: Address): boolean {
  return cidr.base.family === address.family && sameAddress(cidrOf(address, cidr.prefix).base, cidr.base);
}

/** Whether all of `inner` lies in `outer`; a network covers itself. */
export function cidrCovers(outer: Cidr, inner: Cidr): boolean {
  return inner.prefix >= outer.prefix && cidrContains(outer, inner.base);
}

export function firstAddress(cidr: Cidr): Address {
  return cidr.base;
}

export function sameAddress(a: Address, b: Address): boolean {
  return a.family === b.family && a.value === b.value;
}
