import { createInflate } from 'node:zlib';

export interface PngRows {
  readonly width: number;
  readonly height: number;
  /** Rows from the top down, four bytes a pixel: a big picture never lies in memory as a whole. */
  readonly rows: AsyncGenerator<Buffer>;
}

/** A PNG as the program writes it: 8 bits of red, green, blue and alpha, rows without filters. */
export function pngRows(file: Buffer): PngRows {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  return { width, height, rows: rowsOf(file, 4 * width) };
}

async function* rowsOf(file: Buffer, rowBytes: number): AsyncGenerator<Buffer> {
  const inflate = createInflate();
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') inflate.write(file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  inflate.end();
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of inflate as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let at = 0;
    for (; at + rowBytes + 1 <= bytes.length; at += rowBytes + 1) {
      if (bytes[at] !== 0) throw new Error(`a row with filter ${bytes[at]}`);
      yield bytes.subarray(at + 1, at + rowBytes + 1);
    }
    rest = bytes.subarray(at);
  }
  if (rest.length > 0) throw new Error('the last row is cut');
}
