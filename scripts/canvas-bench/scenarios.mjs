import { BenchWindow, withinAMinute } from './bench-window.mjs';

/** @typedef {import('./bench-window.mjs').Run} Run */
/** @typedef {{ readonly text: string, readonly endpoints: number }} Design */

/**
 * @typedef {object} Designs
 * @property {(vertices: number, arrows: number) => Design} pictureDesign
 * @property {(endpoints: number, policies: number) => Design} clusterDesign
 */

/**
 * @typedef {object} Bench
 * @property {import('@playwright/test').Browser} browser
 * @property {string} url
 * @property {Designs} designs
 * @property {number} rounds how often frames are recorded: the best round counts, the others show the machine's other work
 */

/** What may be at most, in milliseconds; of product.md section 9. */
/** @typedef {{ readonly median?: number, readonly p95?: number, readonly longest?: number }} Target */

/**
 * @typedef {object} Measured
 * @property {string} name
 * @property {Target} target
 * @property {readonly number[]} millis
 * @property {number | null} busyMs of the main thread, for each of `millis`; null: not known
 * @property {number} longTasks
 */

const swingMs = 2500;
/** At least so long are the panels of 300 endpoints typed and dragged in. */
const allPanelsMs = 5500;
/** Of fewer nothing can be said; a loaded machine gives few. */
const fewestFrames = 8;
const drops = 15;
const starts = 5;
const frameTarget = { median: 17, p95: 34 };

/**
 * What each measures comes as soon as it is there: what fails later does not take it along.
 * @type {readonly ((bench: Bench) => AsyncIterable<Measured>)[]}
 */
export const scenarios = [start, dropping, picture, allPanels, opening];

/**
 * @param {string} name
 * @param {Target} target
 * @param {readonly Run[]} runs
 * @returns {Measured}
 */
function bestOf(name, target, runs) {
  const sorted = [...runs].sort((a, b) => middleOf(a.frames) - middleOf(b.frames) || longestOf(a) - longestOf(b));
  const byLongest = [...runs].sort((a, b) => longestOf(a) - longestOf(b));
  const [best] = target.longest === undefined ? sorted : byLongest;
  if (best === undefined || best.frames.length < fewestFrames) throw new Error(`too few frames for: ${name}`);
  const { frames, longTasks, busyMs } = best;
  return { name, target, millis: frames, busyMs: busyMs / frames.length, longTasks };
}

/** @param {Run} run */
function longestOf({ frames }) {
  return Math.max(0, ...frames);
}

/** @param {readonly number[]} millis */
function middleOf(millis) {
  return [...millis].sort((a, b) => a - b)[millis.length >>> 1] ?? Infinity;
}

/**
 * @param {Bench} bench
 * @param {string} name
 * @param {Target} target
 * @param {BenchWindow} window
 * @param {() => Promise<void>} input
 */
async function recorded({ rounds }, name, target, window, input) {
  /** @type {Run[]} */
  const runs = [];
  for (let round = 0; round < rounds; round += 1) {
    await window.settle();
    runs.push(await window.record(input));
  }
  return bestOf(name, target, runs);
}

/** @param {Bench} bench @returns {AsyncGenerator<Measured>} */
async function* start({ browser, url }) {
  /** @type {number[]} */
  const millis = [];
  for (let round = 0; round < starts; round += 1) {
    const window = await BenchWindow.open(browser, url);
    millis.push(window.usableAfter);
    await window.close();
  }
  const name = 'start to usable window (first sample, its verdicts)';
  yield { name, target: { median: 2000 }, millis, busyMs: null, longTasks: 0 };
}

/** @param {Bench} bench @returns {AsyncGenerator<Measured>} */
async function* dropping({ browser, url }) {
  const window = await BenchWindow.open(browser, url);
  const { page } = window;
  const arrow = 'prod/backend → host/node-worker';
  const dropped = [];
  const undone = [];
  for (let round = 0; round < drops; round += 1) {
    const [from, to] = [
      await window.middleOf('button[aria-label="Label role=node"]'),
      await window.middleOf('[data-element="Pod/prod/backend"]'),
    ];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 12 });
    await page.getByTestId('ghost-change').waitFor();
    const afterDrop = watch(page, arrow, 'allow', 'pointerup');
    await window.settle();
    await page.mouse.up();
    dropped.push(await afterDrop);
    await window.settle();
    const afterUndo = watch(page, arrow, 'partial', 'keydown');
    await page.keyboard.press('Control+z');
    undone.push(await afterUndo);
    await window.settle();
  }
  await window.close();
  const unknown = { busyMs: null, longTasks: 0 };
  yield { name: 'drop to recoloured arrows, demo design', target: { median: 50 }, millis: dropped, ...unknown };
  yield { name: '  undo to recoloured arrows (nothing foreseen)', target: {}, millis: undone, ...unknown };
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} arrow
 * @param {string} verdict
 * @param {'pointerup' | 'keydown'} start
 */
function watch(page, arrow, verdict, start) {
  const recoloured = page.evaluate((args) => window.recorder.recoloured(args.arrow, args.verdict, args.start), {
    arrow,
    verdict,
    start,
  });
  return withinAMinute(recoloured, `${arrow} to become ${verdict}`);
}

/** @param {Bench} bench @returns {AsyncGenerator<Measured>} */
async function* picture(bench) {
  const window = await BenchWindow.open(bench.browser, bench.url);
  const { page } = window;
  await window.openDesign(bench.designs.pictureDesign(500, 400));
  await page.locator('[data-arrow]').nth(399).waitFor({ state: 'attached' });
  for (const zoom of ['whole picture', 'zoomed in']) {
    const middle = await window.emptyPoint();
    if (zoom === 'zoomed in') await window.zoomTo(middle, 0.6);
    const about = `500 vertices, 400 arrows, ${zoom}`;
    const grip = await panGrip(window);
    yield await recorded(bench, `pan: ${about}`, frameTarget, window, () => grip(swingMs));
    const zooming = async () => {
      await page.keyboard.down('Control');
      await window.wheel(middle, (step) => ({ x: 0, y: step % 40 < 20 ? 24 : -24 }), swingMs);
      await page.keyboard.up('Control');
    };
    yield await recorded(bench, `zoom: ${about}`, frameTarget, window, zooming);
    const dragging = await cardGrip(window, 'Pod team-5/pod-245');
    yield await recorded(bench, `dragging one vertex: ${about}`, { median: 50 }, window, () => dragging(swingMs));
  }
  await window.close();
}

/**
 * How the picture is panned by mouse: by the empty canvas, or with the middle button.
 * @param {BenchWindow} window
 * @returns {Promise<(forMs: number) => Promise<void>>}
 */
async function panGrip(window) {
  const { mouse } = window.page;
  for (const button of /** @type {const} */ (['left', 'middle'])) {
    const at = await window.emptyPoint();
    const pan = async (/** @type {number} */ forMs) => {
      await mouse.move(at.x, at.y);
      await mouse.down({ button });
      await window.swing(at, { x: 120, y: 60 }, forMs);
      await mouse.up({ button });
    };
    const before = await window.pictureLies();
    await mouse.move(at.x, at.y);
    await mouse.down({ button });
    await mouse.move(at.x + 40, at.y, { steps: 4 });
    await window.settle();
    const moved = (await window.pictureLies()) !== before;
    await mouse.move(at.x, at.y, { steps: 4 });
    await mouse.up({ button });
    if (moved) return pan;
  }
  throw new Error('the picture can not be panned by mouse');
}

/**
 * @param {BenchWindow} window
 * @param {string} name
 * @returns {Promise<(forMs: number) => Promise<void>>}
 */
async function cardGrip(window, name) {
  const { mouse } = window.page;
  return async (forMs) => {
    const at = await window.card(name);
    await mouse.move(at.x, at.y);
    await mouse.down();
    await window.swing(at, { x: 90, y: 50 }, forMs);
    await mouse.up();
  };
}

/** @param {Bench} bench @returns {AsyncGenerator<Measured>} */
async function* allPanels(bench) {
  const window = await BenchWindow.open(bench.browser, bench.url);
  const { page } = window;
  await window.openDesign(bench.designs.clusterDesign(300, 200));
  await page.getByRole('radio', { name: 'All', exact: true }).click();
  await window.run('team-3/policy-3');
  const field = page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Applies to' });
  const typing = async () => {
    await field.click({ timeout: 10_000 });
    await page.keyboard.press('Control+a');
    const ends = Date.now() + allPanelsMs;
    for (let round = 0; Date.now() < ends; round += 1) {
      await page.keyboard.type("app == 'app-3' && has(layer)", { delay: 60 });
      await page.keyboard.press('Control+a');
    }
    await page.keyboard.press('Escape');
  };
  const target = { longest: 100 };
  const about = '300 endpoints, all panels';
  yield await recorded(bench, `typing in a selector: ${about}`, target, window, typing);
  const dragging = await cardGrip(window, 'Host endpoint');
  yield await recorded(bench, `dragging an element: ${about}`, target, window, () => dragging(allPanelsMs));
  const matrix = await window.middleOf('[role="grid"]');
  const scrolling = () =>
    window.wheel(matrix, (step) => ({ x: step % 60 < 30 ? 90 : -90, y: step % 160 < 80 ? 60 : -60 }), swingMs);
  yield await recorded(bench, 'matrix 300 × 300: scrolling', frameTarget, window, scrolling);
  await window.close();
}

/** @param {Bench} bench @returns {AsyncGenerator<Measured>} */
async function* opening(bench) {
  for (const [endpoints, policies] of /** @type {const} */ ([
    [300, 200],
    [1000, 1000],
    [10_000, 1000],
  ])) {
    const design = bench.designs.clusterDesign(endpoints, policies);
    const millis = [];
    for (let round = 0; round < bench.rounds; round += 1) {
      const window = await BenchWindow.open(bench.browser, bench.url);
      millis.push(await window.openDesign(design));
      await window.close();
    }
    const name = `opening ${endpoints.toLocaleString('en')} endpoints, ${policies.toLocaleString('en')} policies`;
    yield { name, target: {}, millis, busyMs: null, longTasks: 0 };
  }
}
