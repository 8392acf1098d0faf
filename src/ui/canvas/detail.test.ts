import { expect, test } from 'vitest';
import { detailAt } from './detail.ts';

test.each([
  [3, 'near'],
  [0.55, 'near'],
  [0.54, 'far'],
  [0.34, 'far'],
  [0.33, 'map'],
  [0.08, 'map'],
])('at a zoom of %f it is %s', (zoom, detail) => {
  expect(detailAt(zoom)).toBe(detail);
});
