import { describe, expect, test } from 'vitest';
import { presentStyle, styledZoom } from './present-style.ts';

const zooms = [0.08, 0.34, 0.5, 0.77, 1, 1.15, 2, 3];

describe.each(zooms)('presented at zoom %d', (zoom) => {
  const rules = presentStyle(styledZoom(zoom));

  test('no arrow is narrower than 4 pixels of the screen', () => {
    const widths = rules
      .filter(({ selector }) => selector.includes('edge'))
      .flatMap(({ style }) => style['width'] ?? []);
    expect(widths).toHaveLength(3);
    for (const width of widths) expect(Number(width) * zoom).toBeGreaterThanOrEqual(4);
  });

  test('widths stay near what they are meant to be', () => {
    const [arrow] = rules;
    expect(Number(arrow?.style['width']) * zoom).toBeLessThan(5 * 1.16);
  });
});

test('what steps back is not paler', () => {
  expect(presentStyle(1).find(({ selector }) => selector.startsWith('edge.dimmed'))?.style).toEqual({ opacity: 1 });
});
