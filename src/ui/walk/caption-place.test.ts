import { expect, test } from 'vitest';
import { captionAt } from './caption-place.ts';

const canvas = { width: 1000, height: 600 };
const caption = { width: 300, height: 100 };

test.each([
  ['below the packet, in the middle of it', { x: 500, y: 200 }, { x: 350, y: 230 }],
  ['above it near the lower edge', { x: 500, y: 550 }, { x: 350, y: 394 }],
  ['not out of sight at the left', { x: 20, y: 200 }, { x: 8, y: 230 }],
  ['not out of sight at the right', { x: 990, y: 200 }, { x: 692, y: 230 }],
  ['in sight where the packet is not', { x: 500, y: -900 }, { x: 350, y: 52 }],
])('the caption is %s', (_where, at, place) => {
  expect(captionAt(at, caption, canvas)).toEqual(place);
});
