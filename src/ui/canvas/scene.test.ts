import { expect, test } from 'vitest';
import type { ArrowSpec, CardSpec, ElementSpec } from './element-spec.ts';
import { pulledScene, sceneOf } from './scene.ts';
import { testArrow, testBox, testCard } from './testing/specs.ts';

const card = (id: string, box: string | null): CardSpec => testCard(id, { box });
const arrow = (from: string, to: string, caption = ''): ArrowSpec => testArrow(from, to, { caption });

const specs: readonly ElementSpec[] = [
  testBox('n'),
  testBox('m'),
  testBox('empty'),
  card('a', 'n'),
  card('b', 'n'),
  card('c', 'm'),
  card('d', null),
  arrow('a', 'c'),
  arrow('c', 'd'),
];
const places = new Map([
  ['a', { x: 0, y: 0 }],
  ['b', { x: 200, y: 0 }],
  ['c', { x: 0, y: 400 }],
  ['d', { x: 600, y: 400 }],
  ['empty', { x: 900, y: 0 }],
]);
const scene = sceneOf(specs, places);

test('a pulled card takes its box and its arrows along, as if the scene were made afresh', () => {
  const now = { x: -80, y: 30 };
  const pulled = pulledScene(scene, specs, new Map([['a', now]]));
  const afresh = sceneOf(specs, new Map([...places, ['a', now]]));
  expect(pulled.scene.cards).toEqual(afresh.cards);
  expect(pulled.scene.boxes).toEqual(afresh.boxes);
  expect(pulled.scene.arrows).toEqual(afresh.arrows);
  expect(pulled.changed.map(({ id }) => id)).toEqual(['a', 'n', 'a → c']);
});

test('what does not hang on it is the same object as before: nobody needs to look at it', () => {
  const pulled = pulledScene(scene, specs, new Map([['a', { x: 5, y: 5 }]]));
  for (const id of ['b', 'c', 'd']) expect(pulled.scene.cards.get(id)).toBe(scene.cards.get(id));
  expect(pulled.scene.boxes.get('m')).toBe(scene.boxes.get('m'));
  expect(pulled.scene.arrows.get('c → d')).toBe(scene.arrows.get('c → d'));
});

test('an empty box moves alone', () => {
  const pulled = pulledScene(scene, specs, new Map([['empty', { x: 950, y: 20 }]]));
  expect(pulled.changed.map(({ id }) => id)).toEqual(['empty']);
  expect(pulled.scene.boxes.get('empty')).toMatchObject({ x: (scene.boxes.get('empty')?.x ?? 0) + 50 });
});

test('a caption is left out where it would cover a card; its badge still finds a place', () => {
  const narrow = new Map([
    ['a', { x: 0, y: 0 }],
    ['b', { x: 200, y: 0 }],
  ]);
  const captioned = (caption: string): unknown => {
    const two = [card('a', null), card('b', null), arrow('a', 'b', caption)];
    return sceneOf(two, narrow).arrows.get('a → b')?.captioned;
  };
  expect(captioned('TCP 22')).toBe(true);
  expect(captioned('TCP 22, 179, 2379-2380')).toBe(false);
});
