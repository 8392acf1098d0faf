import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StoredJson } from './stored-json.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-json-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const parseNumber = (raw: unknown): number | null => (typeof raw === 'number' ? raw : null);

test('what is written is read, in a folder that is created for it', async () => {
  const stored = new StoredJson(join(folder, 'new/a.json'), parseNumber);
  expect(await stored.read()).toBeNull();
  await stored.write(1);
  expect(await stored.read()).toBe(1);
  await stored.remove();
  expect(await stored.read()).toBeNull();
});

test.each(['', '{', '"text"', '{"a":1}', 'null'])('a file holding %j counts as absent', async (text) => {
  await writeFile(join(folder, 'a.json'), text);
  expect(await new StoredJson(join(folder, 'a.json'), parseNumber).read()).toBeNull();
});

test('writes end in the order in which they were asked for', async () => {
  const stored = new StoredJson(join(folder, 'a.json'), parseNumber);
  await Promise.all([1, 2, 3, 4, 5].map((value) => stored.write(value)));
  expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('5');
});

test('a failed write is told once and does not stop the next', async () => {
  let fail = true;
  const written: string[] = [];
  const stored = new StoredJson(join(folder, 'a.json'), parseNumber, (_path, text) => {
    if (fail) return Promise.reject(new Error('disk'));
    written.push(text);
    return Promise.resolve();
  });
  await expect(stored.write(1)).rejects.toThrow('disk');
  fail = false;
  await stored.write(2);
  await stored.settled();
  expect(written).toEqual(['2']);
});

test('a file that the system refuses to read is an error', async () => {
  await mkdir(join(folder, 'a.json'));
  await expect(new StoredJson(join(folder, 'a.json'), parseNumber).read()).rejects.toMatchObject({ code: 'EISDIR' });
});
