import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { crc32, pngFile } from './png-file.ts';

async function* strips(...parts: readonly (readonly number[])[]): AsyncGenerator<Uint8ClampedArray> {
  for (const part of parts) yield await Promise.resolve(Uint8ClampedArray.from(part));
}
const pixel = (value: number): readonly number[] => [value, value, value, 255];

/** The chunks of a file, each checked by its sum. */
async function chunksOf(file: Blob): Promise<readonly { readonly type: string; readonly data: Buffer }[]> {
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const chunks = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.push({ type: body.subarray(0, 4).toString(), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

test('the sum of a chunk is the one of the standard', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});

test('pixels that come in strips are all in the file, row by row', async () => {
  const rows = [1, 2, 3].map((row) => [...pixel(row), ...pixel(row + 10)]);
  const file = await pngFile({ width: 2, height: 3, scale: 2 }, strips(rows.slice(0, 2).flat(), rows[2] ?? []));
  const chunks = await chunksOf(file);
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'pHYs', ...chunks.slice(2, -1).map(() => 'IDAT'), 'IEND']);
  expect(chunks[0]?.data).toEqual(Buffer.from([0, 0, 0, 2, 0, 0, 0, 3, 8, 6, 0, 0, 0]));
  // 2 pixels for each of the 96 to an inch.
  expect(chunks[1]?.data.readUInt32BE(0)).toBe(7559);
  const data = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data)));
  expect([...data]).toEqual(rows.flatMap((row) => [0, ...row]));
});

test('a file with rows missing is none', async () => {
  await expect(pngFile({ width: 1, height: 2, scale: 1 }, strips(pixel(1)))).rejects.toThrow(
    '1 rows for a picture of 2',
  );
});
