import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { fuseNames, fuseWire, readFuses } from './fuses.mjs';

const around = (/** @type {Buffer} */ wire) => Buffer.concat([Buffer.from('code'), wire, Buffer.from('code')]);

test('fuses are read wherever they lie in the program', () => {
  expect(readFuses(around(fuseWire))).toMatchObject({ runAsNode: true, onlyLoadAppFromAsar: false });
});

test.each([
  ['no wire', Buffer.from('nothing')],
  ['another version', Buffer.from(around(fuseWire)).fill(2, 4 + 32, 4 + 33)],
  ['more fuses than we know', Buffer.from(around(fuseWire)).fill(9, 4 + 33, 4 + 34)],
])('%s is told', (_name, program) => {
  expect(() => readFuses(program)).toThrow('no fuses that we know');
});

test('names and order are those of the library that sets them', () => {
  const library = readFileSync(createRequire(import.meta.url).resolve('@electron/fuses/dist/config.js'), 'utf8');
  const names = [...library.matchAll(/FuseV1Options\["(\w+)"\] = (\d+)/g)].map(([, name, index]) => [
    Number(index),
    `${name?.[0]?.toLowerCase()}${name?.slice(1)}`,
  ]);
  expect(names).toEqual([...fuseNames.entries()]);
});
