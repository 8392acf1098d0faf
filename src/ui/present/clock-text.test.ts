import { expect, test } from 'vitest';
import { durationText } from './clock-text.ts';

test.each([
  [0, '0:00'],
  [999, '0:00'],
  [65_000, '1:05'],
  [600_000, '10:00'],
  [3_723_000, '1:02:03'],
])('%i ms are %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
