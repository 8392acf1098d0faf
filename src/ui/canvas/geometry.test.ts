import { describe, expect, test } from 'vitest';
import { arrowLine } from './arrow-line.ts';
import {
  boundsOf,
  contains,
  distanceToSegment,
  isShifted,
  leavePoint,
  overlap,
  type Outline,
  type Rect,
} from './geometry.ts';
import { hitTest } from './hit-test.ts';
import type { Scene } from './scene.ts';

const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });

describe('a ray leaves an outline', () => {
  const cases: readonly [name: string, outline: Outline, direction: [number, number], leaves: [number, number]][] = [
    ['to the right', 'rectangle', [1, 0], [100, 20]],
    ['upwards', 'rectangle', [0, -5], [50, 0]],
    ['through a corner', 'rectangle', [50, 20], [100, 40]],
    ['of an ellipse to the left', 'ellipse', [-3, 0], [0, 20]],
    ['of an ellipse downwards', 'ellipse', [0, 1], [50, 40]],
    ['nowhere without a direction', 'rectangle', [0, 0], [50, 20]],
  ];
  test.each(cases)('%s', (_name, outline, [x, y], leaves) => {
    const point = leavePoint(rect(0, 0, 100, 40), outline, { x: 50, y: 20 }, { x, y });
    expect([point.x, point.y].map((value) => Math.round(value * 1000) / 1000)).toEqual(leaves);
  });
});

describe('an arrow', () => {
  const from = { rect: rect(0, 0, 100, 40), outline: 'rectangle' } as const;
  const to = { rect: rect(300, 0, 100, 40), outline: 'rectangle' } as const;

  test('runs between the outlines with its badge in the middle', () => {
    expect(arrowLine(from, to, false, () => 'free')).toEqual({
      captioned: true,
      wish: { x: 0, y: -12 },
      start: { x: 103, y: 20 },
      badge: { x: 200, y: 20 },
      end: { x: 297, y: 20 },
    });
  });
  test('steps aside for the one the other way, so that the two never meet', () => {
    const [there, back] = [arrowLine(from, to, true, () => 'free'), arrowLine(to, from, true, () => 'free')];
    expect(there.badge.y).toBeGreaterThan(20);
    expect(back.badge.y).toBeLessThan(20);
  });
  test('goes without a caption rather than hide its badge', () => {
    const line = arrowLine(from, to, false, ({ x }) => (x < 190 ? 'taken' : 'no-caption'));
    expect([line.badge.x >= 190, line.captioned]).toEqual([true, false]);
  });

  test('puts its badge where it is free', () => {
    const line = arrowLine(from, to, false, ({ x }) => (Math.abs(x - 200) < 12 ? 'taken' : 'free'));
    expect(Math.abs(line.badge.x - 200)).toBeGreaterThanOrEqual(12);
    expect(line.badge.y).toBe(20);
  });
  test('between cards at the same place is finite', () => {
    const line = arrowLine(from, from, true, () => 'free');
    expect([line.start, line.badge, line.end].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });
});

test('overlap and bounds', () => {
  expect(overlap(rect(0, 0, 10, 10), rect(10, 0, 5, 5))).toBe(false);
  expect(overlap(rect(0, 0, 10, 10), rect(10, 0, 5, 5), 1)).toBe(true);
  expect(boundsOf([])).toBe(null);
  expect(boundsOf([rect(0, 0, 1, 1), rect(5, -2, 1, 1)])).toEqual(rect(0, -2, 6, 3));
  expect(contains(rect(0, 0, 10, 10), { x: 10, y: 0 })).toBe(true);
  expect(distanceToSegment({ x: 5, y: 3 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(3);
  expect(distanceToSegment({ x: 5, y: 3 }, { x: 5, y: 0 }, { x: 5, y: 0 })).toBe(3);
});

describe('what a point hits', () => {
  const line = {
    start: { x: 0, y: 50 },
    badge: { x: 100, y: 50 },
    end: { x: 200, y: 50 },
    captioned: true,
    wish: null,
  };
  const scene: Scene = {
    cards: new Map([['card', rect(80, 40, 40, 20)]]),
    boxes: new Map([
      ['outer', rect(-100, -100, 500, 500)],
      ['inner', rect(60, 20, 100, 60)],
    ]),
    arrows: new Map([
      ['near', line],
      ['far', { ...line, start: { x: 0, y: 56 }, end: { x: 200, y: 56 } }],
    ]),
  };
  const cases: readonly [name: string, point: [number, number], reach: number | null, hit: string][] = [
    ['a card before the arrow behind it', [100, 50], 8, 'card'],
    ['the nearest arrow before the box it crosses', [140, 47], 8, 'near'],
    ['another arrow where it is nearer', [140, 57], 8, 'far'],
    ['the box where arrows do not count', [140, 50], null, 'inner'],
    ['the smaller of two boxes', [150, 75], 8, 'inner'],
    ['the outer box elsewhere', [300, 300], 8, 'outer'],
    ['nothing on the empty canvas', [900, 900], 8, 'empty'],
  ];
  test.each(cases)('%s', (_name, [x, y], reach, expected) => {
    const hit = hitTest(scene, { x, y }, reach);
    expect(hit.kind === 'empty' ? 'empty' : hit.id).toBe(expected);
  });
});

describe('isShifted', () => {
  const box = { x: 10, y: 20, width: 100, height: 50 };

  test.each([
    ['lies elsewhere', box, { ...box, x: 11 }, true],
    ['lies elsewhere by fractions', box, { ...box, y: 20.3, height: 50.0000001 }, true],
    ['lies where it lay', box, { ...box }, false],
    ['has grown to one side', box, { ...box, x: 5, width: 105 }, false],
    ['is new', undefined, box, false],
    ['is gone', box, undefined, false],
  ])('tells of what %s', (_, before, after, expected) => {
    expect(isShifted(before, after)).toBe(expected);
  });
});
