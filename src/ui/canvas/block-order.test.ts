import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksInOrder, type Link } from './block-order.ts';

const block = (name: string): { readonly centres: readonly (readonly [string, null])[] } => ({
  centres: [[name, null]],
});
const names = (bands: readonly (readonly ReturnType<typeof block>[])[]): readonly string[] =>
  bands.map((band) => band.map(({ centres }) => centres[0]?.[0]).join(' '));
const ordered = (bands: readonly string[], links: readonly Link[]): readonly string[] =>
  names(
    blocksInOrder(
      bands.map((band) => band.split(' ').map(block)),
      links,
    ),
  );

const rows: readonly (readonly [
  what: string,
  bands: readonly string[],
  links: readonly Link[],
  wanted: readonly string[],
])[] = [
  ['without flows nothing changes', ['b a', 'd c'], [], ['b a', 'd c']],
  ['flows to what is not drawn change nothing', ['b a', 'd c'], [['a', 'gone']], ['b a', 'd c']],
  [
    'crossing flows are uncrossed',
    ['a b', 'c d'],
    [
      ['a', 'd'],
      ['b', 'c'],
    ],
    ['b a', 'c d'],
  ],
  [
    'one that has no flow stays between the others',
    ['a x b', 'c d'],
    [
      ['a', 'c'],
      ['b', 'd'],
    ],
    ['a x b', 'c d'],
  ],
  ['flows within a band draw together', ['a b c d'], [['a', 'd']], ['b a d c']],
];
test.each(rows)('%s', (_what, bands, links, wanted) => {
  expect(ordered(bands, links)).toEqual(wanted);
});

const letters = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
test('every block stays in its band, and the same flows give the same order', () => {
  const links = fc.array(fc.tuple(fc.constantFrom(...letters), fc.constantFrom(...letters)), { maxLength: 8 });
  fc.assert(
    fc.property(links, (flows) => {
      const bands = ['a b c', 'd e f'];
      const once = ordered(bands, flows);
      expect(once.map((band) => band.split(' ').sort().join(' '))).toEqual(bands);
      expect(ordered(bands, flows)).toEqual(once);
    }),
  );
});
