import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withinAMinute } from '../canvas-bench/bench-window.mjs';
import { createStaticServer, listen } from '../static-server.mjs';
import { firstPaint, installWorkerClock, loadedBytes, untilRested, untilUsable } from './in-page.mjs';
import { windowMemory } from './memory.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./measures.mjs').Figures} Figures */

/**
 * Starts the program in a browser as on its very first start, and once more with its files at hand.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} folder of the built page
 * @returns {Promise<{ readonly cold: Figures, readonly warm: Figures }>}
 */
export async function browserStart(browser, folder) {
  const server = createStaticServer(folder);
  const url = `http://127.0.0.1:${await listen(server, 0)}/`;
  // A context of its own: neither cache nor preferences.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(installWorkerClock);
    const session = await context.newCDPSession(page);
    // Time on the processor: other programs don't count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const cold = await figuresOf(page, session, url);
    if (existsSync(join(folder, 'service-worker.js')))
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    // What the program remembers of the user would open the start page in the place of the first sample.
    await page.evaluate(() => localStorage.clear());
    return { cold, warm: await figuresOf(page, session, url) };
  } finally {
    await context.close();
    server.close();
  }
}

/**
 * @param {Page} page
 * @param {import('@playwright/test').CDPSession} session
 * @param {string} url
 * @returns {Promise<Figures>}
 */
async function figuresOf(page, session, url) {
  await page.goto(url);
  const { began, usable } = await withinAMinute(page.evaluate(untilUsable), 'the first verdicts');
  const busy = await busyMs(session);
  const [loaded, paint, times] = await Promise.all([
    page.evaluate(loadedBytes),
    page.evaluate(firstPaint),
    page.evaluate(() => window.workerTimes),
  ]);
  await page.evaluate(untilRested);
  const rested = await page.evaluate(loadedBytes);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return {
    usable: usable - began,
    busy,
    paint,
    worker: times.asked,
    judged: times.answered,
    loaded: loaded / 1000,
    rested: rested / 1000,
    heap: usedSize / 2 ** 20,
    renderer: windowMemory(),
  };
}

/** What the page's thread has taken of the processor since its navigation. @param {import('@playwright/test').CDPSession} session */
async function busyMs(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}
