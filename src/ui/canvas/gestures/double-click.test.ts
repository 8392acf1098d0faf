import { describe, expect, it } from 'vitest';
import { DoubleClick } from './double-click.ts';

/** Where the canvas does not hear of it: on its ground, on a panel. */
const elsewhere = 'elsewhere';
type Click = readonly [target: 'a' | 'b', x: number, timeMs: number] | typeof elsewhere;
type Row = readonly [what: string, clicks: readonly Click[], seconds: readonly boolean[]];

const rows: readonly Row[] = [
  [
    'two clicks on one card',
    [
      ['a', 0, 1000],
      ['a', 0, 1500],
    ],
    [false, true],
  ],
  [
    'the hand trembles',
    [
      ['a', 0, 1000],
      ['a', 6, 1200],
    ],
    [false, true],
  ],
  [
    'two cards in a hurry',
    [
      ['a', 0, 1000],
      ['b', 0, 1100],
    ],
    [false, false],
  ],
  ['the ground in between', [['a', 0, 1000], elsewhere, ['a', 0, 1100]], [false, false]],
  ['the ground before', [elsewhere, ['a', 0, 1000], ['a', 0, 1100]], [false, true]],
  [
    'two places of one large box',
    [
      ['a', 0, 1000],
      ['a', 7, 1100],
    ],
    [false, false],
  ],
  [
    'too late',
    [
      ['a', 0, 1000],
      ['a', 0, 1501],
    ],
    [false, false],
  ],
  [
    'late, and then in time',
    [
      ['a', 0, 1000],
      ['a', 0, 1600],
      ['a', 0, 1900],
    ],
    [false, false, true],
  ],
  [
    'a third one begins anew',
    [
      ['a', 0, 1000],
      ['a', 0, 1100],
      ['a', 0, 1200],
      ['a', 0, 1300],
    ],
    [false, true, false, true],
  ],
  [
    'back from another card',
    [
      ['a', 0, 1000],
      ['b', 0, 1100],
      ['a', 0, 1200],
    ],
    [false, false, false],
  ],
];

describe('a double click', () => {
  it.each(rows)('%s', (_, clicks, seconds) => {
    const double = new DoubleClick<string>();
    const answers = clicks.flatMap((click) => {
      double.pressed();
      if (click === elsewhere) return [];
      const [target, x, timeMs] = click;
      return [double.isSecond(target, { x, y: 40 }, timeMs)];
    });
    expect(answers).toEqual(seconds);
  });
});
