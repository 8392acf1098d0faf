import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { maxFileBytes } from '../src/host/app-host.ts';
import { readFileOnDisk, versionOf } from './file-content.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-read-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

// The same rows as src/host/decode-file.test.ts: a file must not read differently in a browser.
test.each([
  ['a lone continuation byte', [0x61, 0x80], 1],
  ['Latin-1', [0x67, 0x72, 0xfc, 0x6e], 2],
  ['a sequence cut off by the end', [0x61, 0xe2, 0x82], 1],
  ['a sequence cut off that begins like U+FFFD', [0x61, 0xef, 0xbf, 0x41], 1],
  ['the same at the end', [0x61, 0xef, 0xbf], 1],
  ['an overlong slash', [0xc0, 0xaf], 0],
  ['a surrogate half', [0x61, 0x62, 0xed, 0xa0, 0x80], 2],
  ['a bad byte behind a real U+FFFD', [0xef, 0xbf, 0xbd, 0xff], 3],
  ['UTF-16', [0xff, 0xfe, 0x61, 0x00], 0],
])('tells where UTF-8 ends: %s', async (_why, bytes, offset) => {
  await writeFile(join(folder, 'a'), Uint8Array.from(bytes));
  expect((await readFileOnDisk(join(folder, 'a'))).content).toEqual({ kind: 'not-utf8', offset });
});

test('text comes back whole, byte order mark included, and its version is that of the text', async () => {
  const text = '\ufeffkind: Namespace # ü 🙂\r\n';
  await writeFile(join(folder, 'a'), text);
  expect(await readFileOnDisk(join(folder, 'a'))).toEqual({
    content: { kind: 'text', text },
    version: versionOf(text),
  });
});

test('a file over the limit is not read', async () => {
  const file = await open(join(folder, 'a'), 'w');
  await file.truncate(maxFileBytes + 1);
  await file.close();
  expect(await readFileOnDisk(join(folder, 'a'))).toEqual({
    content: { kind: 'too-large', bytes: maxFileBytes + 1 },
    version: null,
  });
});
