import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/*
 * Reads Electron's archive format by its description (electron/asar, "Format"): a pickle with the header's length, the
 * header as JSON, then the files one after another. It is a second reading on purpose: the library that wrote an archive
 * would agree with itself.
 */

/** @typedef {{ hash: string, blockSize: number, blocks: readonly string[] }} Integrity */
/** @typedef {{ size: number, offset: string, integrity?: Integrity, unpacked?: boolean, link?: string }} FileEntry */
/** @typedef {{ files: Readonly<Record<string, FolderEntry | FileEntry>> }} FolderEntry */

/**
 * An archive in memory: what each path holds, and the digest of its header, which the program file must carry.
 * @typedef {{ files: ReadonlyMap<string, Buffer>, headerHash: string, faults: readonly string[], bytes: number }} Archive
 */

/**
 * @param {string} file an app.asar; throws where it is none
 * @returns {Archive} `faults` names files that are links, lie outside, or don't have the bytes that the header promises
 */
export function readArchive(file) {
  const bytes = readFileSync(file);
  const headerLength = bytes.readUInt32LE(4);
  const header = bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12));
  const start = 8 + headerLength;
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  /** @type {string[]} */
  const faults = [];
  for (const [path, entry] of filesOf(JSON.parse(header), '')) {
    if (entry.link !== undefined || entry.unpacked === true) {
      faults.push(`${path} is a link or lies outside of the archive`);
      continue;
    }
    const at = start + Number(entry.offset);
    const content = bytes.subarray(at, at + entry.size);
    if (!isAsPromised(content, entry.integrity)) faults.push(`${path} is not what the header promises`);
    files.set(path, content);
  }
  return { files, headerHash: sha256(Buffer.from(header)), faults, bytes: bytes.length };
}

/** @param {FolderEntry} folder @param {string} prefix @returns {[path: string, entry: FileEntry][]} */
function filesOf(folder, prefix) {
  return Object.entries(folder.files).flatMap(([name, entry]) =>
    'files' in entry ? filesOf(entry, `${prefix}${name}/`) : [[`${prefix}${name}`, entry]],
  );
}

/** @param {Buffer} content @param {Integrity | undefined} integrity */
function isAsPromised(content, integrity) {
  if (integrity === undefined || sha256(content) !== integrity.hash) return false;
  const blocks = integrity.blocks.map((_, index) =>
    sha256(content.subarray(index * integrity.blockSize, (index + 1) * integrity.blockSize)),
  );
  return blocks.every((hash, index) => hash === integrity.blocks[index]);
}

/** @param {Buffer} content */
function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** Writes an archive's files below a folder. @param {Archive} archive @param {string} folder */
export function extractArchive(archive, folder) {
  for (const [path, content] of archive.files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}
