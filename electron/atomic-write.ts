import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { codeOf, FileFault } from './file-errors.ts';

/** The calls of `node:fs/promises` that writing needs; tests hand in some that fail. */
export type WriteSystem = Pick<
  typeof fs,
  'open' | 'rename' | 'unlink' | 'stat' | 'lstat' | 'realpath' | 'readlink' | 'access' | 'readFile' | 'readdir'
>;

export interface WriteOptions {
  readonly system?: WriteSystem;
  /** Called when all is ready, right before the file changes: rejecting leaves it as it is. */
  readonly beforeReplacing?: () => Promise<void>;
}

/** A text, which is written as UTF-8, or bytes of a buffer that holds nothing else. */
export type FileBytes = string | Uint8Array<ArrayBuffer>;

type Handle = Awaited<ReturnType<WriteSystem['open']>>;

/** Where a text goes, and what was there. */
interface Target {
  /** Behind all symbolic links. */
  readonly path: string;
  /** null: nothing yet. */
  readonly before: { readonly mode: number; readonly owner: Owner; readonly links: number } | null;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Writes `content` so that the file holds either what it held or all of `content`, whatever happens in between: a temporary
 * file beside it, fsync, reading back, rename, fsync of the folder. Mode, owner and symbolic links stay. Rejects with
 * the system's error or a `FileFault`; then the old file is intact and no temporary file is left.
 *
 * A file that would lose something by being replaced (other hard links to it, an owner that only root could give) or
 * whose file system can't replace files is written in place: first the whole text goes into the temporary file, so that
 * there is room for it, and what goes wrong afterwards is put right with the old bytes. Only the end of the process
 * right then can leave a mixture, and then the temporary file with the whole text is left beside it.
 */
export async function writeAtomically(
  path: string,
  content: FileBytes,
  { system = fs, beforeReplacing = () => Promise.resolve() }: WriteOptions = {},
): Promise<void> {
  const target = await targetAt(path, system);
  // Renaming would replace a file that may not be written.
  if (target.before !== null) await system.access(target.path, constants.W_OK);
  // Not after the file, whose name may be as long as names can be.
  const temporary = join(dirname(target.path), `.firewright-${randomUUID()}.tmp`);
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content.buffer);
  try {
    const isAlike = await writeTemporary(temporary, bytes, target, system);
    await beforeReplacing();
    await assertStillThere(path, target, system);
    if (isAlike) await replace(temporary, bytes, target, system);
    else await overwrite(target.path, bytes, system);
  } finally {
    // After a rename there is none.
    await system.unlink(temporary).catch(() => undefined);
  }
  await syncFolder(dirname(target.path), system);
  await removeLitter(dirname(target.path), system);
}

async function targetAt(path: string, system: WriteSystem): Promise<Target> {
  const target = await behindLinks(path, system);
  try {
    const stats = await system.stat(target);
    // A device would be written to, or worse, replaced.
    if (!stats.isFile()) throw new FileFault('no-file');
    const { mode, uid, gid, nlink } = stats;
    return { path: target, before: { mode: mode & 0o7777, owner: { uid, gid }, links: nlink } };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { path: target, before: null };
    throw error;
  }
}

/** Where a symbolic link leads, also if nothing is there yet. */
async function behindLinks(path: string, system: WriteSystem): Promise<string> {
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

/** @returns whether it may take the target's place without taking anything from it */
async function writeTemporary(path: string, bytes: Buffer, target: Target, system: WriteSystem): Promise<boolean> {
  const { before } = target;
  const file = await openTemporary(path, before?.mode ?? 0o666, system);
  try {
    await file.writeFile(bytes);
    // The owner first: giving a file away clears some bits of its mode.
    const isOwned = before === null || (await takesOwner(file, before.owner));
    // The mode given to `open` loses the bits of the umask; an existing file's mode is kept whole.
    if (before !== null) await file.chmod(before.mode);
    await syncIfPossible(file);
    // Some network folders and quotas tell only by what is really there.
    if (!(await system.readFile(path)).equals(bytes)) throw new FileFault('disk-error');
    return isOwned && (before === null || before.links < 2);
  } finally {
    await file.close();
  }
}

/** A folder that is gone says the same as a file that is gone; here only the folder can be. */
async function openTemporary(path: string, mode: number, system: WriteSystem): Promise<Handle> {
  try {
    return await system.open(path, 'wx', mode);
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? new FileFault('folder-gone') : error;
  }
}

async function takesOwner(file: Handle, { uid, gid }: Owner): Promise<boolean> {
  const own = await file.stat();
  if (own.uid === uid && own.gid === gid) return true;
  return file.chown(uid, gid).then(
    () => true,
    () => false,
  );
}

/** Whoever moved the file or put a link in its place meanwhile has to be asked first. */
async function assertStillThere(path: string, { path: known }: Target, system: WriteSystem): Promise<void> {
  if ((await behindLinks(path, system)) !== known) throw new FileFault('changed-on-disk');
}

// What file systems answer that can't rename over a file: old sshfs, some FUSE and SMB mounts, folders over two disks.
const cantReplace = ['EEXIST', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EINVAL'];
// On Windows a scanner may hold the file for a moment.
const heldOnWindows = ['EPERM', 'EACCES', 'EBUSY'];
const renameTries = 6;
const firstWaitMs = 20;

async function replace(temporary: string, bytes: Buffer, { path }: Target, system: WriteSystem): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await system.rename(temporary, path);
    } catch (error) {
      if (cantReplace.includes(codeOf(error))) return overwrite(path, bytes, system);
      const isHeld = process.platform === 'win32' && heldOnWindows.includes(codeOf(error));
      if (!isHeld || attempt === renameTries) throw error;
      await new Promise((resume) => setTimeout(resume, firstWaitMs * 2 ** attempt));
    }
  }
}

/** In place: the file's other names and its owner stay. A failure puts the old bytes back. */
async function overwrite(path: string, bytes: Buffer, system: WriteSystem): Promise<void> {
  const before = await system.readFile(path);
  const file = await system.open(path, 'r+');
  try {
    await fill(file, bytes).catch(async (error: unknown) => {
      await fill(file, before);
      throw error;
    });
  } finally {
    await file.close();
  }
}

async function fill(file: Handle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, done)).bytesWritten;
  }
  await file.truncate(bytes.length);
  await syncIfPossible(file);
}

// Answers of file systems that have no fsync: the text is written, only not known to be on the disk.
const cantSync = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

async function syncIfPossible(file: Handle): Promise<void> {
  try {
    await file.sync();
  } catch (error) {
    if (!cantSync.includes(codeOf(error))) throw error;
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

const litterAgeMs = 60_000;

/** Temporary files whose writer was killed. Best effort: they do no harm. */
async function removeLitter(folder: string, system: WriteSystem): Promise<void> {
  const names = await system.readdir(folder).catch(() => []);
  for (const name of names) {
    if (!/^\.firewright-[0-9a-f-]{36}\.tmp$/.test(name)) continue;
    const litter = join(folder, name);
    const age = await system.stat(litter).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    // A younger one may be another window's, which is just saving.
    if (age > litterAgeMs) await system.unlink(litter).catch(() => undefined);
  }
}
