import { expect, type Locator, type Page } from '@playwright/test';

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
  const box = await target.boundingBox();
  if (box === null) throw new Error(`${target.toString()} is not to be seen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
