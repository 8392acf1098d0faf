import type { WorkerTimes } from './in-page.mjs';

declare global {
  interface Window {
    /** Put there by `installWorkerClock`. */
    readonly workerTimes: WorkerTimes;
  }
}
