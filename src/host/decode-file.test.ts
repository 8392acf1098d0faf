import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxFileBytes } from './app-host.ts';
import { decodeFile, readFileContent } from './decode-file.ts';

const bad: readonly (readonly [why: string, bytes: readonly number[], offset: number])[] = [
  ['a lone continuation byte', [0x61, 0x80], 1],
  ['Latin-1', [0x67, 0x72, 0xfc, 0x6e], 2],
  ['a sequence cut off by the end', [0x61, 0xe2, 0x82], 1],
  ['a sequence cut off that begins like U+FFFD', [0x61, 0xef, 0xbf, 0x41], 1],
  ['the same at the end', [0x61, 0xef, 0xbf], 1],
  ['an overlong slash', [0xc0, 0xaf], 0],
  ['a surrogate half', [0x61, 0x62, 0xed, 0xa0, 0x80], 2],
  ['a bad byte behind a real U+FFFD', [0xef, 0xbf, 0xbd, 0xff], 3],
  ['UTF-16', [0xff, 0xfe, 0x61, 0x00], 0],
];
test.each(bad)('tells where UTF-8 ends: %s', (_why, bytes, offset) => {
  expect(decodeFile(Uint8Array.from(bytes))).toEqual({ kind: 'not-utf8', offset });
});

describe('a readable file', () => {
  test('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeFile(new TextEncoder().encode(text))).toEqual({ kind: 'text', text });
      }),
    );
  });
  test('keeps its byte order mark', () => {
    expect(decodeFile(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toEqual({ kind: 'text', text: '\ufeffa' });
  });
});

test('a file over the limit is not even read', async () => {
  const file = { size: maxFileBytes + 1, arrayBuffer: () => Promise.reject(new Error('was read')) };
  // `readFileContent` looks at nothing else of a Blob.
  expect(await readFileContent(file as unknown as Blob)).toEqual({ kind: 'too-large', bytes: maxFileBytes + 1 });
});
