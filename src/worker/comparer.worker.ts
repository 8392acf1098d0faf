import { Comparer } from './comparer.ts';
import type { ToComparer } from './compare-protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

const comparer = new Comparer((message) => self.postMessage(message));

self.onmessage = ({ data }: MessageEvent<ToComparer>): void => comparer.receive(data);
