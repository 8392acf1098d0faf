import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { partsOfPage, partsOfWorker } from './bundle-parts.mjs';

/** @param {string} fileName @param {string} code @param {Record<string, number>} lengths @param {{ isEntry?: boolean, imports?: string[] }} [how] */
function chunk(fileName, code, lengths, { isEntry = false, imports = [] } = {}) {
  const modules = Object.fromEntries(Object.entries(lengths).map(([id, renderedLength]) => [id, { renderedLength }]));
  return { type: /** @type {const} */ ('chunk'), fileName, code, isEntry, imports, modules };
}
/** @param {string} fileName @param {string | Uint8Array} source @param {string[]} originalFileNames */
function asset(fileName, source, originalFileNames) {
  return { type: /** @type {const} */ ('asset'), fileName, source, originalFileNames };
}

test('the start is the entry with everything that it imports, however far', () => {
  const outputs = [
    chunk('index.js', 'x'.repeat(10), { a: 10 }, { isEntry: true, imports: ['shared.js'] }),
    chunk('shared.js', 'x'.repeat(10), { b: 10 }, { imports: ['deep.js'] }),
    chunk('deep.js', 'x'.repeat(10), { c: 10 }, { imports: ['index.js'] }),
    chunk('dialog.js', 'x'.repeat(10), { d: 10 }, { imports: ['shared.js'] }),
  ];
  const parts = partsOfPage(outputs, '/app', () => false);
  expect(parts.map(({ file, when }) => `${file} ${when}`)).toEqual([
    'index.js start',
    'shared.js start',
    'deep.js start',
    'dialog.js later',
  ]);
});

test('modules share what they became together; those of which nothing is left have no part', () => {
  const [part] = partsOfWorker([chunk('worker.js', 'é'.repeat(50), { big: 300, small: 100, gone: 0 })]);
  expect(part).toEqual({
    file: 'worker.js',
    when: 'worker',
    bytes: 100,
    modules: [
      { id: 'big', bytes: 75 },
      { id: 'small', bytes: 25 },
    ],
  });
});

test('a file belongs to whom it was made of; bundles of workers are told of elsewhere', () => {
  const outputs = [
    asset('assets/font-1.woff2', new Uint8Array(7), ['../node_modules/font/a.woff2']),
    asset('assets/worker.js', 'x', []),
    asset('assets/style.css', 'é', []),
  ];
  const parts = partsOfPage(outputs, '/app/src', (file) => file.endsWith('.css'));
  const font = resolve('/app/node_modules/font/a.woff2');
  expect(parts).toEqual([
    { file: 'assets/font-1.woff2', when: 'later', bytes: 7, modules: [{ id: font, bytes: 7 }] },
    { file: 'assets/style.css', when: 'start', bytes: 2, modules: [{ id: 'assets/style.css', bytes: 2 }] },
  ]);
});
