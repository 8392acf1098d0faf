import type { Page } from '@playwright/test';

/** Where something is drawn, in pixels. */
export interface Ink {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The texts of an SVG alone, each in a colour of its own, on nothing: where each one is drawn can be read off the pixels. */
export function inkOnly(svg: string): { readonly svg: string; readonly texts: readonly string[] } {
  const texts: string[] = [];
  const bare = svg
    // Only the drawing's signs go: its groups, which place the texts, stay.
    .replaceAll(/<(?:rect|path|circle)\b[^>]*\/>/g, '')
    .replaceAll(
      /<text ([^>]*?)fill="[^"]*"([^>]*)>([^<]*)<\/text>/g,
      (_all, before: string, after: string, text: string) => {
        texts.push(text);
        return `<text ${before}fill="${colourOf(texts.length - 1)}"${after}>${text}</text>`;
      },
    )
    .replaceAll(/ opacity="[^"]*"/g, '');
  return { svg: bare, texts };
}

/** Far from each other, so that the blurred edge of one letter is not taken for another text. */
function colourOf(index: number): string {
  const steps = [0, 51, 102, 153, 204, 255];
  return `rgb(${steps[index % 6]},${steps[Math.floor(index / 6) % 6]},${steps[Math.floor(index / 36) % 6]})`;
}

/**
 * Where each text of `inkOnly` lies in a picture.
 *
 * @param address of the picture, as a browser shows it: PNG or SVG
 * @returns null for a text that is not drawn
 */
export function findInk(page: Page, address: string, count: number): Promise<readonly (Ink | null)[]> {
  return page.evaluate(
    async ([source, texts]) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.drawImage(image, 0, 0);
      const { data, width } = context.getImageData(0, 0, canvas.width, canvas.height);
      const found = Array.from({ length: texts }, () => ({ left: Infinity, top: Infinity, right: -1, bottom: -1 }));
      for (let at = 0; at < data.length; at += 4) {
        // Half-covered pixels have the letter's colour too, only less of it.
        if ((data[at + 3] ?? 0) < 150) continue;
        const [red, green, blue] = [0, 1, 2].map((part) => Math.round((data[at + part] ?? 0) / 51));
        const ink = found[(red ?? 0) + 6 * (green ?? 0) + 36 * (blue ?? 0)];
        if (ink === undefined) continue;
        const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
        ink.left = Math.min(ink.left, x);
        ink.top = Math.min(ink.top, y);
        ink.right = Math.max(ink.right, x + 1);
        ink.bottom = Math.max(ink.bottom, y + 1);
      }
      return found.map((ink) => (ink.right < 0 ? null : ink));
    },
    [address, count] as const,
  );
}
