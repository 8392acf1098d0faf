import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findProgram, programFolders } from './find-program.ts';

let top: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'firewright-programs-'));
});
afterEach(() => rm(top, { recursive: true, force: true, maxRetries: 5 }));

async function program(folder: string, mode = 0o755, name = 'kubectl'): Promise<string> {
  const path = join(top, folder, name);
  await mkdir(join(top, folder), { recursive: true });
  await writeFile(path, '');
  await chmod(path, mode);
  return path;
}
const folders = (...names: readonly string[]): string => names.map((name) => join(top, name)).join(delimiter);

test('the first folder that has it counts', async () => {
  const first = await program('b');
  await program('c');
  expect(findProgram('kubectl', folders('a', 'b', 'c'), 'linux')).toBe(first);
});

test('a folder of that name and a file that can’t be run are passed over', async () => {
  await mkdir(join(top, 'a/kubectl'), { recursive: true });
  await program('b', 0o644);
  const runs = await program('c');
  expect(findProgram('kubectl', folders('a', 'b', 'c'), 'linux')).toBe(runs);
});

test('relative folders, and so the current one, are never looked into', async () => {
  await program('a');
  const before = process.cwd();
  process.chdir(join(top, 'a'));
  try {
    expect(findProgram('kubectl', ['.', '', '../a'].join(delimiter), 'linux')).toBeNull();
  } finally {
    process.chdir(before);
  }
});

test('Windows runs the file with its ending only', async () => {
  await program('a');
  const runs = await program('b', 0o755, 'kubectl.exe');
  expect(findProgram('kubectl', folders('a', 'b'), 'win32')).toBe(runs);
});

test('the folders are those of the environment, however it spells them; a Mac gets those of the usual installers too', () => {
  expect(programFolders({ Path: '/a' }, 'win32')).toBe('/a');
  expect(programFolders({ PATH: '/a' }, 'linux')).toBe('/a');
  expect(programFolders({}, 'linux')).toBe('');
  expect(programFolders({ PATH: '/a' }, 'darwin').split(delimiter)).toEqual([
    '/a',
    '/opt/homebrew/bin',
    '/usr/local/bin',
  ]);
});
