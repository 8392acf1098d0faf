import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderBetween, renumbered, type Ordered } from './order-between.ts';

const at = (order: number | null): Ordered => ({ order, isFixed: false });
const fixed = (order: number): Ordered => ({ order, isFixed: true });

describe('a place between neighbours', () => {
  const rows: readonly [what: string, before: Ordered | null, after: Ordered | null, order: number | null][] = [
    ['in an empty list', null, null, 100],
    ['before the first', null, at(50), 30],
    ['before a first one of order 0', null, at(0), -100],
    ['before one without order', null, at(null), 100],
    ['behind the last', at(50), null, 150],
    ['between a number and one without order', at(50), at(null), 150],
    ['between two, roundly', at(50), at(60), 55],
    ['between two far apart', at(1_000), at(1_000_000), 500_000],
    ['between two whole neighbours', at(7), at(8), 7.5],
    ['between two of the same order there is none', at(7), at(7), null],
    ['behind one without order there is none: names decide', at(null), null, null],
    ['between two without order there is none', at(null), at(null), null],
    ['where only endless fractions are left there is none', at(1), at(1.0005), null],
  ];
  test.each(rows)('%s', (_what, before, after, order) => {
    expect(orderBetween(before, after, 100)).toBe(order);
  });

  test('is strictly between, whatever the neighbours are', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const order = orderBetween(at(low), at(high), 100);
        expect(order === null ? high - low < 0.01 : order > low && order < high).toBe(true);
      }),
    );
  });
});

describe('a list numbered anew', () => {
  const rows: readonly [what: string, list: readonly Ordered[], orders: readonly number[] | null][] = [
    ['in steps', [at(7), at(7), at(null)], [100, 200, 300]],
    ['around a fixed one', [at(1), fixed(1_000), at(5), at(null)], [100, 1_000, 1_100, 1_200]],
    ['squeezed before a fixed one', [at(0), at(0), at(0), fixed(100), at(0)], [25, 50, 75, 100, 200]],
    ['before a fixed one of order 0', [at(5), at(5), fixed(0)], [-200, -100, 0]],
    ['between fixed ones', [fixed(10), at(0), fixed(20)], [10, 15, 20]],
    ['not between fixed ones of one order', [fixed(10), at(0), fixed(10)], null],
    ['empty', [], []],
  ];
  test.each(rows)('%s', (_what, list, orders) => {
    expect(renumbered(list, 100)).toEqual(orders);
  });

  test('rises strictly wherever a free one stands, and leaves the fixed ones alone', () => {
    const list = fc
      .array(fc.record({ order: fc.integer({ min: 0, max: 50 }), isFixed: fc.boolean() }), { maxLength: 8 })
      .map((entries) => [...entries].sort((a, b) => a.order - b.order));
    fc.assert(
      fc.property(list, (entries) => {
        const orders = renumbered(entries, 100);
        if (orders === null) return;
        for (const [index, order] of orders.entries()) {
          const { isFixed, order: own } = entries[index]!;
          if (isFixed) expect(order).toBe(own);
          const isTie = isFixed && entries[index - 1]?.isFixed === true;
          if (index > 0) expect(isTie ? order >= orders[index - 1]! : order > orders[index - 1]!).toBe(true);
        }
      }),
    );
  });
});
