import { describe, expect, test } from 'vitest';
import { sightAround } from './sight.ts';

const inSight = { x: 0, y: 0, width: 1000, height: 600 };
const first = { x: -400, y: -400, width: 1800, height: 1400 };

test('at first it is what is in sight with a margin around it', () => {
  expect(sightAround(inSight, null)).toEqual(first);
});

describe('it stays the very same', () => {
  test.each([
    ['panned as far as the margin reaches', { ...inSight, x: 400, y: -400 }],
    ['zoomed in a little', { x: 200, y: 100, width: 600, height: 360 }],
  ])('%s', (_, next) => {
    expect(sightAround(next, first)).toBe(first);
  });
});

describe('it is found anew', () => {
  test.each([
    ['panned beyond the margin', { ...inSight, x: 401 }, { x: 1, y: -400, width: 1800, height: 1400 }],
    ['zoomed out', { x: -500, y: -300, width: 2000, height: 1200 }, { x: -900, y: -700, width: 2800, height: 2000 }],
    [
      'zoomed in so far that most of it is out of sight',
      { x: 450, y: 270, width: 100, height: 60 },
      { x: 50, y: -130, width: 900, height: 860 },
    ],
  ])('%s', (_, next, expected) => {
    expect(sightAround(next, first)).toEqual(expected);
  });
});
