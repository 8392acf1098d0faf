import type { AddressSet } from '../net/address-set.ts';
import {
  intersectAddresses,
  isEmptyAddressSet,
  onlyFamily,
  sameAddressSet,
  subtractAddresses,
} from '../net/address-set.ts';
import type { IpFamily } from '../net/cidr.ts';

/**
 * Splits an address range at every boundary that rules know, so that each part is judged exactly (R5.36).
 *
 * @param boundaries the sets that rules ask about
 * @returns parts of one family that no boundary cuts, disjoint, together all of `addresses`
 */
export function atomsOf(
  addresses: AddressSet,
  family: IpFamily,
  boundaries: readonly AddressSet[],
): readonly AddressSet[] {
  const whole = onlyFamily(addresses, family);
  if (isEmptyAddressSet(whole)) return [];
  let atoms: readonly AddressSet[] = [whole];
  // Most sets are of pods and touch no external network: those cost a few look-ups only.
  for (const boundary of boundaries)
    if (touches(whole, boundary, family)) atoms = atoms.flatMap((atom) => split(atom, boundary));
  return atoms;
}

function split(atom: AddressSet, boundary: AddressSet): readonly AddressSet[] {
  const inside = intersectAddresses(atom, boundary);
  if (isEmptyAddressSet(inside) || sameAddressSet(inside, atom)) return [atom];
  return [inside, subtractAddresses(atom, inside)];
}

function touches(whole: AddressSet, boundary: AddressSet, family: IpFamily): boolean {
  return family === 4 ? rangesTouch(whole.v4, boundary.v4) : rangesTouch(whole.v6, boundary.v6);
}

/** Whether any range of `inner` overlaps one of `outer`; both are sorted. */
function rangesTouch<T extends number | bigint>(outer: readonly T[], inner: readonly T[]): boolean {
  for (let i = 0; i + 1 < inner.length; i += 2) {
    const first = inner[i];
    const last = inner[i + 1];
    if (first === undefined || last === undefined) continue;
    const candidate = outer[2 * rangeEndingAtOrAfter(outer, first)];
    if (candidate !== undefined && candidate <= last) return true;
  }
  return false;
}

function rangeEndingAtOrAfter<T extends number | bigint>(ranges: readonly T[], value: T): number {
  let low = 0;
  let high = ranges.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const end = ranges[2 * middle + 1];
    if (end !== undefined && end < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
