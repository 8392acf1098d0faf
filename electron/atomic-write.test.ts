import * as fs from 'node:fs/promises';
import { chmod, link, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeAtomically, type WriteSystem } from './atomic-write.ts';
import { FileFault } from './file-errors.ts';
import { failing, type Step } from './testing/failing-system.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-write-'));
  path = join(folder, 'a.yaml');
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('on a real disk', () => {
  test('a new file is written, and nothing else is left in its folder', async () => {
    await writeAtomically(path, 'text ü');
    expect(await readFile(path, 'utf8')).toBe('text ü');
    expect(await readdir(folder)).toEqual(['a.yaml']);
  });

  test('a name may be as long as names can be', async () => {
    const long = `${'a'.repeat(250)}.yaml`;
    await writeAtomically(join(folder, long), 'text');
    expect(await readdir(folder)).toEqual([long]);
  });

  test.each([0o600, 0o640, 0o666, 0o755])('an existing file keeps its mode %o, whatever the umask', async (mode) => {
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
    const target = join(folder, 'target.yaml');
    if (there) await writeFile(target, 'old');
    await symlink('target.yaml', path);
    await writeAtomically(path, 'new');
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
    expect(await readFile(target, 'utf8')).toBe('new');
  });

  test.each([
    ['longer', 'a much longer text'],
    ['shorter', 'x'],
    ['empty', ''],
  ])('a file with another hard link stays the same file with a %s text', async (_title, text) => {
    const other = join(folder, 'other.yaml');
    await writeFile(path, 'old text');
    await link(path, other);
    await writeAtomically(path, text);
    expect([await readFile(path, 'utf8'), await readFile(other, 'utf8')]).toEqual([text, text]);
    expect((await stat(path)).ino).toBe((await stat(other)).ino);
    expect(await readdir(folder)).toEqual(['a.yaml', 'other.yaml']);
  });

  test('a folder that is not there is told as such, and not created', async () => {
    await expect(writeAtomically(join(folder, 'gone/a.yaml'), 'x')).rejects.toMatchObject({ reason: 'folder-gone' });
  });

  test.each(['/dev/full', '/dev/null'])('a device (%s) is neither written nor replaced', async (device) => {
    await symlink(device, path);
    await expect(writeAtomically(path, 'x')).rejects.toMatchObject({ reason: 'no-file' });
    expect((await stat(device)).isCharacterDevice()).toBe(true);
  });

  test('what a killed writer left is cleared away once it is old; a younger one may be in use', async () => {
    const [old, young] = ['0', '1'].map((digit) => `.firewright-${digit.repeat(36)}.tmp`) as [string, string];
    for (const name of [old, young, '.firewright-notes.tmp']) await writeFile(join(folder, name), '');
    await utimes(join(folder, old), 1, 1);
    await writeAtomically(path, 'new');
    expect(await readdir(folder)).toEqual([young, '.firewright-notes.tmp', 'a.yaml'].sort());
  });
});

describe('a fault leaves the old file intact and nothing beside it', () => {
  const steps: readonly Step[] = ['access', 'open', 'writeFile', 'sync', 'readBack', 'rename'];
  const codes = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO', 'ESTALE', 'ETIMEDOUT'];
  test.each(steps.flatMap((step) => codes.map((code) => [step, code] as const)))(
    '%s fails with %s',
    async (step, code) => {
      await writeFile(path, 'old');
      await expect(writeAtomically(path, 'new', { system: failing(step, code) })).rejects.toMatchObject({ code });
      expect(await readFile(path, 'utf8')).toBe('old');
      expect(await readdir(folder)).toEqual(['a.yaml']);
    },
  );

  test('what was written can’t be read again', async () => {
    await writeFile(path, 'old');
    const readBack: WriteSystem['readFile'] = (() =>
      Promise.resolve(Buffer.from('ne'))) as unknown as WriteSystem['readFile'];
    const written = writeAtomically(path, 'new', { system: { ...fs, readFile: readBack } });
    await expect(written).rejects.toMatchObject({ reason: 'disk-error' });
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['old', ['a.yaml']]);
  });

  test.each(['ENOSPC', 'EIO'])('writing in place fails with %s in the middle', async (code) => {
    await writeFile(path, 'old text');
    await link(path, join(folder, 'other.yaml'));
    await expect(writeAtomically(path, 'new', { system: failing('write', code) })).rejects.toMatchObject({ code });
    expect(await readFile(path, 'utf8')).toBe('old text');
    expect(await readdir(folder)).toEqual(['a.yaml', 'other.yaml']);
  });

  test('somebody puts a link in the file’s place meanwhile', async () => {
    const other = join(folder, 'other.yaml');
    await writeFile(path, 'old');
    await writeFile(other, 'theirs');
    const beforeReplacing = async (): Promise<void> => {
      await rm(path);
      await symlink(other, path);
    };
    await expect(writeAtomically(path, 'new', { beforeReplacing })).rejects.toMatchObject({
      reason: 'changed-on-disk',
    });
    expect([await readFile(other, 'utf8'), await readdir(folder)]).toEqual(['theirs', ['a.yaml', 'other.yaml']]);
  });

  test('the caller says no when all is ready', async () => {
    await writeFile(path, 'old');
    const beforeReplacing = (): Promise<void> => Promise.reject(new FileFault('changed-on-disk'));
    await expect(writeAtomically(path, 'new', { beforeReplacing })).rejects.toMatchObject({
      reason: 'changed-on-disk',
    });
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['old', ['a.yaml']]);
  });
});

describe('what a file system can’t do is done without', () => {
  test.each(['EINVAL', 'ENOTSUP', 'ENOSYS'])('fsync (%s)', async (code) => {
    await writeFile(path, 'old');
    await writeAtomically(path, 'new', { system: failing('sync', code) });
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  test.each(['EEXIST', 'EXDEV', 'ENOTSUP'])('renaming over a file (%s): it is written in place', async (code) => {
    await writeFile(path, 'old text');
    await writeAtomically(path, 'new', { system: failing('rename', code) });
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['new', ['a.yaml']]);
  });

  test('giving the file its owner: it is written in place, and stays the owner’s', async () => {
    await writeFile(path, 'old text');
    const before = (await stat(path)).ino;
    await writeAtomically(path, 'new', { system: failing('chown', 'EPERM') });
    expect([await readFile(path, 'utf8'), (await stat(path)).ino]).toEqual(['new', before]);
  });

  test.each(['EISDIR', 'EIO'])('fsync of the folder (%s): the text is safe', async (code) => {
    await writeAtomically(path, 'new', { system: failing('syncFolder', code) });
    expect(await readFile(path, 'utf8')).toBe('new');
  });
});

test('whoever reads meanwhile sees one whole version', async () => {
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
