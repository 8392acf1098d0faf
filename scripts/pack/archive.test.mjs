import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { extractArchive, readArchive } from './archive.mjs';

/** @type {string[]} */
const folders = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'firewright-archive-'));
  folders.push(folder);
  return folder;
}

const sha256 = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex');
const blockSize = 4;

/** @param {string} text @param {number} offset */
function entryOf(text, offset) {
  const blocks = text.match(/.{1,4}/gs) ?? [];
  return {
    size: text.length,
    offset: String(offset),
    integrity: { algorithm: 'SHA256', hash: sha256(text), blockSize, blocks: blocks.map(sha256) },
  };
}

/** An archive as Electron describes it. @param {object} header @param {string} content */
function archiveFile(header, content) {
  const json = Buffer.from(JSON.stringify(header));
  const padded = Math.ceil(json.length / 4) * 4;
  const start = Buffer.alloc(16 + padded);
  start.writeUInt32LE(4, 0);
  start.writeUInt32LE(8 + padded, 4);
  start.writeUInt32LE(4 + padded, 8);
  start.writeUInt32LE(json.length, 12);
  json.copy(start, 16);
  const file = join(newFolder(), 'app.asar');
  writeFileSync(file, Buffer.concat([start, Buffer.from(content)]));
  return { file, headerHash: sha256(json.toString()) };
}

describe('an archive', () => {
  const header = { files: { 'a.txt': entryOf('alpha', 0), dist: { files: { 'b.js': entryOf('beta!!', 5) } } } };

  test('is read and unpacked with its folders', () => {
    const { file, headerHash } = archiveFile(header, 'alphabeta!!');
    const archive = readArchive(file);
    expect([...archive.files].map(([path, bytes]) => [path, bytes.toString()])).toEqual([
      ['a.txt', 'alpha'],
      ['dist/b.js', 'beta!!'],
    ]);
    expect(archive).toMatchObject({ headerHash, faults: [] });
    const folder = newFolder();
    extractArchive(archive, folder);
    expect(readFileSync(join(folder, 'dist/b.js'), 'utf8')).toBe('beta!!');
  });

  test.each([
    ['a byte that was changed', header, 'alphabetA!!', ['dist/b.js is not what the header promises']],
    [
      'a file without a digest',
      { files: { 'a.txt': { size: 1, offset: '0' } } },
      'a',
      ['a.txt is not what the header promises'],
    ],
    ['a link', { files: { a: { link: '/etc/passwd' } } }, '', ['a is a link or lies outside of the archive']],
    [
      'a file beside the archive',
      { files: { a: { size: 1, offset: '0', unpacked: true } } },
      '',
      ['a is a link or lies outside of the archive'],
    ],
  ])('tells of %s', (_name, files, content, faults) => {
    expect(readArchive(archiveFile(files, content).file).faults).toEqual(faults);
  });
});
