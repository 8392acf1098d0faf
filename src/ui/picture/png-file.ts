/** https://www.w3.org/TR/png-3/ */
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const cssPixelsPerMetre = 96 / 0.0254;

export interface PngSize {
  readonly width: number;
  readonly height: number;
  /** Pixels for one of the picture: the file says so, so that it is printed in the picture's own size. */
  readonly scale: number;
}

/**
 * A PNG file whose pixels come strip by strip, so that a picture larger than any canvas can be written.
 *
 * @param strips whole rows from the top down, four bytes a pixel
 * @throws where the strips are not as many rows as was said
 */
export async function pngFile(
  { width, height, scale }: PngSize,
  strips: AsyncIterable<Uint8ClampedArray>,
): Promise<Blob> {
  const zipped = new CompressionStream('deflate');
  const parts: Uint8Array<ArrayBuffer>[] = [
    signature,
    chunk('IHDR', header(width, height)),
    chunk('pHYs', density(scale)),
  ];
  const collected = collect(zipped.readable, parts);
  const writer = zipped.writable.getWriter();
  let rows = 0;
  for await (const strip of strips) {
    rows += strip.length / (4 * width);
    await writer.write(filtered(strip, 4 * width));
  }
  await writer.close();
  await collected;
  if (rows !== height) throw new Error(`${rows} rows for a picture of ${height}`);
  parts.push(chunk('IEND', new Uint8Array()));
  return new Blob(parts, { type: 'image/png' });
}

async function collect(stream: ReadableStream<Uint8Array>, parts: Uint8Array<ArrayBuffer>[]): Promise<void> {
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) parts.push(chunk('IDAT', read.value));
}

/** 8 bits of red, green, blue and alpha. */
function header(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes.set([8, 6, 0, 0, 0], 8);
  return bytes;
}

function density(scale: number): Uint8Array {
  const bytes = new Uint8Array(9);
  const view = new DataView(bytes.buffer);
  const perMetre = Math.round(scale * cssPixelsPerMetre);
  view.setUint32(0, perMetre);
  view.setUint32(4, perMetre);
  bytes[8] = 1;
  return bytes;
}

/** Each row begins with the number of its filter: 0, none. */
function filtered(strip: Uint8ClampedArray, rowBytes: number): Uint8Array<ArrayBuffer> {
  const rows = strip.length / rowBytes;
  const bytes = new Uint8Array(strip.length + rows);
  for (let row = 0; row < rows; row += 1)
    bytes.set(strip.subarray(row * rowBytes, (row + 1) * rowBytes), row * (rowBytes + 1) + 1);
  return bytes;
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(
    Array.from(type, (letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, number) => {
  let code = number;
  for (let bit = 0; bit < 8; bit += 1) code = code & 1 ? 0xedb88320 ^ (code >>> 1) : code >>> 1;
  return code;
});

export function crc32(bytes: Uint8Array): number {
  let code = 0xffffffff;
  for (const byte of bytes) code = (crcTable[(code ^ byte) & 0xff] ?? 0) ^ (code >>> 8);
  return (code ^ 0xffffffff) >>> 0;
}
