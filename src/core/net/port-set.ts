import { intersectRanges, rangePairs, rangesContain, sameRanges, subtractRanges, unionRanges } from './ranges.ts';

/**
 * A set of whole numbers 0–65535 as sorted, disjoint, non-adjacent inclusive ranges: `[first, last, first, last, …]`.
 * Holds ports, or ICMP (type, code) as `type * 256 + code`, or protocol numbers.
 */
export type PortSet = readonly number[];

export const noPorts: PortSet = [];
export const allPorts: PortSet = [1, 65535];
/** Every ICMP type with every code. */
export const allCodes: PortSet = [0, 65535];

const next = (value: number): number => value + 1;
const previous = (value: number): number => value - 1;

/** @returns the numbers from `first` to `last`; none where `first` is the greater one */
export function portRange(first: number, last: number): PortSet {
  return first <= last ? [first, last] : noPorts;
}

/** Returns an operand itself where the result equals it, as `intersectPorts` and `subtractPorts` do: no allocation. */
export function unionPorts(a: PortSet, b: PortSet): PortSet {
  if (a === b || isEmptyPorts(b)) return a;
  return isEmptyPorts(a) ? b : unionRanges(a, b, next);
}

export function intersectPorts(a: PortSet, b: PortSet): PortSet {
  if (a === b || isEmptyPorts(a)) return a;
  return isEmptyPorts(b) ? b : intersectRanges(a, b);
}

export function subtractPorts(a: PortSet, b: PortSet): PortSet {
  if (isEmptyPorts(a) || isEmptyPorts(b)) return a;
  return a === b ? noPorts : subtractRanges(a, b, next, previous);
}

export function isEmptyPorts(ports: PortSet): boolean {
  return ports.length === 0;
}

export function samePorts(a: PortSet, b: PortSet): boolean {
  return sameRanges(a, b);
}

export function portsContain(ports: PortSet, value: number): boolean {
  return rangesContain(ports, value);
}

/** `22,2379-2380`, ascending; `*` for all ports (product.md section 5). */
export function printPorts(ports: PortSet): string {
  return samePorts(ports, allPorts) ? '*' : printNumbers(ports);
}

/** `8,10-12` for numbers that are no ports: protocols, ICMP types and codes. */
export function printNumbers(numbers: PortSet): string {
  return rangePairs(numbers)
    .map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`))
    .join(',');
}
