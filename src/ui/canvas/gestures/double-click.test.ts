import { describe, expect, it } from 'vitest';
import { DoubleClick } from './double-click.ts';

/** Where the canvas does not hear of it: on its ground, on a panel. */
const elsewhere = 'elsewhere';
type Tap = readonly [target: 'a' | 'b', x: number, timeMs: number];
type MouseClick = readonly [target: 'a' | 'b', inARow: number];
type Row<Click> = readonly [what: string, clicks: readonly (Click | typeof elsewhere)[], seconds: readonly boolean[]];

const taps: readonly Row<Tap>[] = [
  [
    'two taps on one card',
    [
      ['a', 0, 1000],
      ['a', 0, 1500],
    ],
    [false, true],
  ],
  [
    'the finger trembles',
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

const clicks: readonly Row<MouseClick>[] = [
  [
    'a double click',
    [
      ['a', 1],
      ['a', 2],
    ],
    [false, true],
  ],
  [
    'two clicks that the system does not take for one',
    [
      ['a', 1],
      ['a', 1],
    ],
    [false, false],
  ],
  [
    'two cards side by side, counted as one place',
    [
      ['a', 1],
      ['b', 2],
    ],
    [false, false],
  ],
  ['the ground before, counted too', [elsewhere, ['a', 2], ['a', 3]], [false, true]],
  ['a panel in between', [['a', 1], elsewhere, ['a', 2]], [false, false]],
  [
    'a third one begins anew',
    [
      ['a', 1],
      ['a', 2],
      ['a', 3],
      ['a', 4],
    ],
    [false, true, false, true],
  ],
];

function secondsOf<Click>(
  given: readonly (Click | typeof elsewhere)[],
  isSecond: (double: DoubleClick<string>, click: Click) => boolean,
): readonly boolean[] {
  const double = new DoubleClick<string>();
  return given.flatMap((click) => {
    double.pressed();
    return click === elsewhere ? [] : [isSecond(double, click as Click)];
  });
}

describe('a double tap', () => {
  it.each(taps)('%s', (_, given, seconds) => {
    const answers = secondsOf<Tap>(given, (double, [target, x, timeMs]) =>
      double.isSecond({ target, at: { x, y: 40 }, timeMs, inARow: null }),
    );
    expect(answers).toEqual(seconds);
  });
});

describe('a double click of the mouse: the system says how quick is quick', () => {
  it.each(clicks)('%s', (_, given, seconds) => {
    // However long the window was too busy to hear of them.
    let timeMs = 0;
    const answers = secondsOf<MouseClick>(given, (double, [target, inARow]) =>
      double.isSecond({ target, at: { x: 0, y: 40 }, timeMs: (timeMs += 3000), inARow }),
    );
    expect(answers).toEqual(seconds);
  });
});
