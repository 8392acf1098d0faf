/** Something that was looked at: what it was, what was found, and what is wrong with it. */
/** @typedef {{ part: string, what: string, found: string, faults: readonly string[] }} Check */
/** Something that could not be looked at here. @typedef {{ part: string, what: string, skipped: string }} Skip */
/** @typedef {Check | Skip} Row */

/**
 * @param {string} part
 * @param {string} what
 * @param {() => { found: string, faults?: readonly string[] }} look what it throws is a fault
 * @returns {Check}
 */
export function check(part, what, look) {
  try {
    const { found, faults = [] } = look();
    return { part, what, found, faults };
  } catch (error) {
    return { part, what, found: '', faults: [error instanceof Error ? error.message : String(error)] };
  }
}

/**
 * @param {string} part
 * @param {string} what
 * @param {{ found: boolean, reason: string }} tool
 * @param {() => { found: string, faults?: readonly string[] }} look
 * @returns {Row}
 */
export function checkWith(part, what, tool, look) {
  return tool.found ? check(part, what, look) : { part, what, skipped: tool.reason };
}

/** Those of `wanted` that are missing, as faults. @param {readonly string[]} wanted @param {(text: string) => boolean} isThere */
export function missing(wanted, isThere) {
  return wanted.filter((text) => !isThere(text)).map((text) => `${text} is missing`);
}

/** Where a record differs from what is wanted. @param {Readonly<Record<string, unknown>>} found @param {Readonly<Record<string, unknown>>} wanted */
export function differences(found, wanted) {
  return Object.entries(wanted).flatMap(([key, value]) =>
    JSON.stringify(found[key]) === JSON.stringify(value)
      ? []
      : [`${key} is ${JSON.stringify(found[key])}, not ${JSON.stringify(value)}`],
  );
}

/** @param {number} bytes */
export function inMebibytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(2)} MiB`;
}

/** @param {readonly Row[]} rows @returns {string} a table for the terminal, faults below their row */
export function table(rows) {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => [row.part, row.what][column]?.length ?? 0)));
  return rows.map((row) => line(row, widths)).join('\n');
}

/** @param {Row} row @param {readonly number[]} widths */
function line(row, [partWidth = 0, whatWidth = 0]) {
  const start = `${row.part.padEnd(partWidth)}  ${row.what.padEnd(whatWidth)}`;
  if ('skipped' in row) return `skipped  ${start}  ${row.skipped}`;
  if (row.faults.length === 0) return `ok       ${start}  ${row.found}`;
  return [`FAILED   ${start}  ${row.found}`, ...row.faults.map((fault) => `         - ${fault}`)].join('\n');
}
