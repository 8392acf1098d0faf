import { expect, test } from 'vitest';
import type { EndpointId } from '../../core/model/ids.ts';
import { arrowId, type ArrowSpec, type BoxSpec, type CardSpec, type ElementSpec } from './element-spec.ts';
import { pulledScene, sceneOf } from './scene.ts';

const box = (id: string): BoxSpec => ({
  kind: 'box',
  id,
  what: 'namespace',
  title: id,
  labels: [],
  unprotected: false,
  note: '',
  target: { kind: 'nothing' },
  emphasis: 'normal',
});
const card = (id: string, around: string | null): CardSpec => ({
  kind: 'card',
  id,
  face: 'pod',
  title: id,
  subtitle: '',
  labels: [],
  tags: [],
  marks: [],
  failsafes: null,
  width: 100,
  height: 40,
  box: around,
  target: { kind: 'nothing' },
  endpoint: null,
  stack: [],
  collapsed: null,
  emphasis: 'normal',
  spoken: '',
});
const arrow = (from: string, to: string, caption = ''): ArrowSpec => {
  // Ids as the rows of a matrix have them.
  const [source, destination] = [from as EndpointId, to as EndpointId];
  return {
    kind: 'arrow',
    id: arrowId(source, destination),
    from,
    to,
    source,
    destination,
    verdict: 'allow',
    egress: 'allow',
    ingress: 'allow',
    door: false,
    caption,
    wish: null,
    ghost: false,
    title: '',
    pairs: 1,
    paired: false,
    emphasis: 'normal',
    spoken: '',
  };
};

const specs: readonly ElementSpec[] = [
  box('n'),
  box('m'),
  box('empty'),
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
