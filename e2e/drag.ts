import { expect, type Locator, type Page } from '@playwright/test';
import { setTimeout as delay } from 'node:timers/promises';

/** Longer than a frame of a slow machine. */
const betweenLooksMs = 60;
const mostLooks = 100;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Something in the hand: pulled with real mouse events, dropped where the user lets go. */
export class Drag {
  readonly #page: Page;
  readonly #chip: Locator;

  constructor(page: Page, chip: Locator) {
    this.#page = page;
    this.#chip = chip;
  }

  /** Pulls the chip over `target` and holds it there. */
  async over(target: Locator | Point): Promise<void> {
    await this.#chip.scrollIntoViewIfNeeded();
    const from = await middleOf(this.#chip);
    const to = 'x' in target ? target : await middleOf(target);
    const { mouse } = this.#page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    // Several moves, as a hand makes them: a single jump would never show the ghost on its way.
    await mouse.move(to.x, to.y, { steps: 12 });
    await expect(this.ghost).toBeVisible();
  }

  /** Pulls the chip onto `target` and lets go there. */
  async onto(target: Locator | Point): Promise<void> {
    await this.over(target);
    await this.drop();
  }

  async drop(): Promise<void> {
    await this.#page.mouse.up();
    await expect(this.ghost).toHaveCount(0);
  }

  /** What hangs on the pointer: the chip, what a drop would do, or why it can't be done. */
  get ghost(): Locator {
    return this.#page.locator('.ghost');
  }

  /** `+1 allowed, −0 denied` */
  get change(): Locator {
    return this.#page.getByTestId('ghost-change');
  }
}

export async function middleOf(target: Locator): Promise<Point> {
  const { x, y, width, height } = await boxOf(target);
  return { x: x + width / 2, y: y + height / 2 };
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where it is once it stands still: a card may be on its way to its place when it appears. */
export async function boxOf(target: Locator): Promise<Box> {
  for (let last: Box | null = null, looks = 0; looks < mostLooks; looks += 1) {
    const box = await target.boundingBox();
    if (box === null) throw new Error(`${target.toString()} is not to be seen`);
    if (last !== null && isSame(box, last)) return box;
    last = box;
    await delay(betweenLooksMs);
  }
  throw new Error(`${target.toString()} does not stand still`);
}

const isSame = (one: Box, other: Box): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
