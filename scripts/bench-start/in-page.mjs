/** @typedef {{ readonly asked: number | null, readonly answered: number | null }} WorkerTimes milliseconds since navigation began */

/** Runs in the page, before its own scripts: when the first worker is asked for, and when it first says something. */
export function installWorkerClock() {
  /** @type {{ asked: number | null, answered: number | null }} */
  const times = { asked: null, answered: null };
  const Original = window.Worker;
  window.Worker = class extends Original {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      times.asked ??= performance.now();
      this.addEventListener('message', () => (times.answered ??= performance.now()), { once: true });
    }
  };
  Object.assign(window, { workerTimes: times });
}

/**
 * Runs in the page. When its window can be used: the canvas is drawn and shows what was judged, and a frame has passed.
 * @returns {Promise<{ readonly began: number, readonly usable: number }>} in milliseconds of the machine's clock
 */
export function untilUsable() {
  const isThere = () =>
    document.querySelector('[role="gridcell"]') !== null &&
    document.querySelector('[data-arrow][data-verdict]') !== null;
  const { timeOrigin: began } = performance;
  return new Promise((resolve) => {
    const look = () =>
      requestAnimationFrame(() => {
        if (!isThere()) look();
        else setTimeout(() => resolve({ began, usable: began + performance.now() }));
      });
    look();
  });
}

/** Runs in the page: bytes of all files that it has loaded, as they are after unpacking. */
export function loadedBytes() {
  const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  return entries.reduce((sum, entry) => sum + /** @type {PerformanceResourceTiming} */ (entry).decodedBodySize, 0);
}

/** Runs in the page: how many files it has loaded once no more have come for a while. @returns {Promise<number>} */
export function untilRested() {
  const quietMs = 1500;
  return new Promise((resolve) => {
    const look = (/** @type {number} */ before) =>
      setTimeout(() => {
        const { length } = performance.getEntriesByType('resource');
        if (length === before) resolve(length);
        else look(length);
      }, quietMs);
    look(-1);
  });
}

/** Runs in the page. */
export function firstPaint() {
  return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null;
}
