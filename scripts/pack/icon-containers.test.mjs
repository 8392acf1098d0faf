import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { icnsFile, icnsSizes, icoFile, sizesOfIcns, sizesOfIco, widthOfPng } from './icon-containers.mjs';

/** A picture in one colour, red with half its strength; the PNG is only its head. @param {number} size */
function picture(size) {
  const png = Buffer.alloc(24);
  png.write('\x89PNG\r\n\x1a\n', 'latin1');
  png.writeUInt32BE(size, 16);
  return { size, png, pixels: Buffer.from(Array.from({ length: size * size }, () => [255, 0, 0, 128]).flat()) };
}

describe('.ico', () => {
  test('holds its sizes, the largest as PNG', () => {
    const file = icoFile([16, 32, 256].map(picture));
    expect(sizesOfIco(file)).toEqual([16, 32, 256]);
    expect(widthOfPng(file.subarray(file.length - 24))).toBe(256);
  });

  test('holds pixels from the bottom up as blue, green, red and strength', () => {
    const { pixels, ...rest } = picture(16);
    pixels.set([1, 2, 3, 4], 0);
    const file = icoFile([{ ...rest, pixels }]);
    const bitmap = file.subarray(6 + 16 + 40);
    expect([...bitmap.subarray(0, 4)]).toEqual([0, 0, 255, 128]);
    expect([...bitmap.subarray(15 * 16 * 4, 15 * 16 * 4 + 4)]).toEqual([3, 2, 1, 4]);
    // 16 rows of mask of 4 bytes each hide nothing.
    expect(bitmap.subarray(16 * 16 * 4).equals(Buffer.alloc(64))).toBe(true);
  });
});

describe('.icns', () => {
  test('holds every size that a Mac asks for', () => {
    const file = icnsFile(icnsSizes.map(picture));
    expect(file.toString('latin1', 0, 4)).toBe('icns');
    expect(file.readUInt32BE(4)).toBe(file.length);
    expect(sizesOfIcns(file)).toEqual([32, 64, 128, 256, 256, 512, 512, 1024]);
  });

  test('is not made with a size missing', () => {
    expect(() => icnsFile([picture(32)])).toThrow('64 pixels');
  });
});

test('the icons in the repository have all their sizes', () => {
  expect(sizesOfIco(readFileSync('assets/icons/firewright.ico'))).toEqual([16, 24, 32, 48, 64, 128, 256]);
  expect(new Set(sizesOfIcns(readFileSync('assets/icons/firewright.icns')))).toEqual(new Set(icnsSizes));
});
