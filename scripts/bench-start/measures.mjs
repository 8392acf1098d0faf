/** @typedef {'ms' | 'kB' | 'MiB'} Unit */
/** @typedef {{ readonly name: string, readonly unit: Unit, readonly values: readonly number[], readonly limit: number | null }} Measure */
/** @typedef {{ readonly name: string, readonly unit: Unit, readonly median: number, readonly least: number, readonly most: number, readonly count: number, readonly limit: number | null, readonly met: boolean | null }} Row */

/** A start's figures by name; `null`: not to be had on this machine. @typedef {Readonly<Record<string, number | null>>} Figures */

/** Of product.md section 9: from the start to a usable window. */
const usableWithinMs = 2000;

/** @type {Readonly<Record<string, { readonly words: string, readonly unit: Unit, readonly limit: number | null }>>} */
const kinds = {
  usable: { words: 'usable: canvas drawn, first verdicts', unit: 'ms', limit: usableWithinMs },
  navigation: { words: 'of this the page, from its address on', unit: 'ms', limit: null },
  busy: { words: 'of this the page’s thread at work', unit: 'ms', limit: null },
  paint: { words: 'first paint', unit: 'ms', limit: null },
  worker: { words: 'worker asked for', unit: 'ms', limit: null },
  judged: { words: 'worker answers', unit: 'ms', limit: null },
  loaded: { words: 'bytes loaded until usable', unit: 'kB', limit: null },
  rested: { words: 'bytes loaded once it rests', unit: 'kB', limit: null },
  heap: { words: 'heap of the page, after collecting', unit: 'MiB', limit: null },
  renderer: { words: 'private memory of the window’s process', unit: 'MiB', limit: null },
  main: { words: 'private memory of the main process', unit: 'MiB', limit: null },
};

/**
 * Rows of one way to start, for what is known of it.
 * @param {string} way
 * @param {readonly Figures[]} starts
 * @returns {Row[]}
 */
export function rowsOf(way, starts) {
  return Object.entries(kinds).flatMap(([kind, { words, unit, limit }]) => {
    const values = starts.flatMap((figures) => figures[kind] ?? []);
    return values.length === 0 ? [] : [rowOf({ name: `${way}: ${words}`, unit, values, limit })];
  });
}

/** @param {Measure} measure @returns {Row} */
function rowOf({ name, unit, values, limit }) {
  const sorted = [...values].sort((a, b) => a - b);
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const [low, high] = [sorted[(sorted.length - 1) >>> 1] ?? 0, sorted[sorted.length >>> 1] ?? 0];
  const median = (low + high) / 2;
  return { name, unit, median, least, most, count: values.length, limit, met: limit === null ? null : median <= limit };
}

/** @param {readonly Row[]} rows @returns {string} a table to be read */
export function tableOf(rows) {
  const cells = rows.map(({ name, unit, median, least, most, count, limit, met }) => [
    name,
    unit,
    ...[median, least, most].map((value) => value.toFixed(unit === 'MiB' ? 1 : 0)),
    String(count),
    limit === null ? '' : `≤ ${limit}`,
    met === null ? '' : met ? 'met' : 'not met',
  ]);
  const table = [['', '', 'median', 'least', 'most', 'count', 'target', ''], ...cells];
  const widths = [0, 1, 2, 3, 4, 5, 6, 7].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const padded = (/** @type {string} */ cell, /** @type {number} */ column) =>
    column < 2 || column > 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return table.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}
