import { describe, expect, test } from 'vitest';
import type { Rect } from '../geometry.ts';
import { noSnap, SnapField } from './snap.ts';

const rect = (x: number, y: number, width = 100, height = 40): Rect => ({ x, y, width, height });
const reach = 6;

describe('edges and middles', () => {
  const still = [rect(0, 0), rect(300, 200, 60, 40)];
  const rows: readonly [what: string, dragged: Rect, shift: readonly [number, number]][] = [
    ['left edge to left edge', rect(4, 100), [-4, 0]],
    ['right edge to left edge', rect(-103, 100), [3, 0]],
    ['middle to middle', rect(282, 400), [-2, 0]],
    ['top to top', rect(150, -5), [0, 5]],
    ['both at once', rect(5, 203), [-5, -3]],
    ['too far', rect(20, 100), [0, 0]],
    ['the nearer of two lines', rect(58, 400, 246, 40), [-4, 0]],
  ];
  test.each(rows)('%s', (_, dragged, [x, y]) => {
    expect(new SnapField(still).snap(dragged, reach).shift).toEqual({ x, y });
  });

  test('a guide joins what is in line, with a little on both sides', () => {
    expect(new SnapField([rect(0, 0, 100, 40)]).snap(rect(3, 100, 60, 40), reach).guides).toEqual([
      { kind: 'line', from: { x: 0, y: -8 }, to: { x: 0, y: 148 } },
    ]);
  });
  test('cards of one size are in line at both edges: no line runs through their text', () => {
    const { guides } = new SnapField([rect(0, 0)]).snap(rect(3, 100), reach);
    expect(guides.map(({ from }) => from.x)).toEqual([0, 100]);
  });
  test('where nothing stands still nothing snaps', () => {
    expect(new SnapField([]).snap(rect(0, 0), reach)).toEqual(noSnap);
  });
});

describe('equal gaps', () => {
  const row = [rect(0, 0), rect(150, 0)];
  const rows: readonly [what: string, still: readonly Rect[], dragged: Rect, shift: number][] = [
    ['behind two', row, rect(304, 7), -4],
    ['before two', row, rect(-153, 7), 3],
    ['between two', [rect(0, 0), rect(301, 0)], rect(158, 7, 80), 2.5],
    ['not where they are in another row', row, rect(304, 400), 0],
    ['not where two overlap', [rect(0, 0), rect(90, 0)], rect(225, 7, 30), 0],
  ];
  test.each(rows)('%s', (_, still, dragged, shift) => {
    expect(new SnapField(still).snap(dragged, reach).shift.x).toBe(shift);
  });

  test('both gaps are shown', () => {
    const { guides } = new SnapField(row).snap(rect(304, 12), 4);
    expect(guides.filter(({ kind }) => kind === 'gap')).toEqual([
      { kind: 'gap', from: { x: 100, y: 20 }, to: { x: 150, y: 20 } },
      { kind: 'gap', from: { x: 250, y: 26 }, to: { x: 300, y: 26 } },
    ]);
  });
});
