import { describe, expect, test } from 'vitest';
import type { ResourceId } from '../../core/model/ids.ts';
import { collapsed, placedWithContent, type Collapse } from './collapse.ts';
import { endpointsOf } from './element-spec.ts';
import { testBox, testCard } from './testing/specs.ts';

// An id as the program has it.
const prod = 'Namespace/prod' as ResourceId;
const whole = {
  boxes: [
    testBox(prod, { title: 'prod', labels: ['env=prod'], target: { kind: 'resource', id: prod } }),
    testBox('empty', { title: 'empty' }),
  ],
  cards: [
    testCard('web', { box: prod }),
    testCard('h', { box: prod, face: 'host-endpoint' }),
    testCard('set', { box: prod, face: 'network-set', endpoint: null }),
    testCard('net'),
  ],
};
const places = new Map([
  ['web', { x: 200, y: 100 }],
  ['h', { x: 400, y: 100 }],
  ['set', { x: 200, y: 200 }],
  ['net', { x: 900, y: 900 }],
  ['empty', { x: -500, y: 0 }],
]);
const none = new Map<string, { x: number; y: number }>();
const chosen = (...boxes: readonly string[]): Collapse => ({ chosen: new Set(boxes), automatic: new Set() });
const automatic = (...boxes: readonly string[]): Collapse => ({ chosen: new Set(), automatic: new Set(boxes) });

describe('a collapsed box', () => {
  const { ground, places: now } = collapsed(whole, places, none, chosen(prod));
  const card = ground.cards.find(({ id }) => id === prod)!;

  test('is one card in the place of its frame and all that it holds', () => {
    expect(ground.boxes.map(({ id }) => id)).toEqual(['empty']);
    expect(ground.cards.map(({ id }) => id)).toEqual(['net', prod]);
  });

  test('says what it holds, is what the box is, and stands for all endpoints inside', () => {
    expect(card).toMatchObject({
      title: 'prod',
      subtitle: '1 pod, 1 host endpoint, 1 network set',
      labels: ['env=prod'],
      target: { kind: 'resource', id: prod },
      spoken: 'Namespace prod, collapsed: 1 pod, 1 host endpoint, 1 network set',
    });
    expect(endpointsOf(card)).toEqual(['web', 'h']);
  });

  test('lies in the upper left corner of its box, and moves nothing else', () => {
    const at = now.get(prod)!;
    expect([at.x - card.width / 2, at.y - card.height / 2]).toEqual([130, 30]);
    for (const [id, place] of places) expect(now.get(id)).toEqual(place);
  });

  test('lies where the user put it', () => {
    const stored = new Map([[prod, { x: 7, y: 8 }]]);
    expect(collapsed(whole, places, stored, chosen(prod)).places.get(prod)).toEqual({ x: 7, y: 8 });
  });

  test('may be empty', () => {
    const { cards } = collapsed(whole, places, none, chosen('empty')).ground;
    expect(cards.at(-1)).toMatchObject({ subtitle: 'nothing inside', face: 'box' });
  });

  test('that is a card for now only takes the place of the whole box', () => {
    const drawn = collapsed(whole, places, none, automatic(prod));
    const big = drawn.ground.cards.find(({ id }) => id === prod)!;
    expect([big.width, big.height]).toEqual([340, 210]);
    expect(drawn.places.get(prod)).toEqual({ x: 300, y: 135 });
  });

  test('without any nothing is touched', () => {
    expect(collapsed(whole, places, none, chosen('gone'))).toEqual({ ground: whole, places });
  });
});

describe('what moves along with a box’s card', () => {
  const moveBy10 = (collapse: Collapse, stored = none): ReadonlyMap<string, unknown> => {
    const { ground, places: now } = collapsed(whole, places, stored, collapse);
    const { x, y } = now.get(prod)!;
    return placedWithContent(ground.cards, new Map([[prod, { x: x + 10, y }]]), now, stored);
  };
  const content = [
    ['web', { x: 210, y: 100 }],
    ['h', { x: 410, y: 100 }],
    ['set', { x: 210, y: 200 }],
  ];

  test('is its content: where it opens, it lies where the card was', () => {
    expect([...moveBy10(chosen(prod))]).toEqual(content);
    expect([...moveBy10(automatic(prod))]).toEqual(content);
  });

  test('and its own place, if it has one', () => {
    const stored = new Map([[prod, { x: 0, y: 0 }]]);
    expect([...moveBy10(chosen(prod), stored)]).toEqual([[prod, { x: 10, y: 0 }], ...content]);
  });

  test('other cards move by themselves', () => {
    expect([...placedWithContent(whole.cards, new Map([['net', { x: 1, y: 2 }]]), places, none)]).toEqual([
      ['net', { x: 1, y: 2 }],
    ]);
  });
});
