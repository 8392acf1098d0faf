import type { ToServiceWorker } from './messages.ts';
import { OfflineFiles, type WebBuild } from './offline-files.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written above this script by the build (scripts/web-build.mjs). */
declare const webBuild: WebBuild;

const offline = new OfflineFiles({
  build: webBuild,
  scope: self.registration.scope,
  caches,
  fetch: (request) => fetch(request),
});

self.addEventListener('install', (event) => {
  event.waitUntil(offline.keep());
});

// Comes after the last window of the version before was closed, or when a window asked for it.
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetIfWindowsAre(0), self.clients.claim()]));
});

self.addEventListener('fetch', (event) => {
  const answer = offline.answer(event.request);
  if (answer !== null) event.respondWith(answer);
});

self.addEventListener('message', (event) => {
  // Only windows of this folder can reach this worker.
  const message = event.data as ToServiceWorker;
  if (message === 'take-over') event.waitUntil(self.skipWaiting());
  // If it is the only window, none runs an older version.
  if (message === 'started') event.waitUntil(forgetIfWindowsAre(1));
});

async function forgetIfWindowsAre(most: number): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.length <= most) await offline.forgetOthers();
}
