import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { callersFolder } from './paths.mjs';
import { readOptions } from './start.mjs';

const plain = { browser: false, open: true, port: null, files: [] };

test.each([
  ['', plain],
  ['--browser', { ...plain, browser: true }],
  ['--no-open', { ...plain, browser: true, open: false }],
  ['--port 8080', { ...plain, browser: true, port: 8080 }],
  ['--port=0 --no-open', { ...plain, browser: true, open: false, port: 0 }],
  ['a.yaml --browser', { ...plain, browser: true, files: [resolve(callersFolder(), 'a.yaml')] }],
])('npm start -- %s', (line, options) => {
  expect(readOptions(line === '' ? [] : line.split(' '))).toEqual(options);
});

test.each(['--prot 1', '--port', '--port x', '--port 65536', '-b'])('npm start -- %s is refused', (line) => {
  expect(() => readOptions(line.split(' '))).toThrow('Usage:');
});
