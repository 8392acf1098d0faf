import { expect, test } from 'vitest';
import {
  allBits,
  forEachBit,
  hasBit,
  intersectBits,
  isEmptyBits,
  noBits,
  setBit,
  subtractBits,
  unionBits,
} from './bits.ts';
import type { Bits } from './bits.ts';

function bitsOf(size: number, ...members: readonly number[]): Bits {
  const bits = noBits(size);
  for (const member of members) setBit(bits, member);
  return bits;
}

function membersOf(bits: Bits): readonly number[] {
  const members: number[] = [];
  forEachBit(bits, (member) => members.push(member));
  return members;
}

test.each([1, 31, 32, 33, 64, 70])('all of %i are all and no more', (size) => {
  expect(membersOf(allBits(size))).toEqual(Array.from({ length: size }, (_, index) => index));
});

test('sets of numbers across words', () => {
  const a = bitsOf(70, 0, 31, 32, 69);
  const b = bitsOf(70, 31, 33, 69);
  expect(membersOf(intersectBits(a, b))).toEqual([31, 69]);
  expect(membersOf(subtractBits(a, b))).toEqual([0, 32]);
  expect(membersOf(unionBits(a, b))).toEqual([0, 31, 32, 33, 69]);
  expect([hasBit(a, 31), hasBit(a, 30), isEmptyBits(a), isEmptyBits(subtractBits(a, a))]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});
