import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoxSpec, CardSpec, ElementSpec } from './element-spec.ts';
import { isBox, isCard } from './element-spec.ts';
import { overlap, type Rect } from './geometry.ts';
import { arrange, tidied } from './layout.ts';
import { sceneOf } from './scene.ts';

const box = (id: string): BoxSpec => ({
  kind: 'box',
  id,
  what: id.startsWith('n') ? 'namespace' : 'cluster-node',
  title: id,
  labels: [],
  note: '',
  unprotected: false,
  target: { kind: 'nothing' },
  emphasis: 'normal',
});
const card = (id: string, inBox: string | null): CardSpec => ({
  kind: 'card',
  id,
  face: 'pod',
  title: id,
  subtitle: '',
  labels: [],
  tags: [],
  marks: [],
  failsafes: null,
  width: 200,
  height: 70,
  box: inBox,
  target: { kind: 'nothing' },
  endpoint: null,
  stack: [],
  collapsed: null,
  emphasis: 'normal',
  spoken: id,
});
const nowhere: ReadonlyMap<string, { x: number; y: number }> = new Map();
const small: readonly (BoxSpec | CardSpec)[] = [
  box('n1'),
  box('n2'),
  box('w1'),
  card('free', null),
  card('a', 'n1'),
  card('b', 'n1'),
  card('c', 'n2'),
  card('h', 'w1'),
];

/** Free cards and boxes: nothing of this may lie over another. */
function outermost(
  specs: readonly ElementSpec[],
  places: ReadonlyMap<string, { x: number; y: number }>,
): readonly Rect[] {
  const scene = sceneOf(specs, places);
  const free = specs.filter(isCard).filter((spec) => spec.box === null);
  return [...scene.boxes.values(), ...free.flatMap(({ id }) => scene.cards.get(id) ?? [])];
}

const designs = fc
  .record({
    boxes: fc.integer({ min: 0, max: 6 }),
    cards: fc.array(fc.integer({ min: -1, max: 5 }), { maxLength: 40 }),
  })
  .map(({ boxes, cards }): readonly ElementSpec[] => [
    ...Array.from({ length: boxes }, (_, index) => box(`${index % 2 === 0 ? 'n' : 'w'}${index}`)),
    ...cards.map((at, index) => card(`c${index}`, at < 0 || at >= boxes ? null : `${at % 2 === 0 ? 'n' : 'w'}${at}`)),
  ]);

describe('the layout', () => {
  test('puts the cards of a box that the user placed where the box was put', () => {
    const put = { x: -900, y: 400 };
    for (const others of [nowhere, new Map([['free', { x: 0, y: 0 }]])]) {
      const places = arrange(small, new Map([...others, ['w1', put]]), nowhere);
      const rect = sceneOf(small, places).boxes.get('w1');
      expect([(rect?.x ?? 0) + (rect?.width ?? 0) / 2, (rect?.y ?? 0) + (rect?.height ?? 0) / 2]).toEqual([-900, 400]);
    }
  });
  test('gives every card and every empty box a place, and none over another', () => {
    fc.assert(
      fc.property(designs, (specs) => {
        const places = arrange(specs, nowhere, nowhere);
        const rects = outermost(specs, places);
        expect(specs.filter(isCard).every(({ id }) => places.has(id))).toBe(true);
        for (const [index, rect] of rects.entries())
          for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBe(false);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('is the same every time', () => {
    expect([...arrange(small, nowhere, nowhere)]).toEqual([...arrange(small, nowhere, nowhere)]);
    const wish = { links: [], selected: new Set<string>(), places: nowhere };
    expect([...tidied(small, wish)]).toEqual([...arrange(small, nowhere, nowhere)]);
  });

  test('tidies what is selected where it is, and leaves the rest', () => {
    const specs = [box('n1'), ...['a', 'b', 'c', 'd'].map((id) => card(id, 'n1'))];
    const places = new Map([
      ['a', { x: 1000, y: 0 }],
      ['b', { x: 1711, y: 13 }],
      ['c', { x: 0, y: 0 }],
      ['d', { x: 50, y: 500 }],
    ]);
    const found = tidied(specs, { links: [], selected: new Set(['a', 'b']), places });
    expect([...found.keys()]).toEqual(['a', 'b']);
    expect(found.get('a')).toEqual({ x: 1000, y: 0 });
    expect(found.get('b')?.y).toBe(0);
    const whole = tidied(specs, { links: [], selected: new Set(['n1', 'x']), places });
    expect(whole.size).toBe(4);
  });

  test('takes stored places as they are, and moves nothing else for them', () => {
    const derived = arrange(small, nowhere, nowhere);
    const places = arrange(small, new Map([['a', { x: 5, y: 6 }]]), derived);
    expect(places.get('a')).toEqual({ x: 5, y: 6 });
    for (const [id, place] of derived) if (id !== 'a') expect(places.get(id)).toEqual(place);
  });

  test('a newcomer joins its box without moving anyone and without covering anyone', () => {
    const before = arrange(small, nowhere, nowhere);
    const moved = new Map([...before].map(([id, { x, y }]) => [id, { x: x + 900, y: y - 300 }]));
    const grown = [...small, card('new', 'n1')];
    const places = arrange(grown, nowhere, moved);
    for (const [id, place] of moved) expect(places.get(id)).toEqual(place);
    const scene = sceneOf(grown, places);
    const [added, ...others] = ['new', 'a', 'b'].map((id) => scene.cards.get(id)!);
    expect(others.some((other) => overlap(added!, other))).toBe(false);
    expect(Math.abs(added!.x - others[0]!.x)).toBeLessThan(800);
  });

  test('a new box keeps off everything that is there', () => {
    const before = arrange(small, nowhere, nowhere);
    const grown = [...small, box('n3'), card('d', 'n3')];
    const rects = outermost(grown, arrange(grown, nowhere, before));
    for (const [index, rect] of rects.entries())
      for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBe(false);
  });

  test('a box without cards has a place of its own, one with cards lies around them', () => {
    const specs = [box('n1'), box('n2'), card('a', 'n1')];
    const places = arrange(specs, nowhere, nowhere);
    expect([...places.keys()].sort()).toEqual(['a', 'n2']);
    const scene = sceneOf(specs, places);
    expect(specs.filter(isBox).every(({ id }) => scene.boxes.has(id))).toBe(true);
  });
});
