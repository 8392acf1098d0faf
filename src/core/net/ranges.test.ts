import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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

const next = (value: number): number => value + 1;
const previous = (value: number): number => value - 1;

/** The naive model: the numbers 0–31 themselves. */
const size = 32;
const members = (ranges: Ranges<number>): number[] =>
  Array.from({ length: size }, (_, value) => value).filter((value) =>
    rangePairs(ranges).some(([first, last]) => first <= value && value <= last),
  );
const fromMembers = (values: readonly number[]): Ranges<number> =>
  rangesOf(
    values.map((value) => [value, value] as const),
    next,
  );

const set: fc.Arbitrary<Ranges<number>> = fc.bigInt(0n, 2n ** BigInt(size) - 1n).chain((mask) =>
  // Sparse, dense and blocky masks: pure random bits are nearly all of length one.
  fc
    .constantFrom(mask, mask & (mask >> 1n), mask | (mask >> 1n) | (mask >> 2n), 0n, 2n ** BigInt(size) - 1n)
    .map((bits) =>
      fromMembers(Array.from({ length: size }, (_, value) => value).filter((value) => (bits >> BigInt(value)) & 1n)),
    ),
);

const isNormal = (ranges: Ranges<number>): boolean =>
  rangePairs(ranges).every(([first, last], index, pairs) => {
    const before = pairs[index - 1];
    return first <= last && (before === undefined || before[1] + 1 < first);
  });

describe('agrees with sets of numbers', () => {
  const operations: readonly (readonly [
    name: string,
    ranges: (a: Ranges<number>, b: Ranges<number>) => Ranges<number>,
    naive: (inA: boolean, inB: boolean) => boolean,
  ])[] = [
    ['union', (a, b) => unionRanges(a, b, next), (inA, inB) => inA || inB],
    ['intersection', (a, b) => intersectRanges(a, b), (inA, inB) => inA && inB],
    ['difference', (a, b) => subtractRanges(a, b, next, previous), (inA, inB) => inA && !inB],
  ];
  test.each(operations)('%s, in normal form, reusing an operand that equals it', (_name, operate, naive) => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const [inA, inB] = [new Set(members(a)), new Set(members(b))];
        const expected = Array.from({ length: size }, (_, value) => value).filter((value) =>
          naive(inA.has(value), inB.has(value)),
        );
        const result = operate(a, b);
        expect(members(result)).toEqual(expected);
        expect(isNormal(result)).toBe(true);
        if (sameRanges(result, a)) expect(result).toBe(a);
      }),
      { numRuns: 3000 },
    );
  });

  test('membership and equality', () => {
    fc.assert(
      fc.property(set, set, fc.nat(size - 1), (a, b, value) => {
        expect(rangesContain(a, value)).toBe(members(a).includes(value));
        expect(sameRanges(a, b)).toBe(members(a).join() === members(b).join());
      }),
      { numRuns: 3000 },
    );
  });

  test('ranges given in any order, overlapping or touching', () => {
    const pair = fc
      .tuple(fc.nat(size - 1), fc.nat(size - 1))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const ranges = rangesOf(pairs, next);
        expect(members(ranges)).toEqual(members(pairs.flat()));
        expect(isNormal(ranges)).toBe(true);
      }),
    );
  });
});
