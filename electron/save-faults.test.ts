import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HostError, SaveOutcome } from '../src/host/app-host.ts';
import type { Result } from '../src/core/result.ts';
import { type FileBytes, writeAtomically, type WriteOptions, type WriteSystem } from './atomic-write.ts';
import { versionOf } from './file-content.ts';
import { FileTokens } from './file-tokens.ts';
import { WindowFiles } from './files.ts';
import { parsePaths, RecentFiles } from './recent-files.ts';
import { StoredJson } from './stored-json.ts';
import { failing, type Step } from './testing/failing-system.ts';

/*
 * A save of a design that was read as `old` and is to become `new`, on a disk where one thing goes wrong: the file on
 * the disk stays whole, nothing is left beside it, and the answer names the cause.
 */

let top: string;
let folder: string;
let path: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'firewright-faults-'));
  folder = join(top, 'designs');
  path = join(folder, 'a.firewright.yaml');
  await mkdir(folder);
  await writeFile(path, 'old');
});
afterEach(() => rm(top, { recursive: true, force: true, maxRetries: 5 }));

/** @param meanwhile happens when the new text is ready beside the file */
async function save(
  system: WriteSystem | null,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Result<SaveOutcome, HostError>> {
  const tokens = new FileTokens();
  const recent = new RecentFiles(new StoredJson(join(top, 'recent.json'), parsePaths), () => undefined);
  const noDialog = (): never => {
    throw new Error('nobody is asked');
  };
  const write = (to: string, text: FileBytes, options: WriteOptions = {}): Promise<void> =>
    writeAtomically(to, text, {
      ...(system === null ? {} : { system }),
      beforeReplacing: async () => {
        await meanwhile();
        await options.beforeReplacing?.();
      },
    });
  const files = new WindowFiles({ open: noDialog, save: noDialog, mayReplace: noDialog }, tokens, recent, write);
  return files.save({
    suggestedName: 'a.firewright.yaml',
    text: 'new',
    file: tokens.tokenFor(path),
    expectedVersion: versionOf('old'),
  });
}

const causes = {
  ENOSPC: 'disk-full',
  EDQUOT: 'quota-full',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'read-only',
  EIO: 'disk-error',
  ESTALE: 'unreachable',
  ETIMEDOUT: 'unreachable',
} as const satisfies Record<string, HostError['reason']>;
const steps: readonly Step[] = ['access', 'open', 'writeFile', 'sync', 'readBack', 'rename'];

describe.each(Object.entries(causes))('a disk that answers %s', (code, reason) => {
  test.each(steps)('to %s', async (step) => {
    expect(await save(failing(step, code))).toEqual({ ok: false, error: { reason, name: 'a.firewright.yaml' } });
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['old', ['a.firewright.yaml']]);
  });

  test('to the fsync of the folder: the file is whole already, so it counts as saved', async () => {
    expect(await save(failing('syncFolder', code))).toMatchObject({ ok: true, value: { kind: 'saved' } });
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['new', ['a.firewright.yaml']]);
  });
});

/** What somebody else did to the file, and what is at its place afterwards. */
const others: readonly (readonly [string, () => Promise<unknown>, HostError['reason'], () => Promise<unknown>])[] = [
  ['changed it', () => writeFile(path, 'theirs'), 'changed-on-disk', () => contentOf(path, 'theirs')],
  ['removed it', () => rm(path), 'not-found', () => isGone(path)],
  [
    'renamed it',
    () => rename(path, join(folder, 'b.yaml')),
    'not-found',
    () => contentOf(join(folder, 'b.yaml'), 'old'),
  ],
  ['removed its folder', () => rm(folder, { recursive: true }), 'folder-gone', () => isGone(folder)],
  ['put a folder in its place', () => rm(path).then(() => mkdir(path)), 'no-file', () => readdir(path)],
  [
    'put a link to another file in its place',
    () => putLink('theirs'),
    'changed-on-disk',
    () => contentOf(path, 'theirs'),
  ],
  ['put a link to nothing in its place', () => putLink(null), 'not-found', () => isGone(join(folder, 'other'))],
];

async function contentOf(file: string, text: string): Promise<void> {
  expect(await readFile(file, 'utf8')).toBe(text);
}
async function isGone(file: string): Promise<void> {
  await expect(readdir(file)).rejects.toMatchObject({ code: 'ENOENT' });
}
async function putLink(text: string | null): Promise<void> {
  await rm(path);
  if (text !== null) await writeFile(join(folder, 'other'), text);
  await symlink('other', path);
}
async function temporaryFiles(): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.tmp'));
}

describe.each(others)('somebody else %s', (_title, happens, reason, isAsTheyLeftIt) => {
  test('before the save', async () => {
    await happens();
    expect(await save(null)).toEqual({ ok: false, error: { reason, name: 'a.firewright.yaml' } });
    await isAsTheyLeftIt();
    expect(await temporaryFiles()).toEqual([]);
  });

  test('while it was being saved', async () => {
    expect(await save(null, happens)).toEqual({ ok: false, error: { reason, name: 'a.firewright.yaml' } });
    await isAsTheyLeftIt();
    expect(await temporaryFiles()).toEqual([]);
  });
});

test('a link to a file with the same text is followed: it is the design that was read', async () => {
  await putLink('old');
  expect(await save(null)).toMatchObject({ ok: true });
  await contentOf(join(folder, 'other'), 'new');
});
