import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Numbering, RowGroups } from './row-groups.ts';

test('pairs of two groups, and those on one cluster node, are as many as there are one by one', () => {
  const rows = fc.array(fc.record({ group: fc.integer({ min: -1, max: 3 }), node: fc.nat(3) }), { maxLength: 12 });
  fc.assert(
    fc.property(rows, fc.nat(3), fc.nat(3), (given, source, target) => {
      const groups = new RowGroups(
        given.map(({ group }) => group),
        given.map(({ node }) => node),
      );
      const pairs = given.flatMap((from, row) =>
        given
          .filter((to, column) => row !== column && from.group === source && to.group === target)
          .map((to) => [from, to]),
      );
      const near = pairs.filter(([from, to]) => from!.node !== 0 && from!.node === to!.node);
      expect([groups.pairs(source, target), groups.neighbours(source, target)]).toEqual([pairs.length, near.length]);
    }),
    { seed: 1 },
  );
});

test('a numbering counts from 0 and knows what it has seen', () => {
  const numbering = new Numbering<string>();
  expect(['a', 'b', 'a', 'c'].map((text) => numbering.of(text))).toEqual([0, 1, 0, 2]);
  expect(numbering.size).toBe(3);
});
