/*
 * The two containers that Windows and macOS keep an icon's sizes in. Sources: Microsoft's "Icons" (ICONDIR,
 * ICONDIRENTRY, BITMAPINFOHEADER); the list of OSTypes that Apple's iconutil writes.
 */

/** One size of an icon: its PNG, and its pixels as RGBA rows from the top. @typedef {{ size: number, png: Buffer, pixels: Buffer }} Picture */

const directoryBytes = 6;
const entryBytes = 16;
const bitmapHeaderBytes = 40;

/**
 * @param {readonly Picture[]} pictures at most 256 pixels wide
 * @returns {Buffer} an .ico file
 */
export function icoFile(pictures) {
  // Windows reads PNG everywhere only for 256 pixels; installers and old dialogs want bitmaps for the rest.
  const images = pictures.map((picture) => ({
    size: picture.size,
    data: picture.size === 256 ? picture.png : bitmap(picture),
  }));
  const directory = Buffer.alloc(directoryBytes + entryBytes * images.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(images.length, 4);
  let offset = directory.length;
  images.forEach(({ size, data }, index) => {
    const at = directoryBytes + entryBytes * index;
    // 0 stands for 256.
    directory.writeUInt8(size % 256, at);
    directory.writeUInt8(size % 256, at + 1);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(data.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += data.length;
  });
  return Buffer.concat([directory, ...images.map((image) => image.data)]);
}

/** A bitmap as icons hold it: BGRA from the bottom, then a mask, which counts twice in the height. @param {Picture} picture */
function bitmap({ size, pixels }) {
  const header = Buffer.alloc(bitmapHeaderBytes);
  header.writeUInt32LE(bitmapHeaderBytes, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(size * size * 4);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const from = (row * size + column) * 4;
      const to = ((size - 1 - row) * size + column) * 4;
      colours.writeUInt32BE(
        ((pixels.readUInt8(from + 2) << 24) |
          (pixels.readUInt8(from + 1) << 16) |
          (pixels.readUInt8(from) << 8) |
          pixels.readUInt8(from + 3)) >>>
          0,
        to,
      );
    }
  }
  // The alpha channel decides; the mask, of rows padded to 32 bits, hides nothing.
  const mask = Buffer.alloc(Math.ceil(size / 32) * 4 * size);
  return Buffer.concat([header, colours, mask]);
}

/** OSTypes that hold a PNG, with its width: points and scale are not the container's business. */
const icnsTypes = /** @type {const} */ ([
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]);

/** Widths that an .icns file is made of. */
export const icnsSizes = [...new Set(icnsTypes.map(([, size]) => size))];

/**
 * @param {readonly Picture[]} pictures one for each of `icnsSizes`; throws without
 * @returns {Buffer} an .icns file
 */
export function icnsFile(pictures) {
  const parts = icnsTypes.flatMap(([type, size]) => {
    const picture = pictures.find((candidate) => candidate.size === size);
    if (picture === undefined) throw new Error(`An .icns file needs a picture of ${size} pixels`);
    return [chunkHeader(type, picture.png.length), picture.png];
  });
  const body = Buffer.concat(parts);
  return Buffer.concat([chunkHeader('icns', body.length), body]);
}

/** @param {string} type @param {number} length of what follows */
function chunkHeader(type, length) {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(length + 8, 4);
  return header;
}

/** Widths of the pictures in an .ico file. @param {Buffer} file */
export function sizesOfIco(file) {
  return Array.from(
    { length: file.readUInt16LE(4) },
    (_, index) => file.readUInt8(directoryBytes + entryBytes * index) || 256,
  );
}

/** Widths of the pictures in an .icns file; throws where a chunk is no PNG. @param {Buffer} file */
export function sizesOfIcns(file) {
  /** @type {number[]} */
  const sizes = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) sizes.push(widthOfPng(file.subarray(at + 8)));
  return sizes;
}

/** @param {Buffer} file @returns {number} pixels; throws where it is no PNG */
export function widthOfPng(file) {
  if (file.toString('latin1', 1, 4) !== 'PNG') throw new Error('no PNG');
  return file.readUInt32BE(16);
}
