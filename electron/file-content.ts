import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { type FileContent, type FileVersion, maxFileBytes } from '../src/host/app-host.ts';
import { FileFault } from './file-errors.ts';

export interface FileOnDisk {
  readonly content: FileContent;
  /** null for a file that is too large to be looked at. */
  readonly version: FileVersion | null;
}

/** Reads a file with its version. Rejects with the system's error; what is wrong with the content is told in it. */
export async function readFileOnDisk(path: string): Promise<FileOnDisk> {
  const stats = await stat(path);
  // A device may have no end; a folder has no bytes.
  if (!stats.isFile()) throw new FileFault('no-file');
  const { size } = stats;
  if (size > maxFileBytes) return { content: { kind: 'too-large', bytes: size }, version: null };
  const bytes = await readFile(path);
  return { content: contentOf(bytes), version: versionOf(bytes) };
}

/** The content itself tells a change best: a clock may stand still, and touching a file changes nothing. */
export function versionOf(bytes: Buffer | string): FileVersion {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The text that the bytes are, or where they are none. */
export function contentOf(bytes: Buffer): FileContent {
  const text = bytes.toString('utf8');
  return isUtf8(bytes) ? { kind: 'text', text } : { kind: 'not-utf8', offset: firstBadByte(bytes, Buffer.from(text)) };
}

/** Reading put U+FFFD where bytes were bad, so the first difference is there, or within it: it is three bytes long. */
function firstBadByte(bytes: Buffer, repaired: Buffer): number {
  const difference = repaired.findIndex((byte, index) => byte !== bytes[index]);
  const starts = [difference, difference - 1, difference - 2];
  return starts.find((start) => ((repaired[start] ?? 0) & 0xc0) !== 0x80) ?? difference;
}
