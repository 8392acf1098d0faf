import type { AddressSet } from '../net/address-set.ts';
import {
  addressSetOf,
  allAddresses,
  intersectAddresses,
  ofAddresses,
  subtractAddresses,
  unionAddresses,
} from '../net/address-set.ts';
import type { Address, Cidr } from '../net/cidr.ts';

const net4 = (a: number, b: number, prefix: number): Cidr => ({
  base: { family: 4, value: (a * 256 + b) * 2 ** 16 },
  prefix,
});
const net6 = (firstGroup: number, prefix: number): Cidr => ({
  base: { family: 6, value: BigInt(firstGroup) << 112n },
  prefix,
});

/** What no packet on a wire can come from or go to: 0/8, loopback, multicast and above; of IPv6 all but global unicast. */
const unroutable = addressSetOf([net4(0, 0, 8), net4(127, 0, 8), net4(224, 0, 3)]);
const globalUnicast6 = addressSetOf([net6(0x2000, 3)]);

export const loopbackAddresses = addressSetOf([net4(127, 0, 8), { base: { family: 6, value: 1n }, prefix: 128 }]);

/** The built-in external network: every address that is nobody else's. */
export function internetAddresses(othersAddresses: AddressSet): AddressSet {
  const routable = subtractAddresses({ v4: allAddresses.v4, v6: globalUnicast6.v6 }, unroutable);
  return subtractAddresses(routable, othersAddresses);
}

/**
 * Where pods and cluster nodes without an address get one of their own: first the reserved 240.0.0.0/4, which nobody
 * uses, then 198.18.0.0/15, kept for measurements, then whatever else is left.
 */
const homes: readonly AddressSet[] = [
  addressSetOf([net4(240, 0, 4)]),
  addressSetOf([net4(198, 18, 15)]),
  subtractAddresses({ v4: allAddresses.v4, v6: [] }, unroutable),
];

/**
 * Addresses for endpoints whose address is not known: each its own, the same for the same design, and inside nothing
 * that is written, so that only `any address` and selectors can match them.
 *
 * @param taken every address and net in the design, except nets that hold half of all addresses or more (nothing would be left)
 */
export function inventAddresses(count: number, taken: AddressSet): readonly Address[] {
  const invented: Address[] = [];
  for (const home of homes) {
    if (invented.length >= count) break;
    const free = subtractAddresses(
      intersectAddresses(home, subtractAddresses(allAddresses, taken)),
      ofAddresses(invented),
    );
    takeFrom(free, count - invented.length, invented);
  }
  return invented;
}

function takeFrom({ v4 }: AddressSet, count: number, into: Address[]): void {
  let left = count;
  for (let i = 0; i + 1 < v4.length && left > 0; i += 2)
    for (let value = v4[i] ?? 0; value <= (v4[i + 1] ?? -1) && left > 0; value += 1) {
      into.push({ family: 4, value });
      left -= 1;
    }
}

/** Nets as wide as half a family say "everywhere", not "this is mine". */
export function takenBy(cidrs: readonly Cidr[], addresses: readonly Address[]): AddressSet {
  return unionAddresses(addressSetOf(cidrs.filter(({ prefix }) => prefix > 1)), ofAddresses(addresses));
}
