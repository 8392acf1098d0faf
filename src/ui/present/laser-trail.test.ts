import { expect, test } from 'vitest';
import { glowAt, glowMs, stillGlowing, withPoint } from './laser-trail.ts';

test('the tail follows the pointer and fades behind it', () => {
  const first = { x: 0, y: 0, at: 0 };
  const trail = withPoint(withPoint([], first), { x: 10, y: 0, at: glowMs / 2 });
  expect(trail).toHaveLength(2);
  expect(glowAt(first, glowMs / 2)).toBe(0.5);
  expect(stillGlowing(trail, glowMs).map(({ x }) => x)).toEqual([10]);
  expect(stillGlowing(trail, 2 * glowMs)).toEqual([]);
});

test('a light that went out stays out', () => {
  expect(glowAt({ x: 0, y: 0, at: 0 }, 10 * glowMs)).toBe(0);
});
