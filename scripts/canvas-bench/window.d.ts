import type { Recorder } from './recorder.mjs';

declare global {
  interface Window {
    /** Put there by `installRecorder`. */
    readonly recorder: Recorder;
  }
}
