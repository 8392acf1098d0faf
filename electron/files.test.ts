import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileToken, OpenedFile, SaveRequest } from '../src/host/app-host.ts';
import { versionOf } from './file-content.ts';
import { FileTokens } from './file-tokens.ts';
import type { FileBytes } from './atomic-write.ts';
import { WindowFiles } from './files.ts';
import { parsePaths, RecentFiles } from './recent-files.ts';
import { StoredJson } from './stored-json.ts';

let folder: string;
let stored: StoredJson<readonly string[]>;
let recent: RecentFiles;
let tokens: FileTokens;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-files-'));
  stored = new StoredJson(join(folder, '.recent.json'), parsePaths);
  recent = new RecentFiles(stored, () => undefined);
  tokens = new FileTokens();
});
afterEach(async () => {
  await stored.settled();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Answers {
  readonly open?: readonly string[];
  readonly save?: string;
  readonly replace?: boolean;
}

/** Files whose dialogs are answered in advance; what is not answered is cancelled. */
function files(answers: Answers = {}, write?: (path: string, content: FileBytes) => Promise<void>): WindowFiles {
  const dialogs = {
    open: () => Promise.resolve({ canceled: answers.open === undefined, filePaths: [...(answers.open ?? [])] }),
    save: () => Promise.resolve({ canceled: answers.save === undefined, filePath: answers.save ?? '' }),
    mayReplace: () => Promise.resolve(answers.replace === true),
  };
  return new WindowFiles(dialogs, tokens, recent, write);
}

const path = (name: string): string => join(folder, name);
const request: SaveRequest = { suggestedName: 'a.firewright.yaml', text: 'new', file: null, expectedVersion: null };

describe('opening', () => {
  test('a chosen file comes with its text, a token and its version', async () => {
    await writeFile(path('a.yaml'), 'text');
    expect(await files({ open: [path('a.yaml')] }).open({ what: 'design', multiple: false })).toEqual({
      ok: true,
      value: [
        {
          name: 'a.yaml',
          file: tokens.tokenFor(path('a.yaml')),
          version: versionOf('text'),
          content: { kind: 'text', text: 'text' },
        },
      ],
    });
    expect(recent.paths).toEqual([path('a.yaml')]);
  });

  test('a cancelled dialog gives no files', async () => {
    expect(await files().open({ what: 'design', multiple: true })).toEqual({ ok: true, value: [] });
  });

  test('a folder gives the manifests below it, by name; hidden ones, other files and links are left out', async () => {
    const cluster = path('cluster');
    await mkdir(join(cluster, 'sub/node_modules'), { recursive: true });
    await mkdir(join(cluster, '.git'));
    for (const name of ['b.yaml', 'a.YML', 'c.json', 'notes.txt', '.hidden.yaml', 'sub/d.yaml'])
      await writeFile(join(cluster, name), name);
    await writeFile(join(cluster, 'sub/node_modules/x.yaml'), '');
    await writeFile(join(cluster, '.git/y.yaml'), '');
    await symlink(cluster, join(cluster, 'sub/again'));
    const opened = await files({ open: [cluster] }).open({ what: 'folder', multiple: false });
    expect(opened.ok && opened.value.map((file: OpenedFile) => file.name)).toEqual([
      'cluster/a.YML',
      'cluster/b.yaml',
      'cluster/c.json',
      'cluster/sub/d.yaml',
    ]);
    expect(recent.paths).toEqual([]);
  });

  test('a file that is not there fails by its name', async () => {
    const opened = await files({ open: [path('gone.yaml')] }).open({ what: 'manifests', multiple: true });
    expect(opened).toEqual({ ok: false, error: { reason: 'not-found', name: 'gone.yaml' } });
  });

  test('a recent file that is gone leaves the list', async () => {
    recent.add(path('gone.yaml'));
    const [shown] = files().recentFiles();
    expect(await files().openRecent(shown?.file ?? ('' as FileToken))).toEqual({
      ok: false,
      error: { reason: 'not-found', name: 'gone.yaml' },
    });
    expect(recent.paths).toEqual([]);
  });

  test('a token that was never handed out opens nothing', async () => {
    const guess = path('a.yaml') as FileToken;
    await writeFile(guess, 'text');
    expect(await files().openRecent(guess)).toEqual({ ok: false, error: { reason: 'unknown-token' } });
  });
});

describe('saving', () => {
  test('to a chosen name, which becomes a recent file if it is a design', async () => {
    const target = path('a.firewright.yaml');
    expect(await files({ save: target }).save(request)).toEqual({
      ok: true,
      value: {
        kind: 'saved',
        name: 'a.firewright.yaml',
        file: tokens.tokenFor(target),
        version: versionOf('new'),
      },
    });
    expect(await readFile(target, 'utf8')).toBe('new');
    await files({ save: path('policies.yaml') }).save(request);
    expect(recent.paths).toEqual([target]);
  });

  test('a cancelled dialog writes nothing', async () => {
    expect(await files().save(request)).toEqual({ ok: true, value: { kind: 'cancelled' } });
  });

  test.each([
    ['as it was when it was read', 'old', 'old', true],
    ['changed by somebody else', 'theirs', 'old', 'changed-on-disk'],
    ['changed, but the user wants to overwrite it', 'theirs', null, true],
    ['removed', null, 'old', 'not-found'],
    ['removed, but the user wants it back', null, null, true],
  ] as const)('over a file that is %s', async (_title, onDisk, seen, expected) => {
    const target = path('a.yaml');
    if (onDisk !== null) await writeFile(target, onDisk);
    const expectedVersion = seen === null ? null : versionOf(seen);
    const saved = await files().save({ ...request, file: tokens.tokenFor(target), expectedVersion });
    expect(saved.ok ? true : saved.error.reason).toBe(expected);
    const after = await readFile(target, 'utf8').catch(() => null);
    expect(after).toBe(expected === true ? 'new' : onDisk);
  });

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'read-only'],
    ['EACCES', 'forbidden'],
    ['EIO', 'disk-error'],
  ])('a disk that answers %s is %s', async (code, reason) => {
    const write = (): Promise<void> => Promise.reject(Object.assign(new Error(code), { code }));
    const saved = await files({ save: path('a.firewright.yaml') }, write).save(request);
    expect(saved).toMatchObject({ ok: false, error: { reason, name: 'a.firewright.yaml' } });
    expect(recent.paths).toEqual([]);
  });

  test('to a token that was never handed out', async () => {
    const guess = path('a.yaml') as FileToken;
    expect(await files().save({ ...request, file: guess })).toEqual({ ok: false, error: { reason: 'unknown-token' } });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('saving a bundle', () => {
  const bundle = {
    suggestedName: 'bundle',
    files: [
      { name: '00-tiers.yaml', text: 'tiers' },
      { name: '20-policies.yaml', text: 'policies' },
    ],
  };

  test('into an empty folder', async () => {
    await mkdir(path('out'));
    const saved = await files({ open: [path('out')] }).saveFolder(bundle);
    expect(saved).toEqual({ ok: true, value: { kind: 'saved', folder: 'out', files: 2 } });
    expect(await readdir(path('out'))).toEqual(['00-tiers.yaml', '20-policies.yaml']);
  });

  test.each([
    [false, { kind: 'cancelled' }, 'old'],
    [true, { kind: 'saved', folder: 'out', files: 2 }, 'tiers'],
  ])('over files that are there, allowed: %s', async (replace, outcome, text) => {
    await mkdir(path('out'));
    await writeFile(path('out/00-tiers.yaml'), 'old');
    expect(await files({ open: [path('out')], replace }).saveFolder(bundle)).toEqual({ ok: true, value: outcome });
    expect(await readFile(path('out/00-tiers.yaml'), 'utf8')).toBe(text);
  });

  test('a folder that is gone fails by its name', async () => {
    expect(await files({ open: [path('gone')] }).saveFolder(bundle)).toEqual({
      ok: false,
      error: { reason: 'not-found', name: 'gone' },
    });
  });
});
