/** @typedef {import('./bundled-packages.mjs').BundledPackage} BundledPackage */

const line = '='.repeat(100);

/** @param {number} bytes */
function kilobytes(bytes) {
  return bytes === 0 ? '–' : `${(bytes / 1000).toFixed(1)} kB`;
}

/** @param {BundledPackage} bundled */
function cellsOf({ name, version, licence, bytes }) {
  return [name, version, licence, kilobytes(bytes.start), kilobytes(bytes.later), kilobytes(bytes.worker)];
}

const head = ['package', 'version', 'licence', 'first window', 'later', 'workers'];

/** Names to the left, sizes to the right. @param {readonly BundledPackage[]} packages @returns {string} */
export function licenceTable(packages) {
  const rows = [head, ...packages.map(cellsOf), cellsOf(sumOf(packages))];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column < 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @param {readonly BundledPackage[]} packages @returns {BundledPackage} */
function sumOf(packages) {
  const sum = (/** @type {keyof BundledPackage['bytes']} */ when) =>
    packages.reduce((total, { bytes }) => total + bytes[when], 0);
  const bytes = { start: sum('start'), later: sum('later'), worker: sum('worker') };
  return { name: 'together', version: '', licence: '', texts: [], bytes };
}

/** The file that is packed with the program: what is in it of others, and under which terms. @param {readonly BundledPackage[]} packages */
export function licenceFile(packages) {
  return [
    'Others’ work in Firewright',
    '',
    'Firewright itself is under the Apache License 2.0. These packages are bundled with it, under the terms below.',
    'Sizes are of minified code before compression; of fonts, of the files.',
    '',
    licenceTable(packages),
    '',
    ...packages.flatMap(({ name, version, licence, texts }) => [
      line,
      `${name} ${version} (${licence})`,
      line,
      '',
      ...texts.flatMap((text) => [text, '']),
    ]),
  ].join('\n');
}

/** The end of a bundle that is one file, such as the command line: its licences go with it. @param {readonly BundledPackage[]} packages */
export function licenceComment(packages) {
  const parts = packages.map(({ name, version, licence, texts }) =>
    [`${name} ${version} (${licence})`, ...texts].join('\n\n'),
  );
  return `\n/*! Bundled with this program:\n\n${parts.join(`\n\n${line}\n\n`).replaceAll('*/', '* /')}\n*/\n`;
}
