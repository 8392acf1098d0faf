import * as fs from 'node:fs/promises';
import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeAtomically, type WriteSystem } from './atomic-write.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const failure = (code: string): Error => Object.assign(new Error(`${code}: failed`), { code });

describe('on a real disk', () => {
  test('a new file is written, and nothing else is left in its folder', async () => {
    await writeAtomically(join(folder, 'a.yaml'), 'text ü');
    expect(await readFile(join(folder, 'a.yaml'), 'utf8')).toBe('text ü');
    expect(await readdir(folder)).toEqual(['a.yaml']);
  });

  test.each([0o600, 0o640, 0o666, 0o755])('an existing file keeps its mode %o, whatever the umask', async (mode) => {
    const path = join(folder, 'a.yaml');
    await writeFile(path, 'old');
    await chmod(path, mode);
    await writeAtomically(path, 'new');
    expect((await stat(path)).mode & 0o7777).toBe(mode);
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  test.each([
    ['with a target', true],
    ['that leads nowhere yet', false],
  ])('a symbolic link %s stays a link', async (_title, there) => {
    const [link, target] = [join(folder, 'link.yaml'), join(folder, 'target.yaml')];
    if (there) await writeFile(target, 'old');
    await symlink('target.yaml', link);
    await writeAtomically(link, 'new');
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(target, 'utf8')).toBe('new');
  });

  test('a folder that is not there is an error, not created', async () => {
    await expect(writeAtomically(join(folder, 'gone/a.yaml'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

/** The real calls, but one of them fails. */
function failing(step: 'open' | 'writeFile' | 'sync' | 'rename' | 'access', code: string): WriteSystem {
  const reject = (): Promise<never> => Promise.reject(failure(code));
  if (step === 'rename' || step === 'access') return { ...fs, [step]: reject };
  if (step === 'open') return { ...fs, open: reject };
  const open: WriteSystem['open'] = async (...args) => {
    const handle = await fs.open(...args);
    return Object.assign(handle, { [step]: reject });
  };
  return { ...fs, open };
}

describe('a fault leaves the old file intact and nothing beside it', () => {
  const faults = [
    ['open', 'EACCES'],
    ['open', 'EROFS'],
    ['access', 'EACCES'],
    ['writeFile', 'ENOSPC'],
    ['writeFile', 'EIO'],
    ['sync', 'EIO'],
    ['rename', 'EIO'],
    ['rename', 'EPERM'],
  ] as const;
  test.each(faults)('%s fails with %s', async (step, code) => {
    const path = join(folder, 'a.yaml');
    await writeFile(path, 'old');
    await expect(writeAtomically(path, 'new', failing(step, code))).rejects.toMatchObject({ code });
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.yaml']);
  });
});

test('a folder that can’t be synced is no failure: the text is safe', async () => {
  const open: WriteSystem['open'] = (path, flags, mode) =>
    flags === 'r' ? Promise.reject(failure('EISDIR')) : fs.open(path, flags, mode);
  await writeAtomically(join(folder, 'a.yaml'), 'new', { ...fs, open });
  expect(await readFile(join(folder, 'a.yaml'), 'utf8')).toBe('new');
});

test('whoever reads meanwhile sees one whole version', async () => {
  const path = join(folder, 'a.yaml');
  const versions = Array.from({ length: 20 }, (_, index) => String(index).repeat(20_000));
  await writeFile(path, versions[0] ?? '');
  let writing = true;
  const seen: string[] = [];
  const reader = (async () => {
    while (writing) seen.push(await readFile(path, 'utf8'));
  })();
  for (const version of versions) await writeAtomically(path, version);
  writing = false;
  await reader;
  expect(seen.filter((text) => !versions.includes(text))).toEqual([]);
});
