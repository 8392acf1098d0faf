/**
 * @typedef {object} Recording what a page did while input came
 * @property {readonly number[]} frames how long each frame lasted that had input to answer, in milliseconds
 * @property {number} longTasks how many tasks held the page for more than 50 ms
 */

/**
 * @typedef {object} Recorder
 * @property {() => void} start
 * @property {() => Recording} stop
 * @property {Promise<number>} usable when the first verdicts were painted, in milliseconds since navigation began
 * @property {(selector: string) => Promise<number>} shown milliseconds until such an element is painted
 * @property {(arrow: string, verdict: string, start: 'pointerup' | 'keydown') => Promise<number>} recoloured
 *   milliseconds from that event to the frame in which the arrow is painted with this verdict, as no ghost
 */

/**
 * Runs in the page, before its own scripts. A frame lasts from one animation frame to the next and counts where it has
 * input to answer: frames that have nothing to do would make every median a good one.
 */
export function installRecorder() {
  /** @type {number[]} */
  let frames = [];
  let longTasks = 0;
  let running = 0;
  let inputs = 0;
  for (const type of ['pointermove', 'wheel', 'keydown', 'input', 'scroll'])
    addEventListener(type, () => (inputs += 1), { capture: true, passive: true });

  /** @type {Promise<number>} */
  const usable = new Promise((resolve) =>
    eachFrameUntil(
      () => document.querySelector('[role="gridcell"]') !== null,
      () => resolve(performance.now()),
    ),
  );

  new PerformanceObserver((list) => (longTasks += list.getEntries().length)).observe({ entryTypes: ['longtask'] });

  /**
   * @param {() => boolean} isThere
   * @param {() => void} then called once the frame in which it is there is on the screen, as far as a page can know
   */
  function eachFrameUntil(isThere, then) {
    requestAnimationFrame(() => (isThere() ? painted(then) : eachFrameUntil(isThere, then)));
  }

  /** @param {() => void} then called after the frame that is just being made */
  function painted(then) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      then();
    };
    port2.postMessage(null);
  }

  /** @type {Recorder} */
  const recorder = {
    start() {
      [frames, longTasks, inputs] = [[], 0, 0];
      running += 1;
      const run = running;
      /** @type {{ at: number, busy: boolean } | null} */
      let last = null;
      const tick = (/** @type {number} */ at) => {
        if (run !== running) return;
        const busy = inputs > 0;
        inputs = 0;
        if (last?.busy === true) frames.push(at - last.at);
        last = { at, busy };
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    },
    stop() {
      running += 1;
      return { frames, longTasks };
    },
    usable,
    shown(selector) {
      const began = performance.now();
      const isThere = () => document.querySelector(selector) !== null;
      return new Promise((resolve) => eachFrameUntil(isThere, () => resolve(performance.now() - began)));
    },
    recoloured(arrow, verdict, start) {
      let began = Infinity;
      addEventListener(start, (event) => (began = event.timeStamp), { capture: true, once: true });
      const isThere = () => {
        const badge = document.querySelector(`[data-arrow="${arrow}"]`);
        const now =
          badge instanceof HTMLElement && badge.dataset['ghost'] === undefined ? badge.dataset['verdict'] : null;
        return began < Infinity && now === verdict;
      };
      return new Promise((resolve) => eachFrameUntil(isThere, () => resolve(performance.now() - began)));
    },
  };
  Object.assign(window, { recorder });
}
