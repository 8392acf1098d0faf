import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileTokens } from './file-tokens.ts';
import { parsePaths, RecentFiles } from './recent-files.ts';
import { StoredJson } from './stored-json.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-recent-'));
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.settled()));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** What the system's own list holds. */
let listed: string[];
beforeEach(() => {
  listed = [];
});
const system = {
  addRecentDocument: (path: string) => void listed.push(path),
  clearRecentDocuments: () => void (listed = []),
};

const stores: StoredJson<readonly string[]>[] = [];
function stored(): StoredJson<readonly string[]> {
  const store = new StoredJson(join(folder, 'recent.json'), parsePaths);
  stores.push(store);
  return store;
}

test('the newest file comes first, each once, ten at most', () => {
  const recent = new RecentFiles(stored(), () => undefined, system);
  for (let index = 0; index < 12; index += 1) recent.add(`/${index}`);
  recent.add('/5');
  expect(recent.paths).toEqual(['/5', '/11', '/10', '/9', '/8', '/7', '/6', '/4', '/3', '/2']);
});

test('the list survives the program, without what was removed', async () => {
  const file = stored();
  const before = new RecentFiles(file, () => undefined, system);
  before.add('/a');
  before.add('/b');
  before.remove('/a');
  await file.settled();
  const after = new RecentFiles(stored(), () => undefined, system);
  await after.load();
  expect(after.paths).toEqual(['/b']);
});

test('every change is told, and so is what was loaded', async () => {
  const seen: (readonly string[])[] = [];
  const recent: RecentFiles = new RecentFiles(stored(), () => seen.push(recent.paths), system);
  await recent.load();
  recent.add('/a');
  recent.remove('/a');
  expect(seen).toEqual([[], ['/a'], []]);
});

test('a window sees names, folders and tokens of its own', () => {
  const recent = new RecentFiles(stored(), () => undefined, system);
  recent.add('/home/me/a.yaml');
  const tokens = new FileTokens();
  expect(recent.shownTo(tokens)).toEqual([
    { file: tokens.tokenFor('/home/me/a.yaml'), name: 'a.yaml', folder: '/home/me' },
  ]);
});

test('the system’s own list is told, and forgets when the user wants to', async () => {
  const file = stored();
  const recent = new RecentFiles(file, () => undefined, system);
  recent.add('/a');
  recent.add('/b');
  expect(listed).toEqual(['/a', '/b']);
  recent.clear();
  await file.settled();
  expect([listed, recent.paths, await file.read()]).toEqual([[], [], []]);
});
