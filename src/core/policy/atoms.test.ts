import { expect, test } from 'vitest';
import type { AddressSet } from '../net/address-set.ts';
import { addressSetOf, describeAddressSet, subtractAddresses } from '../net/address-set.ts';
import { parseCidr } from '../net/cidr.ts';
import { atomsOf } from './atoms.ts';

const set = (...texts: readonly string[]): AddressSet =>
  addressSetOf(
    texts.flatMap((text) => {
      const cidr = parseCidr(text);
      return cidr.ok ? [cidr.value] : [];
    }),
  );

const halves = (inside: string): readonly string[] => {
  const rest = subtractAddresses(set('10.0.0.0/8'), set(inside));
  return [describeAddressSet(set(inside)), describeAddressSet(rest)].sort();
};

test.each([
  ['nothing to split at', [], ['10.0.0.0/8']],
  ['a set that lies elsewhere', [set('192.168.0.0/16')], ['10.0.0.0/8']],
  ['a set that holds all', [set('0.0.0.0/0')], ['10.0.0.0/8']],
  ['a net inside', [set('10.0.0.0/9')], ['10.0.0.0/9', '10.128.0.0/9']],
  ['its first address', [set('10.0.0.0/32')], halves('10.0.0.0/32')],
  ['its last address', [set('10.255.255.255/32')], halves('10.255.255.255/32')],
  [
    'two that overlap',
    [set('10.0.0.0/9'), set('10.64.0.0/10', '10.128.0.0/10')],
    ['10.0.0.0/10', '10.128.0.0/10', '10.192.0.0/10', '10.64.0.0/10'],
  ],
])('%s', (_what, boundaries, parts) => {
  expect(atomsOf(set('10.0.0.0/8', 'fd00::/8'), 4, boundaries).map(describeAddressSet).sort()).toEqual(parts);
});

test('families are split apart', () => {
  expect(
    atomsOf(set('10.0.0.0/8', 'fd00::/8'), 6, [set('fd00::/9')])
      .map(describeAddressSet)
      .sort(),
  ).toEqual(['fd00::/9', 'fd80::/9']);
  expect(atomsOf(set('10.0.0.0/8'), 6, [])).toEqual([]);
});
