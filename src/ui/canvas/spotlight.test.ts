import { describe, expect, test } from 'vitest';
import type { EndpointId } from '../../core/model/ids.ts';
import { collapsed } from './collapse.ts';
import { glowOf, spotlightAround, spotlightOf, spotlightOn, type Spotlight } from './spotlight.ts';
import { testArrow, testBox, testCard } from './testing/specs.ts';

const box = testBox('prod');
const cards = [testCard('web', { box: 'prod' }), testCard('db', { box: 'prod' }), testCard('net'), testCard('lone')];
const arrows = [testArrow('web', 'db'), testArrow('net', 'web')];
const specs = [box, ...cards, ...arrows];

const sets = (spotlight: Spotlight | null): unknown =>
  spotlight === null ? null : [[...spotlight.lit].sort(), [...spotlight.kept].sort()];
const lit = (endpoints: readonly string[], pairs: readonly string[]): unknown =>
  // Ids as a highlight has them.
  sets(spotlightOf(specs, { endpoints: new Set(endpoints as readonly EndpointId[]), arrows: new Set(pairs) }));

describe('what is asked for by name', () => {
  const rows: readonly (readonly [
    what: string,
    endpoints: readonly string[],
    pairs: readonly string[],
    lit: readonly string[],
    kept: readonly string[],
  ])[] = [
    ['a card, with its box', ['web'], [], ['web'], ['prod']],
    ['an arrow, with its ends', [], ['net → web'], ['net → web'], ['net', 'prod', 'web']],
    ['what is not drawn', ['gone'], ['web → gone', 'nonsense'], [], []],
    ['nothing: all steps back', [], [], [], []],
  ];
  test.each(rows)('%s', (_what, endpoints, pairs, wanted, kept) => {
    expect(lit(endpoints, pairs)).toEqual([wanted, kept]);
  });

  test('the card of a collapsed box stands for what it holds', () => {
    const { ground } = collapsed(
      { boxes: [box], cards },
      new Map(cards.map(({ id }) => [id, { x: 0, y: 0 }])),
      new Map(),
      {
        chosen: new Set(['prod']),
        automatic: new Set(),
      },
    );
    const merged = testArrow('net', 'prod');
    const wish = { endpoints: new Set(['db' as EndpointId]), arrows: new Set(['net → web']) };
    expect(sets(spotlightOf([...ground.cards, merged], wish))).toEqual([
      ['net → prod', 'prod'],
      ['net', 'prod'],
    ]);
  });
});

describe('what a scene is about', () => {
  const rows: readonly (readonly [what: string, names: readonly string[], wanted: unknown])[] = [
    ['a card, with its box and not its arrows', ['web'], [['web'], ['prod']]],
    [
      'two cards, with the arrow between them',
      ['web', 'db'],
      [
        ['db', 'web'],
        ['prod', 'web → db'],
      ],
    ],
    ['an arrow, with its ends', ['net → web'], [['net → web'], ['net', 'prod', 'web']]],
    ['a box, with all that is in it', ['prod'], [['prod'], ['db', 'prod', 'web', 'web → db']]],
    ['what is not drawn', ['gone', 'gone → web'], null],
  ];
  test.each(rows)('%s', (_what, names, wanted) => {
    expect(sets(spotlightOn(specs, names))).toEqual(wanted);
  });
});

describe('what the pointer rests on', () => {
  test.each([
    [
      'a card, with its arrows and their other ends',
      'web',
      [[], ['db', 'net', 'net → web', 'prod', 'web', 'web → db']],
    ],
    ['an arrow, with its ends', 'net → web', [[], ['net', 'net → web', 'prod', 'web']]],
    ['a card without arrows dims nothing', 'lone', null],
    ['a box dims nothing', 'prod', null],
  ])('%s', (_what, id, wanted) => {
    expect(sets(spotlightAround(specs, id))).toEqual(wanted);
  });
});

describe('glowOf', () => {
  const spotlight = { lit: new Set(['a', 'both']), kept: new Set(['b', 'both']) };

  test.each([
    [null, 'a', null],
    [spotlight, 'a', 'lit'],
    [spotlight, 'both', 'lit'],
    [spotlight, 'b', null],
    [spotlight, 'c', 'faded'],
  ] as const)('in %j %s is %s', (given, id, expected) => {
    expect(glowOf(given, id)).toBe(expected);
  });
});
