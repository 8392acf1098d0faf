/** Sorted, disjoint, non-adjacent inclusive ranges: `[first, last, first, last, …]`. The one algebra under ports and addresses. */
export type Ranges<T extends number | bigint> = readonly T[];

/** The value after another one; `value + 1` cannot be written for number and bigint at once. */
export type Next<T> = (value: T) => T;

// Every index below is checked against the length by the loop that uses it, so there is an element.
function at<T>(ranges: readonly T[], index: number): T {
  return ranges[index] as T;
}

/**
 * @param pairs in any order, overlapping or not; each with first <= last
 * @returns their union
 */
export function rangesOf<T extends number | bigint>(
  pairs: readonly (readonly [first: T, last: T])[],
  next: Next<T>,
): Ranges<T> {
  const ascending = [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const merged: T[] = [];
  for (const [first, last] of ascending) append(merged, first, last, next);
  return merged;
}

/** Adds a range that starts nowhere before the last one in `merged` does. */
function append<T extends number | bigint>(merged: T[], first: T, last: T, next: Next<T>): void {
  const end = merged.length - 1;
  if (end > 0 && first <= next(at(merged, end))) {
    if (last > at(merged, end)) merged[end] = last;
  } else {
    merged.push(first, last);
  }
}

/** @returns an operand itself where the result equals it, `a` before `b`; the same holds for the two below */
export function unionRanges<T extends number | bigint>(a: Ranges<T>, b: Ranges<T>, next: Next<T>): Ranges<T> {
  if (coversRanges(a, b)) return a;
  if (coversRanges(b, a)) return b;
  const merged: T[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (j >= b.length || (i < a.length && at(a, i) <= at(b, j))) {
      append(merged, at(a, i), at(a, i + 1), next);
      i += 2;
    } else {
      append(merged, at(b, j), at(b, j + 1), next);
      j += 2;
    }
  }
  return merged;
}

// Neither an intersection nor a difference can make two ranges adjacent: both sides of the seam lie in one range of `a`
// and in one range (or gap) of `b`.
export function intersectRanges<T extends number | bigint>(a: Ranges<T>, b: Ranges<T>): Ranges<T> {
  if (coversRanges(b, a)) return a;
  if (coversRanges(a, b)) return b;
  const common: T[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const lastOfA = at(a, i + 1);
    const lastOfB = at(b, j + 1);
    const first = at(a, i) > at(b, j) ? at(a, i) : at(b, j);
    const last = lastOfA < lastOfB ? lastOfA : lastOfB;
    if (first <= last) common.push(first, last);
    if (lastOfA <= lastOfB) i += 2;
    else j += 2;
  }
  return common;
}

/** @param previous the value before another one */
export function subtractRanges<T extends number | bigint>(
  a: Ranges<T>,
  b: Ranges<T>,
  next: Next<T>,
  previous: Next<T>,
): Ranges<T> {
  if (disjointRanges(a, b)) return a;
  const rest: T[] = [];
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    let first = at(a, i);
    const last = at(a, i + 1);
    while (j < b.length && at(b, j + 1) < first) j += 2;
    for (let k = j; first <= last; k += 2) {
      const hole = k < b.length && at(b, k) <= last;
      if (!hole) {
        rest.push(first, last);
        break;
      }
      if (at(b, k) > first) rest.push(first, previous(at(b, k)));
      first = next(at(b, k + 1));
    }
  }
  return rest;
}

/** Whether all of `inner` lies in `outer`. */
function coversRanges<T extends number | bigint>(outer: Ranges<T>, inner: Ranges<T>): boolean {
  if (outer === inner) return true;
  let i = 0;
  for (let j = 0; j < inner.length; j += 2) {
    while (i < outer.length && at(outer, i + 1) < at(inner, j)) i += 2;
    if (i >= outer.length || at(outer, i) > at(inner, j) || at(outer, i + 1) < at(inner, j + 1)) return false;
  }
  return true;
}

function disjointRanges<T extends number | bigint>(a: Ranges<T>, b: Ranges<T>): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (at(a, i + 1) < at(b, j)) i += 2;
    else if (at(b, j + 1) < at(a, i)) j += 2;
    else return false;
  }
  return true;
}

export function sameRanges<T extends number | bigint>(a: Ranges<T>, b: Ranges<T>): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

export function rangesContain<T extends number | bigint>(ranges: Ranges<T>, value: T): boolean {
  let low = 0;
  let high = ranges.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(ranges, 2 * middle + 1) < value) low = middle + 1;
    else high = middle;
  }
  return 2 * low < ranges.length && at(ranges, 2 * low) <= value;
}

/** `[[first, last], …]`, for loops that don't need speed. */
export function rangePairs<T extends number | bigint>(ranges: Ranges<T>): (readonly [first: T, last: T])[] {
  const pairs: (readonly [T, T])[] = [];
  for (let i = 0; i < ranges.length; i += 2) pairs.push([at(ranges, i), at(ranges, i + 1)]);
  return pairs;
}
