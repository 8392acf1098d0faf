import type { Point } from '../../../core/model/design.ts';
import { centreOf, type Rect } from '../geometry.ts';

/** A thin line that says what a dragged card is in line with, or which gaps are equal. In model coordinates. */
export interface Guide {
  readonly kind: 'line' | 'gap';
  readonly from: Point;
  readonly to: Point;
}

export interface Snap {
  /** What is added to the place under the pointer. */
  readonly shift: Point;
  readonly guides: readonly Guide[];
}

export const noSnap: Snap = { shift: { x: 0, y: 0 }, guides: [] };

type Axis = 'x' | 'y';

/** An edge or middle of something that stays where it is. */
interface Line {
  readonly at: number;
  readonly rect: Rect;
}

interface Candidate {
  readonly shift: number;
  readonly guides: (shifted: Rect) => readonly Guide[];
}

/** Guides reach a little beyond what they join. */
const overhang = 8;
/** Differences that no one sees. */
const epsilon = 0.01;

/** What a dragged card may snap to, ordered by coordinate: made once, when the drag begins. */
export class SnapField {
  readonly #rects: readonly Rect[];
  readonly #lines: Readonly<Record<Axis, readonly Line[]>>;

  /** @param rects of the cards and boxes in sight that stay where they are */
  constructor(rects: readonly Rect[]) {
    this.#rects = rects;
    this.#lines = { x: linesOf(rects, 'x'), y: linesOf(rects, 'y') };
  }

  /**
   * Where something dragged to `rect` snaps to.
   *
   * @param reach how near it must be, in model pixels
   */
  snap(rect: Rect, reach: number): Snap {
    const shifts = { x: this.#nearest(rect, 'x', reach), y: this.#nearest(rect, 'y', reach) };
    const shift = { x: shifts.x?.shift ?? 0, y: shifts.y?.shift ?? 0 };
    const shifted = { ...rect, x: rect.x + shift.x, y: rect.y + shift.y };
    return { shift, guides: [...(shifts.x?.guides(shifted) ?? []), ...(shifts.y?.guides(shifted) ?? [])] };
  }

  #nearest(rect: Rect, axis: Axis, reach: number): Candidate | null {
    const line = this.#nearestLine(rect, axis, reach);
    const gap = this.#nearestGap(rect, axis, line === null ? reach : Math.abs(line.shift) - epsilon);
    return gap ?? line;
  }

  #nearestLine(rect: Rect, axis: Axis, reach: number): Candidate | null {
    let best: number | null = null;
    for (const own of edgesOf(rect, axis)) {
      const near = nearestTo(this.#lines[axis], own);
      if (near === null || Math.abs(near - own) > reach) continue;
      if (best === null || Math.abs(near - own) < Math.abs(best)) best = near - own;
    }
    if (best === null) return null;
    return { shift: best, guides: (shifted) => this.#lineGuides(shifted, axis) };
  }

  /** One line for each edge or middle that is in line with others now, as long as all that it joins. */
  #lineGuides(shifted: Rect, axis: Axis): readonly Guide[] {
    const edges = edgesOf(shifted, axis).map((at) => ({ at, joined: sliceAt(this.#lines[axis], at) }));
    // Of two that are as long, the edges say it: a third line would run through the text.
    const isBoth = [edges[0], edges[2]].every((edge) => edge !== undefined && edge.joined.length > 0);
    return edges.flatMap(({ at, joined: lines }, index): readonly Guide[] => {
      const joined = lines.map(({ rect }) => rect);
      if (joined.length === 0 || (isBoth && index === 1)) return [];
      const [low, high] = extent([...joined, shifted], other(axis));
      return [guideAlong('line', axis, at, low - overhang, high + overhang)];
    });
  }

  /** Between two neighbours, or as far from one as that is from the next. */
  #nearestGap(rect: Rect, axis: Axis, reach: number): Candidate | null {
    const row = this.#rects
      .filter((one) => crosses(one, rect, other(axis)))
      .toSorted((a, b) => startOf(a, axis) - startOf(b, axis));
    let best: Candidate | null = null;
    for (const candidate of gapCandidates(row, rect, axis)) {
      if (Math.abs(candidate.shift) > reach) continue;
      if (best === null || Math.abs(candidate.shift) < Math.abs(best.shift)) best = candidate;
    }
    return best;
  }
}

function* gapCandidates(row: readonly Rect[], rect: Rect, axis: Axis): Generator<Candidate> {
  const [start, end] = [startOf(rect, axis), endOf(rect, axis)];
  for (const [index, first] of row.entries()) {
    const second = row[index + 1];
    if (second === undefined) continue;
    const gap = startOf(second, axis) - endOf(first, axis);
    if (gap <= 0) continue;
    // Behind the second, before the first, and between the two.
    yield gapCandidate(endOf(second, axis) + gap - start, axis, (shifted) => [first, second, shifted]);
    yield gapCandidate(startOf(first, axis) - gap - end, axis, (shifted) => [shifted, first, second]);
    const room = gap - (end - start);
    if (room > 0) {
      yield gapCandidate(endOf(first, axis) + room / 2 - start, axis, (shifted) => [first, shifted, second]);
    }
  }
}

function gapCandidate(shift: number, axis: Axis, chain: (shifted: Rect) => readonly [Rect, Rect, Rect]): Candidate {
  return {
    shift,
    guides: (shifted) => {
      const [a, b, c] = chain(shifted);
      return [gapGuide(a, b, axis), gapGuide(b, c, axis)];
    },
  };
}

/** Across the gap, in the middle of what both have in common. */
function gapGuide(a: Rect, b: Rect, axis: Axis): Guide {
  const across = other(axis);
  const low = Math.max(startOf(a, across), startOf(b, across));
  const high = Math.min(endOf(a, across), endOf(b, across));
  return guideAlong('gap', across, (low + high) / 2, endOf(a, axis), startOf(b, axis));
}

/** A line at one coordinate of `axis`, from `low` to `high` of the other. */
function guideAlong(kind: Guide['kind'], axis: Axis, at: number, low: number, high: number): Guide {
  if (axis === 'x') return { kind, from: { x: at, y: low }, to: { x: at, y: high } };
  return { kind, from: { x: low, y: at }, to: { x: high, y: at } };
}

function linesOf(rects: readonly Rect[], axis: Axis): readonly Line[] {
  return rects.flatMap((rect) => edgesOf(rect, axis).map((at) => ({ at, rect }))).sort((a, b) => a.at - b.at);
}

function edgesOf(rect: Rect, axis: Axis): readonly [number, number, number] {
  return [startOf(rect, axis), centreOf(rect)[axis], endOf(rect, axis)];
}

function startOf(rect: Rect, axis: Axis): number {
  return rect[axis];
}

function endOf(rect: Rect, axis: Axis): number {
  return axis === 'x' ? rect.x + rect.width : rect.y + rect.height;
}

function other(axis: Axis): Axis {
  return axis === 'x' ? 'y' : 'x';
}

function crosses(a: Rect, b: Rect, axis: Axis): boolean {
  return startOf(a, axis) < endOf(b, axis) && startOf(b, axis) < endOf(a, axis);
}

function extent(rects: readonly Rect[], axis: Axis): readonly [number, number] {
  return [Math.min(...rects.map((rect) => startOf(rect, axis))), Math.max(...rects.map((rect) => endOf(rect, axis)))];
}

/** Index of the first line at `at` or beyond. */
function lowerBound(lines: readonly Line[], at: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nearestTo(lines: readonly Line[], at: number): number | null {
  const index = lowerBound(lines, at);
  const [before, after] = [lines[index - 1]?.at, lines[index]?.at];
  if (before === undefined) return after ?? null;
  return after === undefined || at - before <= after - at ? before : after;
}

function sliceAt(lines: readonly Line[], at: number): readonly Line[] {
  return lines.slice(lowerBound(lines, at - epsilon), lowerBound(lines, at + epsilon));
}
