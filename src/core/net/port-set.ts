/**
 * A set of whole numbers 0–65535 as sorted, disjoint, non-adjacent inclusive ranges: `[first, last, first, last, …]`.
 * Holds ports, or ICMP (type, code) as `type * 256 + code`, or protocol numbers.
 */
export type PortSet = readonly number[];
