import { expect, test } from 'vitest';
import { shapeOf, stationShapes, stopShape, toneOf } from './station-look.ts';

test('every kind of halt has an outline of its own: they are told apart without colour', () => {
  const outlines = [...Object.values(stationShapes), stopShape].map(({ outline }) => outline);
  expect(new Set(outlines).size).toBe(outlines.length);
});

test.each([
  ['policy', 'goes-on', 'allow'],
  ['policy', 'stopped', 'deny'],
  ['bypass', 'stopped', 'deny'],
  ['undecided', 'unknown', 'undecided'],
  ['arrival', 'arrived', 'allow'],
  ['departure', 'goes-on', null],
] as const)('a %s where the packet %s has the tone %s', (kind, outcome, tone) => {
  expect(toneOf({ kind, outcome })).toBe(tone);
  expect(shapeOf({ kind, outcome }) === stopShape).toBe(outcome === 'stopped');
});
