import { svgFile, type Picture } from './picture-svg.ts';
import { pngFile } from './png-file.ts';

/** No tile is larger, as no browser has a smaller limit for its canvases; nor is a strip's share of the memory. */
const tileWidth = 4096;
const tilePixels = 4_000_000;
/** Larger ones take minutes, and no program opens them. */
const mostPixels = 600_000_000;

/** The largest of those scales, which ascend, at which the picture can still be written. */
export function largestScale<Scale extends number>(
  { width, height }: Pick<Picture, 'width' | 'height'>,
  [smallest, ...larger]: readonly [Scale, ...(readonly Scale[])],
): Scale {
  return larger.findLast((scale) => width * height * scale * scale <= mostPixels) ?? smallest;
}

/** A part of the picture's pixels that is drawn at once. */
export interface Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Strips from the top down, each as tiles from left to right; together every pixel once. */
export function tilesOf(width: number, height: number): readonly (readonly Tile[])[] {
  const high = Math.max(1, Math.floor(tilePixels / width));
  const starts = (length: number, step: number): readonly number[] =>
    Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step);
  return starts(height, high).map((y) =>
    starts(width, tileWidth).map((x) => ({
      x,
      y,
      width: Math.min(tileWidth, width - x),
      height: Math.min(high, height - y),
    })),
  );
}

/**
 * The picture as PNG: the browser draws the SVG tile by tile, so that it is complete however large it is.
 *
 * @param progress is told what share is done
 */
export async function picturePng(
  document: Document,
  picture: Picture,
  fonts: string,
  scale: number,
  progress: (share: number) => void,
): Promise<Blob> {
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height, scale };
  const image = await imageOf(document, svgFile(picture, fonts, whole));
  return pngFile({ width, height, scale }, strips(document, image, { width, height }, progress));
}

async function* strips(
  document: Document,
  image: HTMLImageElement,
  { width, height }: { readonly width: number; readonly height: number },
  progress: (share: number) => void,
): AsyncGenerator<Uint8ClampedArray> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas to draw on');
  for (const strip of tilesOf(width, height)) {
    const rows = strip[0]?.height ?? 0;
    const pixels = new Uint8ClampedArray(4 * width * rows);
    for (const tile of strip) {
      canvas.width = tile.width;
      canvas.height = tile.height;
      context.drawImage(image, -tile.x, -tile.y, width, height);
      const { data } = context.getImageData(0, 0, tile.width, tile.height);
      for (let row = 0; row < rows; row += 1)
        pixels.set(data.subarray(4 * tile.width * row, 4 * tile.width * (row + 1)), 4 * (width * row + tile.x));
    }
    yield pixels;
    progress(((strip[0]?.y ?? 0) + rows) / height);
  }
}

async function imageOf(document: Document, svg: string): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const image = document.createElement('img');
  image.src = address;
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(address);
  }
  return image;
}
