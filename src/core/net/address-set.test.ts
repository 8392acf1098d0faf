import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AddressSet } from './address-set.ts';
import {
  addressSetContains,
  addressSetOf,
  allAddresses,
  cidrsOf,
  describeAddressSet,
  firstAddressOf,
  intersectAddresses,
  isEmptyAddressSet,
  noAddresses,
  ofAddresses,
  onlyFamily,
  sameAddressSet,
  subtractAddresses,
  unionAddresses,
} from './address-set.ts';
import type { Address, Cidr } from './cidr.ts';
import { bitsOf, cidrContains, cidrOf, parseCidr, printAddress, printCidr } from './cidr.ts';

function networks(...texts: readonly string[]): AddressSet {
  return addressSetOf(
    texts.map((text) => {
      const cidr = parseCidr(text);
      if (!cidr.ok) throw new Error(cidr.error.message);
      return cidr.value;
    }),
  );
}

describe('a set is described by its networks and ranges', () => {
  const cases: readonly (readonly [described: string, set: AddressSet, cidrs: string])[] = [
    ['no address', noAddresses, ''],
    ['0.0.0.0/0, ::/0', allAddresses, '0.0.0.0/0 ::/0'],
    ['10.0.0.1, fd00::1', networks('fd00::1', '10.0.0.1'), '10.0.0.1/32 fd00::1/128'],
    ['10.0.0.0/8', networks('10.128.0.0/9', '10.0.0.0/9', '10.1.2.3'), '10.0.0.0/8'],
    ['10.0.0.1-10.0.0.4', networks('10.0.0.1', '10.0.0.2/31', '10.0.0.4'), '10.0.0.1/32 10.0.0.2/31 10.0.0.4/32'],
    [
      '0.0.0.0-9.255.255.255, 11.0.0.0-255.255.255.255',
      subtractAddresses(networks('0.0.0.0/0'), networks('10.0.0.0/8')),
      '0.0.0.0/5 8.0.0.0/7 11.0.0.0/8 12.0.0.0/6 16.0.0.0/4 32.0.0.0/3 64.0.0.0/2 128.0.0.0/1',
    ],
    ['::1-::2', networks('::1', '::2'), '::1/128 ::2/128'],
    ['::/0', subtractAddresses(allAddresses, networks('0.0.0.0/0')), '::/0'],
  ];
  test.each(cases)('%s', (described, set, cidrs) => {
    expect([describeAddressSet(set), cidrsOf(set).map(printCidr).join(' ')]).toEqual([described, cidrs]);
  });
});

describe('one family of a set', () => {
  const both = networks('10.0.0.0/8', '192.0.2.1', 'fd00::/8');
  test('is cut out', () => {
    const cut = [onlyFamily(both, 4), onlyFamily(both, 6), onlyFamily(networks('::1'), 4)];
    expect(cut.map(describeAddressSet)).toEqual(['10.0.0.0/8, 192.0.2.1', 'fd00::/8', 'no address']);
  });
  test('has a first address, or none', () => {
    const first = [firstAddressOf(both, 4), firstAddressOf(both, 6), firstAddressOf(onlyFamily(both, 4), 6)];
    expect(first.map((address) => address && printAddress(address))).toEqual(['10.0.0.0', 'fd00::', null]);
  });
});

/** Few addresses, near each other and at both ends, so that networks meet. */
const address: fc.Arbitrary<Address> = fc.oneof(
  fc
    .constantFrom(0, 1, 2, 3, 4, 7, 8, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1)
    .map((value): Address => ({ family: 4, value })),
  fc.constantFrom(0n, 1n, 2n, 3n, 2n ** 64n, 2n ** 128n - 1n).map((value): Address => ({ family: 6, value })),
);
const cidr: fc.Arbitrary<Cidr> = fc
  .tuple(address, fc.constantFrom(0, 1, 2, 3, 30))
  .map(([any, hostBits]) => cidrOf(any, bitsOf(any.family) - hostBits));
const cidrs = fc.array(cidr, { maxLength: 6 });
const runs = { numRuns: 3000 };

describe('agrees with lists of networks', () => {
  const isIn = (list: readonly Cidr[], any: Address): boolean => list.some((one) => cidrContains(one, any));

  test('union, intersection and difference, reusing an operand that equals them', () => {
    fc.assert(
      fc.property(cidrs, cidrs, address, (listA, listB, any) => {
        const [a, b] = [addressSetOf(listA), addressSetOf(listB)];
        const [inA, inB] = [isIn(listA, any), isIn(listB, any)];
        const results = [unionAddresses(a, b), intersectAddresses(a, b), subtractAddresses(a, b)];
        expect(results.map((set) => addressSetContains(set, any))).toEqual([inA || inB, inA && inB, inA && !inB]);
        for (const set of results) if (sameAddressSet(set, a)) expect(set).toBe(a);
      }),
      runs,
    );
  });

  test('equality and emptiness', () => {
    fc.assert(
      fc.property(cidrs, cidrs, (listA, listB) => {
        const [a, b] = [addressSetOf(listA), addressSetOf(listB)];
        expect(isEmptyAddressSet(a)).toBe(listA.length === 0);
        const bothWays = [subtractAddresses(a, b), subtractAddresses(b, a)].every(isEmptyAddressSet);
        expect(sameAddressSet(a, b)).toBe(bothWays);
      }),
      runs,
    );
  });

  test('the networks of a set make up that set again, none twice', () => {
    fc.assert(
      fc.property(cidrs, (list) => {
        const set = addressSetOf(list);
        const parts = cidrsOf(set);
        expect(sameAddressSet(addressSetOf(parts), set)).toBe(true);
        const total = parts.reduce((sum, { base, prefix }) => sum + (1n << BigInt(bitsOf(base.family) - prefix)), 0n);
        expect(total).toBe(sizeOf(set));
      }),
      runs,
    );
  });

  test('single addresses', () => {
    fc.assert(
      fc.property(fc.array(address, { maxLength: 5 }), address, (list, any) => {
        const listed = list.some(({ family, value }) => family === any.family && value === any.value);
        expect(addressSetContains(ofAddresses(list), any)).toBe(listed);
      }),
      runs,
    );
  });
});

function sizeOf({ v4, v6 }: AddressSet): bigint {
  const all = [...v4.map(BigInt), ...v6];
  return all.reduce((sum, bound, index) => (index % 2 === 0 ? sum - bound : sum + bound + 1n), 0n);
}
