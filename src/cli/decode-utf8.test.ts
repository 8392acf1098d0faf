import { expect, test } from 'vitest';
import { decodeUtf8 } from './decode-utf8.ts';

const cases: readonly (readonly [bytes: readonly number[], expected: object])[] = [
  [[], { kind: 'text', text: '' }],
  [[0x61, 0xc3, 0xa9], { kind: 'text', text: 'aé' }],
  // A byte order mark is part of the bytes that are written back.
  [[0xef, 0xbb, 0xbf, 0x61], { kind: 'text', text: '\uFEFFa' }],
  [[0x61, 0xe9, 0x62], { kind: 'not-utf8', offset: 1 }],
  [[0xc3, 0xa9, 0xff, 0xfe], { kind: 'not-utf8', offset: 2 }],
  // Cut off inside a character.
  [[0x61, 0xe2, 0x82], { kind: 'not-utf8', offset: 1 }],
  // A surrogate is no character of UTF-8.
  [[0xed, 0xa0, 0x80], { kind: 'not-utf8', offset: 0 }],
];
test.each(cases)('%j', (bytes, expected) => {
  expect(decodeUtf8(Uint8Array.from(bytes))).toEqual(expected);
});
