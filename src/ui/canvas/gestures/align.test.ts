import { describe, expect, test } from 'vitest';
import type { Alignment } from '../../../app/view.svelte.ts';
import type { Rect } from '../geometry.ts';
import { aligned, type Movable } from './align.ts';

function card(id: string, x: number, y: number, width = 100, height = 40): Movable {
  return { rect: { x, y, width, height }, places: [[id, { x: x + width / 2, y: y + height / 2 }]] };
}

/** Upper left corners afterwards, in the order given. */
function corners(movables: readonly Movable[], alignment: Alignment): readonly (readonly [number, number])[] {
  const placed = new Map(aligned(movables, alignment).map(({ element, at }) => [element, at]));
  return movables.map(({ rect, places: [place] }) => {
    const at = place === undefined ? null : (placed.get(place[0]) ?? place[1]);
    const half = ({ width, height }: Rect): readonly [number, number] => [width / 2, height / 2];
    return [(at?.x ?? NaN) - half(rect)[0], (at?.y ?? NaN) - half(rect)[1]];
  });
}

describe('aligned', () => {
  const two = [card('a', 0, 0), card('b', 50, 100, 200, 80)];
  const rows: readonly [Alignment, readonly (readonly [number, number])[]][] = [
    [
      'left',
      [
        [0, 0],
        [0, 100],
      ],
    ],
    [
      'centre',
      [
        [75, 0],
        [25, 100],
      ],
    ],
    [
      'right',
      [
        [150, 0],
        [50, 100],
      ],
    ],
    [
      'top',
      [
        [0, 0],
        [50, 0],
      ],
    ],
    [
      'middle',
      [
        [0, 70],
        [50, 50],
      ],
    ],
    [
      'bottom',
      [
        [0, 140],
        [50, 100],
      ],
    ],
  ];
  test.each(rows)('%s', (alignment, expected) => {
    expect(corners(two, alignment)).toEqual(expected);
  });

  test('what lies so already is not moved', () => {
    expect(aligned([card('a', 0, 0), card('b', 0, 90)], 'left')).toEqual([]);
  });
  test('nothing selected moves nothing', () => {
    expect(aligned([], 'left')).toEqual([]);
  });
  test('a box takes the cards in it along', () => {
    const box: Movable = {
      rect: { x: 40, y: 0, width: 300, height: 200 },
      places: [
        ['p', { x: 100, y: 50 }],
        ['q', { x: 200, y: 60 }],
      ],
    };
    expect(aligned([box, card('a', 0, 300)], 'left')).toEqual([
      { element: 'p', at: { x: 60, y: 50 } },
      { element: 'q', at: { x: 160, y: 60 } },
    ]);
  });
});

describe('distributed', () => {
  const rows: readonly [what: string, Alignment, readonly Movable[], readonly (readonly [number, number])[]][] = [
    [
      'equal gaps between the outermost two',
      'horizontal',
      [card('a', 0, 0), card('b', 110, 5), card('c', 400, 9)],
      [
        [0, 0],
        [200, 5],
        [400, 9],
      ],
    ],
    [
      'whatever their order',
      'horizontal',
      [card('c', 400, 9), card('a', 0, 0), card('b', 110, 5)],
      [
        [400, 9],
        [0, 0],
        [200, 5],
      ],
    ],
    [
      'from top to bottom',
      'vertical',
      [card('a', 0, 0), card('b', 3, 50), card('c', 9, 200)],
      [
        [0, 0],
        [3, 100],
        [9, 200],
      ],
    ],
    [
      'cards of several sizes',
      'horizontal',
      [card('a', 0, 0, 50), card('b', 60, 0, 200), card('c', 400, 0)],
      [
        [0, 0],
        [125, 0],
        [400, 0],
      ],
    ],
    [
      'too little room: they overlap alike',
      'horizontal',
      [card('a', 0, 0), card('b', 10, 0), card('c', 100, 0)],
      [
        [0, 0],
        [50, 0],
        [100, 0],
      ],
    ],
    [
      'two have nothing between them',
      'horizontal',
      [card('a', 0, 0), card('b', 400, 0)],
      [
        [0, 0],
        [400, 0],
      ],
    ],
  ];
  test.each(rows)('%s', (_, alignment, movables, expected) => {
    expect(corners(movables, alignment)).toEqual(expected);
  });
});
