import { setTimeout as sleep } from 'node:timers/promises';
import { installRecorder } from './recorder.mjs';

/** @typedef {{ readonly x: number, readonly y: number }} Point */

/**
 * @typedef {import('./recorder.mjs').Recording & { readonly busyMs: number }} Run one stretch of input; `busyMs` is what the
 *   page's main thread took of the processor for it
 */

/** Between two movements of a hand, as a mouse reports them. */
const inputEveryMs = 16;

/** The program in a browser of its own, moved by real input events, as a user's hand would. */
export class BenchWindow {
  page;
  #session;

  /**
   * @param {import('@playwright/test').Page} page
   * @param {import('@playwright/test').CDPSession} session
   * @param {number} usableAfter milliseconds from the start of navigation to the first verdicts on the screen
   */
  constructor(page, session, usableAfter) {
    this.page = page;
    this.usableAfter = usableAfter;
    this.#session = session;
  }

  /**
   * Opens the program as on its very first start and waits for the first verdicts.
   * @param {import('@playwright/test').Browser} browser
   * @param {string} url
   */
  static async open(browser, url) {
    // A context of its own: neither cache nor preferences.
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(() => Object.defineProperty(window, 'showOpenFilePicker', { value: undefined }));
    await page.addInitScript(installRecorder);
    const session = await context.newCDPSession(page);
    // Time on the processor: other programs don't count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const response = await page.goto(url);
    if (response?.ok() !== true) throw new Error(`no program at ${url}`);
    return new BenchWindow(
      page,
      session,
      await withinAMinute(
        page.evaluate(() => window.recorder.usable),
        'the first verdicts',
      ),
    );
  }

  async close() {
    await this.page.context().close();
  }

  /**
   * Opens a design in the place of the one that is open.
   * @param {{ readonly text: string, readonly endpoints: number }} design
   * @returns {Promise<number>} milliseconds until its verdicts are on the screen
   */
  async openDesign({ text, endpoints }) {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.page.keyboard.press('Control+o')]);
    const shown = this.page.evaluate(
      (rows) => window.recorder.shown(`[role="grid"][aria-rowcount="${rows}"]`),
      endpoints + 1,
    );
    await chooser.setFiles([{ name: 'bench.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) }]);
    return await withinAMinute(shown, 'the design to be shown');
  }

  /**
   * What the page does while `input` is given.
   * @param {() => Promise<void>} input
   * @returns {Promise<Run>}
   */
  async record(input) {
    await this.page.evaluate(() => window.recorder.start());
    const before = await this.#busySeconds();
    await input();
    const busyMs = ((await this.#busySeconds()) - before) * 1000;
    return { ...(await this.page.evaluate(() => window.recorder.stop())), busyMs };
  }

  async #busySeconds() {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  }

  /** Until nothing moves any more: drawings that wait for a pause are made. */
  async settle() {
    await sleep(600);
  }

  /**
   * Moves the pointer there and back for some time, at a hand's speed.
   * @param {Point} from
   * @param {Point} by
   * @param {number} forMs
   */
  async swing(from, by, forMs) {
    await this.#atAHandsPace(forMs, (step) => {
      const share = Math.sin(step / 12);
      return this.page.mouse.move(from.x + by.x * share, from.y + by.y * share);
    });
    await this.page.mouse.move(from.x, from.y);
  }

  /**
   * Turns the wheel for some time, `turn(step)` each step.
   * @param {Point} at
   * @param {(step: number) => Point} turn
   * @param {number} forMs
   */
  async wheel(at, turn, forMs) {
    await this.page.mouse.move(at.x, at.y);
    await this.#atAHandsPace(forMs, (step) => {
      const { x, y } = turn(step);
      return this.page.mouse.wheel(x, y);
    });
  }

  /**
   * Turns the wheel towards the picture until it is so big.
   * @param {Point} at
   * @param {number} scale
   */
  async zoomTo(at, scale) {
    await this.page.mouse.move(at.x, at.y);
    await this.page.keyboard.down('Control');
    for (let step = 0; step < 100 && Number(/scale\((.*)\)/.exec(await this.pictureLies())?.[1]) < scale; step += 1) {
      await this.page.mouse.wheel(0, -40);
      await sleep(40);
    }
    await this.page.keyboard.up('Control');
  }

  /**
   * A hand does not wait for the picture: the next movement comes whether or not the last one was answered.
   * @param {number} forMs
   * @param {(step: number) => Promise<void>} input
   */
  async #atAHandsPace(forMs, input) {
    const ends = Date.now() + forMs;
    /** @type {Promise<void>[]} */
    const given = [];
    for (let step = 0; Date.now() < ends; step += 1) {
      given.push(input(step));
      await sleep(inputEveryMs);
    }
    await Promise.all(given);
  }

  /** How the cards lie on the screen: changes when the picture is panned or zoomed. */
  async pictureLies() {
    return await this.page.locator('.layer').evaluate(({ style }) => style.transform);
  }

  /** @returns {Promise<{ readonly x: number, readonly y: number, readonly width: number, readonly height: number }>} */
  async canvas() {
    const box = await this.page.getByRole('region', { name: 'Canvas' }).boundingBox();
    if (box === null) throw new Error('there is no canvas');
    return box;
  }

  /** A point of the canvas at which no card, box, arrow or bar lies. */
  async emptyPoint() {
    const { x, y, width, height } = await this.canvas();
    return await this.page.evaluate(findEmptyPoint, { x, y, width, height });
  }

  /**
   * The middle of an endpoint's card. From far away only cards that the user is about have faces: hence the focus.
   * @param {string} name as the canvas's twin calls it: `Pod prod/backend`
   */
  async card(name) {
    const entry = this.page.locator('[data-entry]').filter({ hasText: name }).first();
    await entry.focus();
    return await this.middleOf(`[data-element="${(await entry.getAttribute('data-entry')) ?? ''}"]`);
  }

  /** @param {string} selector @returns {Promise<Point>} */
  async middleOf(selector) {
    const box = await this.page.locator(selector).first().boundingBox();
    if (box === null) throw new Error(`${selector} is not to be seen`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** @param {string} action what a menu calls it */
  async run(action) {
    await this.page.keyboard.press('Control+k');
    await this.page.keyboard.type(action);
    await this.page.keyboard.press('Enter');
  }
}

/**
 * Playwright waits for a promise of the page's without end.
 * @template T
 * @param {Promise<T>} awaited
 * @param {string} what
 * @returns {Promise<T>} rejects when it does not come
 */
export function withinAMinute(awaited, what) {
  const late = sleep(60_000, null, { ref: false }).then(() => Promise.reject(new Error(`waited in vain for ${what}`)));
  return Promise.race([awaited, late]);
}

/**
 * Runs in the page: of the points that nothing lies at, the one nearest to the canvas's middle.
 * @param {{ readonly x: number, readonly y: number, readonly width: number, readonly height: number }} canvas
 * @returns {Point}
 */
function findEmptyPoint({ x, y, width, height }) {
  const things = document.querySelectorAll('[data-element], [data-arrow], .bar > *');
  const taken = [...things].map((thing) => thing.getBoundingClientRect());
  const isFree = (/** @type {Point} */ at) =>
    !taken.some((box) => at.x > box.left - 2 && at.x < box.right + 2 && at.y > box.top - 2 && at.y < box.bottom + 2);
  let best = { x, y, far: Infinity };
  for (let down = 100; down < height - 60; down += 3)
    for (let right = 10; right < width - 10; right += 3) {
      const at = { x: x + right, y: y + down };
      const far = Math.hypot(right - width / 2, down - height / 2);
      if (far < best.far && isFree(at)) best = { ...at, far };
    }
  if (best.far === Infinity) throw new Error('no empty place on the canvas');
  return best;
}
