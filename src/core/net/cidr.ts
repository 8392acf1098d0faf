export type IpFamily = 4 | 6;

/** IPv4 as a number (fast, 32 bits), IPv6 as a bigint (128 bits). */
export type Address =
  | { readonly family: 4; readonly value: number }
  | { readonly family: 6; readonly value: bigint };

/** A network; `base` has all host bits zero. */
export interface Cidr {
  readonly base: Address;
  readonly prefix: number;
}
