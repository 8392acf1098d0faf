import { expect, type Locator, type Page } from '@playwright/test';

export type VerdictWord = 'allowed' | 'denied' | 'partly allowed' | 'can’t be evaluated';

/** One arrow of the canvas: what its twin says, and what is drawn of it. */
export class Arrow {
  readonly #page: Page;
  readonly #source: string;
  readonly #destination: string;

  constructor(page: Page, source: string, destination: string) {
    this.#page = page;
    this.#source = source;
    this.#destination = destination;
  }

  /** The arrow's line in the list that the keyboard and the screen reader have. */
  get entry(): Locator {
    return this.#page.getByRole('option', { name: `${this.#source} to ${this.#destination}: ` });
  }

  /** Where its badge is drawn. */
  get badge(): Locator {
    return this.#page.locator(`[data-arrow="${this.#source} → ${this.#destination}"]`);
  }

  async toBe(verdict: VerdictWord): Promise<void> {
    await expect(this.entry).toHaveText(new RegExp(`: ${verdict}[ ,]`));
  }

  /**
   * Which verdict's colour is painted around the badge: from the pixels on the screen, as they and nothing else are what
   * the user sees.
   */
  async painted(): Promise<string> {
    const { x, y, width, height } = (await this.badge.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const half = 26;
    const clip = { x: x + width / 2 - half, y: y + height / 2 - half, width: 2 * half, height: 2 * half };
    const picture = (await this.#page.screenshot({ clip })).toString('base64');
    return this.#page.evaluate(mostFrequentVerdict, picture);
  }

  async click(): Promise<void> {
    await this.badge.click({ force: true });
  }
}

/** Runs in the page, which can read pictures: the verdict whose token most of the pixels are near to. */
async function mostFrequentVerdict(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas to read pixels with');
  const colours = ['allow', 'deny', 'partial', 'undecided'].map((verdict) => {
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(`--verdict-${verdict}`);
    context.fillRect(0, 0, 1, 1);
    return { verdict, colour: context.getImageData(0, 0, 1, 1).data, count: 0 };
  });
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  for (let at = 0; at < data.length; at += 4)
    for (const known of colours)
      if ([0, 1, 2].every((channel) => Math.abs((data[at + channel] ?? 0) - (known.colour[channel] ?? 0)) < 24))
        known.count += 1;
  const [most] = colours.sort((a, b) => b.count - a.count);
  return most === undefined || most.count === 0 ? 'nothing' : most.verdict;
}
