import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileTokens } from './file-tokens.ts';
import { type KeptSnapshot, parseKept, Recovery } from './recovery.ts';
import { RecoveryFolder } from './recovery-folder.ts';
import { RecoverySlot } from './recovery-slot.ts';
import { StoredJson } from './stored-json.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-recovery-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const work = {
  name: 'a.yaml',
  text: 'kind: Design\n',
  version: 'v1',
  savedAt: '2026-01-01T00:00:00Z',
  history: '{}',
  objects: 3,
  changes: 2,
};

function slot(write?: () => Promise<void>): RecoverySlot {
  const file = (): StoredJson<KeptSnapshot> => new StoredJson(join(folder, 'work.json'), parseKept, write);
  return new RecoverySlot(file(), file);
}
const recovery = (tokens = new FileTokens()): Recovery => new Recovery(slot(), tokens);

test('the next start finds the work, and its file behind a token of its own', async () => {
  const before = new FileTokens();
  await recovery(before).write({ ...work, file: before.tokenFor('/home/a.yaml') });
  const after = new FileTokens();
  const found = await recovery(after).read();
  expect(found).toEqual({ ok: true, value: { ...work, file: after.tokenFor('/home/a.yaml'), folder: '/home' } });
});

test('work that has no file yet, or whose token is unknown, comes back without one', async () => {
  const stranger = new FileTokens().tokenFor('/home/a.yaml');
  for (const file of [null, stranger]) {
    await recovery().write({ ...work, file });
    expect(await recovery().read()).toEqual({ ok: true, value: { ...work, file: null, folder: '' } });
  }
});

test('after clearing there is nothing to offer', async () => {
  const kept = recovery();
  await kept.write({ ...work, file: null });
  expect(await kept.clear()).toEqual({ ok: true, value: undefined });
  expect(await recovery().read()).toEqual({ ok: true, value: null });
});

test('a disk that refuses is told to the user', async () => {
  const failure = Object.assign(new Error('full'), { code: 'ENOSPC' });
  const full = new Recovery(
    slot(() => Promise.reject(failure)),
    new FileTokens(),
  );
  expect(await full.write({ ...work, file: null })).toEqual({
    ok: false,
    error: { reason: 'disk-full', name: 'the recovery file' },
  });
});

test.each([
  null,
  {},
  { snapshot: work },
  { snapshot: work, path: 7 },
  { snapshot: { ...work, text: 7 }, path: null },
  { snapshot: { ...work, history: 7 }, path: null },
  { snapshot: { ...work, objects: -1 }, path: null },
  { snapshot: { ...work, changes: 0.5 }, path: null },
])('%o is no snapshot', (raw) => {
  expect(parseKept(raw)).toBeNull();
});

test('what an earlier version kept has less in it', () => {
  const earlier = { name: 'a.yaml', text: 'kind: Design\n', savedAt: '2026-01-01T00:00:00Z' };
  const lacking = { version: null, history: null, objects: null, changes: null };
  expect(parseKept({ snapshot: earlier, path: null })).toEqual({ snapshot: { ...earlier, ...lacking }, path: null });
});

test('work that is put off is there at the next start, and what comes then is kept beside it', async () => {
  const recoveries = new RecoveryFolder(join(folder, 'recovery'));
  const kept = new Recovery(recoveries.claim(), new FileTokens());
  await kept.write({ ...work, file: null });
  expect(await kept.postpone()).toEqual({ ok: true, value: undefined });
  expect(await kept.read()).toEqual({ ok: true, value: null });
  await kept.write({ ...work, text: 'new', file: null });
  expect(await readdir(join(folder, 'recovery'))).toHaveLength(2);
});
