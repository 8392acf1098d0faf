import { Evaluation } from './evaluation.ts';
import type { ToWorker } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

// A message to oneself stands behind those that have come already; a timer would wait some milliseconds each time.
const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = (): void => waiting.shift()?.();

const evaluation = new Evaluation({
  now: () => performance.now(),
  send: (message, transfer) => self.postMessage(message, [...transfer]),
  later: (goOn) => {
    waiting.push(goOn);
    turns.port2.postMessage(null);
  },
});

self.onmessage = ({ data }: MessageEvent<ToWorker>): void => evaluation.receive(data);
