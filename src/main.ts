import { mount } from 'svelte';
import { createApp, type App } from './app/app.ts';
import type { Clock } from './app/clock.ts';
import { offerActions, openFirst, serveHost } from './app/start.ts';
import { acceptDrops } from './host/dropped-files.ts';
import { createBrowserHost, partsOf } from './host/browser-host.ts';
import { findElectronHost } from './host/electron-host.ts';
import { beforePageEnds } from './host/page-end.ts';
import { allowOwnScriptsOnly } from './host/script-addresses.ts';
import { fetchAllAhead } from './ui/lazy/lazy-part.svelte.ts';
import { windowParts } from './ui/lazy/window-parts.ts';
import Workbench from './ui/Workbench.svelte';
import type { ComparerPort } from './worker/comparer-client.ts';
import type { WorkerPort } from './worker/evaluator-client.ts';
import { lessons } from './lessons.ts';
import { samples } from './samples.ts';

const clock: Clock = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  timestamp: () => new Date().toISOString(),
};

function startWorker(): WorkerPort {
  const worker = new Worker(new URL('./worker/evaluator.worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (message) => worker.postMessage(message),
    listen({ message, crash }) {
      worker.onmessage = ({ data }) => message(data);
      worker.onerror = (event) => crash(event.message || 'it could not be loaded');
    },
    terminate: () => worker.terminate(),
  };
}

function startComparer(): ComparerPort {
  const worker = new Worker(new URL('./worker/comparer.worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (message) => worker.postMessage(message),
    listen({ message, crash }) {
      worker.onmessage = ({ data }) => message(data);
      worker.onerror = (event) => crash(event.message || 'it could not be loaded');
    },
    terminate: () => worker.terminate(),
  };
}

/** What nobody waits for yet must not hold up the first verdicts; a start page has none to wait for. */
async function firstVerdicts({ results }: App): Promise<void> {
  const [stepMs, mostMs] = [50, 3000];
  for (let waited = 0; results.table === null && waited < mostMs; waited += stepMs)
    await new Promise((resolve) => setTimeout(resolve, stepMs));
}

/** Ends when nothing else is to do; Safari, which can't tell, is given a moment. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 5000 });
    else setTimeout(resolve, 200);
  });
}

async function start(): Promise<void> {
  const app = createApp({
    host: findElectronHost(globalThis) ?? createBrowserHost(partsOf(window)),
    clock,
    startWorker,
    startComparer,
    samples,
    lessons,
  });
  const target = document.getElementById('app');
  if (target === null) throw new Error('index.html has no element #app');
  // The picture is fitted between bars of text, whose size is that of their font.
  await document.fonts.load('13px "Inter Variable"').catch(() => []);
  mount(Workbench, { target, props: { app } });
  offerActions(app);
  acceptDrops(window, (files) => void app.files.importGiven(files));
  beforePageEnds(window, document, () => void app.recovery.keep());
  await openFirst(app);
  serveHost(app);
  await firstVerdicts(app);
  // The first click on a part should find it there, and a browser that goes offline should have all of it.
  await fetchAllAhead(windowParts, idle);
}

allowOwnScriptsOnly(window);
void start();
