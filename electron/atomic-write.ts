import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from './file-errors.ts';

/** The calls of `node:fs/promises` that writing needs; tests hand in some that fail. */
export type WriteSystem = Pick<
  typeof fs,
  'open' | 'rename' | 'unlink' | 'stat' | 'lstat' | 'realpath' | 'readlink' | 'access'
>;

/**
 * Writes `text` so that the file holds either what it held or all of `text`, whatever happens in between: a temporary
 * file beside it, fsync, rename, fsync of the folder. The file's mode stays; a symbolic link stays and its target is
 * written. Rejects with the system's error; then the old file is intact and no temporary file is left.
 */
export async function writeAtomically(path: string, text: string, system: WriteSystem = fs): Promise<void> {
  const target = await targetOf(path, system);
  const mode = await modeOf(target, system);
  // Renaming would replace a file that may not be written.
  if (mode !== null) await system.access(target, constants.W_OK);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    await writeDurably(temporary, text, mode, system);
    await system.rename(temporary, target);
  } catch (error) {
    await system.unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(target), system);
}

/** Where a symbolic link leads, also if nothing is there yet. */
async function targetOf(path: string, system: WriteSystem): Promise<string> {
  try {
    return await system.realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  const isLink = await system.lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
  return isLink ? resolve(dirname(path), await system.readlink(path)) : path;
}

/** Permission bits, or null if there is no such file. */
async function modeOf(path: string, system: WriteSystem): Promise<number | null> {
  try {
    return (await system.stat(path)).mode & 0o7777;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function writeDurably(path: string, text: string, mode: number | null, system: WriteSystem): Promise<void> {
  const file = await system.open(path, 'wx', mode ?? 0o666);
  try {
    await file.writeFile(text, 'utf8');
    // The mode given to `open` loses the bits of the umask; an existing file's mode is kept whole.
    if (mode !== null) await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename itself durable. Windows and some network file systems can't; the text is safe without it. */
async function syncFolder(path: string, system: WriteSystem): Promise<void> {
  try {
    const folder = await system.open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    return;
  }
}
