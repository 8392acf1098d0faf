/** Something with a place in a list that is sorted by order. */
export interface Ordered {
  /** null: after every number. */
  readonly order: number | null;
  /** Its order can't be changed here. */
  readonly isFixed: boolean;
}

/** Finer than this nobody reads an order; rather the whole list is numbered anew. */
const finest = -3;

/**
 * The order for a place between two neighbours.
 *
 * @param before,after null: the place is at the end of the list
 * @param step how far from the last one a new last one stands
 * @returns the roundest number between; null where there is none, because both have the same order or the first has none
 */
export function orderBetween(before: Ordered | null, after: Ordered | null, step: number): number | null {
  const low = before === null ? null : (before.order ?? Number.POSITIVE_INFINITY);
  const high = after?.order ?? Number.POSITIVE_INFINITY;
  // Behind one without order only the names decide, which a drop can't choose.
  if (low === Number.POSITIVE_INFINITY) return null;
  if (low === null) return high === Number.POSITIVE_INFINITY ? step : (roundestBetween(0, high) ?? high - step);
  return high === Number.POSITIVE_INFINITY ? low + step : roundestBetween(low, high);
}

/**
 * New orders for a list whose neighbours leave no number between them, in the order in which it stands; those that are
 * fixed keep theirs.
 *
 * @returns null where fixed ones stand in each other's way
 */
export function renumbered(list: readonly Ordered[], step: number): readonly number[] | null {
  const orders: number[] = [];
  for (let at = 0; at < list.length;) {
    const end = list.findIndex(({ isFixed }, index) => index >= at && isFixed);
    const free = (end === -1 ? list.length : end) - at;
    const last = orders.at(-1) ?? null;
    const next = end === -1 ? null : (list[end]?.order ?? null);
    const run = end !== -1 && next === null ? null : spread(free, last, next, step);
    if (run === null) return null;
    orders.push(...run, ...(next === null ? [] : [next]));
    at += free + 1;
  }
  return orders;
}

/** So many numbers after `low` and before `high`, evenly. */
function spread(count: number, low: number | null, high: number | null, step: number): readonly number[] | null {
  if (count === 0) return [];
  const start = low ?? (high === null || high > 0 ? 0 : high - step * (count + 1));
  const width = high === null ? step : Math.min(step, (high - start) / (count + 1));
  const orders = Array.from({ length: count }, (_, index) => start + width * (index + 1));
  const whole = orders.map(Math.round);
  const isSpread = [start, ...whole, high ?? Number.POSITIVE_INFINITY].every(
    (order, index, all) => index === 0 || order > (all[index - 1] ?? order),
  );
  if (isSpread) return whole;
  return width > 0 ? orders : null;
}

/** Strictly between: the one with the fewest digits, as near to the middle as that allows. */
function roundestBetween(low: number, high: number): number | null {
  if (!(low < high)) return null;
  const middle = (low + high) / 2;
  for (let digits = Math.ceil(Math.log10(high - low)); digits >= finest; digits -= 1) {
    const unit = 10 ** digits;
    // Dividing by a whole number keeps 7.5 from being 7.500000000000001.
    const candidate =
      digits < 0 ? Math.round(middle * 10 ** -digits) / 10 ** -digits : Math.round(middle / unit) * unit;
    if (candidate > low && candidate < high) return candidate;
  }
  return null;
}
