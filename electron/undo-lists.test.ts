import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { maxUndoLists } from '../src/host/app-host.ts';
import { FileTokens } from './file-tokens.ts';
import { UndoListFolder, UndoLists } from './undo-lists.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-undo-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const inFolder = (): string => join(folder, 'lists');
const lists = (tokens = new FileTokens()): UndoLists => new UndoLists(new UndoListFolder(inFolder()), tokens);

test('the next start finds the list of a file by its path, whatever its token is then', async () => {
  const [before, after] = [new FileTokens(), new FileTokens()];
  await lists(before).keep({ file: before.tokenFor('/home/a.yaml'), name: 'a.yaml', history: 'one' });
  const found = await lists(after).read({ file: after.tokenFor('/home/a.yaml'), name: 'a.yaml' });
  expect(found).toEqual({ ok: true, value: 'one' });
});

test('files of the same name in two folders have lists of their own', async () => {
  const tokens = new FileTokens();
  const key = (path: string) => ({ file: tokens.tokenFor(path), name: 'a.yaml' });
  await lists(tokens).keep({ ...key('/one/a.yaml'), history: 'one' });
  expect(await lists(tokens).read(key('/two/a.yaml'))).toEqual({ ok: true, value: null });
  expect(await lists(tokens).read({ file: null, name: 'a.yaml' })).toEqual({ ok: true, value: null });
});

test('a list that is forgotten is gone', async () => {
  await lists().keep({ file: null, name: 'a', history: 'one' });
  await lists().keep({ file: null, name: 'a', history: null });
  expect(await lists().read({ file: null, name: 'a' })).toEqual({ ok: true, value: null });
});

test('the oldest lists make room; no name leads out of the folder', async () => {
  for (let file = 0; file <= maxUndoLists; file += 1) {
    await lists().keep({ file: null, name: `../${file}`, history: 'x' });
    const names = await readdir(inFolder());
    // Files written within one tick of the clock have no order.
    await Promise.all(names.map((name) => utimes(join(inFolder(), name), file, file)));
  }
  expect(await readdir(inFolder())).toHaveLength(maxUndoLists);
  expect(await readdir(folder)).toEqual(['lists']);
});

test('a folder that refuses is told', async () => {
  await writeFile(inFolder(), 'a file in its place');
  expect(await lists().keep({ file: null, name: 'a', history: 'x' })).toMatchObject({ ok: false });
});
