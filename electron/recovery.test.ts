import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileTokens } from './file-tokens.ts';
import { parseKept, Recovery } from './recovery.ts';
import { StoredJson } from './stored-json.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-recovery-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const work = { name: 'a.yaml', text: 'kind: Design\n', savedAt: '2026-01-01T00:00:00Z', history: '{}' };

function recovery(tokens = new FileTokens()): Recovery {
  return new Recovery(new StoredJson(join(folder, 'recovery.json'), parseKept), tokens);
}

test('the next start finds the work, and its file behind a token of its own', async () => {
  const before = new FileTokens();
  await recovery(before).write({ ...work, file: before.tokenFor('/home/a.yaml') });
  const after = new FileTokens();
  const found = await recovery(after).read();
  expect(found).toEqual({ ok: true, value: { ...work, file: after.tokenFor('/home/a.yaml') } });
});

test('work that has no file yet, or whose token is unknown, comes back without one', async () => {
  const stranger = new FileTokens().tokenFor('/home/a.yaml');
  for (const file of [null, stranger]) {
    await recovery().write({ ...work, file });
    expect(await recovery().read()).toEqual({ ok: true, value: { ...work, file: null } });
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
  const stored = new StoredJson(join(folder, 'recovery.json'), parseKept, () => Promise.reject(failure));
  expect(await new Recovery(stored, new FileTokens()).write({ ...work, file: null })).toEqual({
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
])('%o is no snapshot', (raw) => {
  expect(parseKept(raw)).toBeNull();
});

test('what an earlier version kept has no undo list', () => {
  const { history: _none, ...earlier } = work;
  expect(parseKept({ snapshot: earlier, path: null })).toEqual({ snapshot: { ...work, history: null }, path: null });
});
