import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlap, type Rect } from '../canvas/geometry.ts';
import { leastPx, presentLabels, type LabelSource } from './present-labels.ts';

/** Letters as wide as half their height. */
const measure = (text: string, px: number): number => text.length * px * 0.5;

function card(id: string, rect: Rect, more: Partial<Extract<LabelSource, { kind: 'card' }>> = {}): LabelSource {
  return {
    ...{ kind: 'card', id, rect, room: rect, text: id, more: [], isImportant: false, align: 'start' },
    ...more,
  };
}
const at = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });
const arrow = (id: string, x: number, y: number): Extract<LabelSource, { kind: 'arrow' }> => ({
  ...{
    kind: 'arrow',
    id,
    at: { x, y },
    badge: { width: 34, height: 34 },
    text: 'TCP 22',
    look: 'caption',
    isImportant: false,
  },
  way: [
    { x: x - 100, y },
    { x: x + 100, y },
  ],
});
const look = (sources: readonly LabelSource[], zoom = 1) => presentLabels(sources, { zoom, measure });

describe('a card’s name', () => {
  test('stands in it on as many lines as have room', () => {
    expect(look([card('node-control-plane', at(0, 0, 200, 70))])).toMatchObject([
      { look: 'inside', px: leastPx, lines: ['node-control-', 'plane'] },
    ]);
  });

  test('grows with the picture, and takes labels along as far as they have room', () => {
    const [label] = look([card('backend', at(0, 0, 400, 152), { more: ['app=backend', 'tier=one', 'x=y', 'z'] })], 2);
    expect(label).toMatchObject({
      px: 30,
      lines: ['backend'],
      more: ['app=backend', 'tier=one', 'x=y', 'z'],
    });
    const [small] = look([card('backend', at(0, 0, 200, 60), { more: ['app=backend', 'tier=one'] })]);
    expect(small).toMatchObject({ px: leastPx, more: ['app=backend'] });
  });

  test('stands over a card that is too small for it', () => {
    expect(look([card('node-worker', at(100, 100, 60, 30))], 0.3)).toMatchObject([
      { look: 'over', px: leastPx, lines: ['node-', 'worker'] },
    ]);
  });

  test('is left out where another name stands, the less important one', () => {
    const crowd = [card('one-first', at(0, 0, 40, 20)), card('two-other', at(30, 0, 40, 20), { isImportant: true })];
    expect(look(crowd, 0.2).map(({ id }) => id)).toEqual(['two-other']);
  });
});

test('a box’s title stands in its head, and out of it where the head is low', () => {
  const box = (height: number): LabelSource => ({
    ...{ kind: 'box', id: 'prod', rect: at(0, 100, 300, 200), head: { height, indent: 20 }, text: 'prod' },
  });
  const [high] = look([box(60)]);
  expect(high!.y).toBeGreaterThan(100);
  const [low] = look([box(16)]);
  expect(low!.y).toBeLessThan(100);
});

test('a box’s title that an arrow would run through takes two lines beside it', () => {
  const box: LabelSource = {
    ...{
      kind: 'box',
      id: 'b',
      rect: at(0, 100, 300, 200),
      head: { height: 40, indent: 10 },
      text: 'policy-worker-one',
    },
  };
  const down: LabelSource = {
    ...arrow('a', 160, 40),
    ...{
      text: '',
      way: [
        { x: 160, y: 0 },
        { x: 160, y: 160 },
      ],
    },
  };
  expect(look([box])).toMatchObject([{ lines: ['policy-worker-one'] }]);
  const [title] = look([box, down]);
  expect(title!.lines).toEqual(['policy-', 'worker-one']);
  expect(title!.x + title!.width).toBeLessThan(156);
});

test('what is said of an arrow keeps off cards, badges and other texts', () => {
  const labels = look([card('a', at(200, 230, 200, 100)), arrow('below-is-a-card', 300, 200), arrow('two', 300, 180)]);
  const taken = labels.map(({ x, y, width, height }) => ({ x, y, width, height }));
  expect(taken.some((one, index) => taken.some((other, place) => place > index && overlap(one, other)))).toBe(false);
});

test('whatever lies on the canvas, no text is small, and none lies over another', () => {
  const number = fc.integer({ min: 0, max: 1200 });
  const name = fc.stringMatching(/^[a-z]{1,9}(-[a-z]{1,9}){0,3}$/);
  // Cards never lie over each other: they stand in cells of a grid.
  const cards = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), name), {
    selector: ([column, row]) => `${column} ${row}`,
    maxLength: 20,
  });
  const arrows = fc.array(fc.tuple(number, number, name), { maxLength: 8 });
  fc.assert(
    fc.property(cards, arrows, fc.constantFrom(0.2, 0.5, 1, 2), (cells, lines, zoom) => {
      const labels = look(
        [
          ...cells.map(([column, row, text], index) =>
            card(String(index), at(column * 230 * zoom, row * 96 * zoom, 216 * zoom, 76 * zoom), { text }),
          ),
          ...lines.map(([x, y, text], index) => ({ ...arrow(`arrow ${index}`, x, y), text })),
        ],
        zoom,
      );
      for (const { px } of labels) expect(px).toBeGreaterThanOrEqual(leastPx);
      for (const [index, one] of labels.entries())
        for (const other of labels.slice(index + 1)) expect(overlap(one, other)).toBe(false);
    }),
  );
});
