import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isSameFile } from './same-file.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-same-'));
  await writeFile(at('a.yaml'), 'a');
  await writeFile(at('b.yaml'), 'a');
  await symlink(at('a.yaml'), at('soft.yaml'));
  await link(at('a.yaml'), at('hard.yaml'));
  await mkdir(at('sub'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

test.each([
  ['itself', 'a.yaml', true],
  ['a symbolic link to it', 'soft.yaml', true],
  ['another name of it', 'hard.yaml', true],
  ['a detour to it', 'sub/../a.yaml', true],
  ['another file with the same content', 'b.yaml', false],
  ['a file that is not there', 'gone.yaml', false],
])('%s', async (_title, other, same) => {
  // The detour is kept from being shortened by `join`.
  expect(await isSameFile(at('a.yaml'), `${folder}/${other}`)).toBe(same);
});

test('a file that is gone is still the same as itself', async () => {
  expect(await isSameFile(at('gone.yaml'), at('gone.yaml'))).toBe(true);
});
