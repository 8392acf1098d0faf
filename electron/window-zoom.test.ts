import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextZoomLevel, withinZoomLimits, type ZoomStep } from './window-zoom.ts';

test('a step in and a step out lead back', () => {
  expect(nextZoomLevel(nextZoomLevel(0, 'in'), 'out')).toBe(0);
  expect(nextZoomLevel(2.5, 'reset')).toBe(0);
});

test('however often one zooms, the text stays between half and two and a half times its size', () => {
  const steps = fc.array(fc.constantFrom<ZoomStep>('in', 'in', 'out', 'out', 'reset'), { maxLength: 60 });
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -100, max: 100 }), steps, (start, wanted) => {
      const level = wanted.reduce(nextZoomLevel, withinZoomLimits(start));
      expect(1.2 ** level).toBeGreaterThan(0.5);
      expect(1.2 ** level).toBeLessThanOrEqual(2.5);
    }),
  );
});
