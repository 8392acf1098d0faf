import { Evaluation } from './evaluation.ts';
import type { ToWorker } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

const evaluation = new Evaluation(
  () => performance.now(),
  (message, transfer) => self.postMessage(message, [...transfer]),
);

self.onmessage = ({ data }: MessageEvent<ToWorker>): void => evaluation.receive(data);
