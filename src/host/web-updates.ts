import type { ToServiceWorker } from '../service-worker/messages.ts';

/** Newer versions of the web build, which its service worker fetches and lays ready. */
export interface WebUpdates {
  /** From now on a newer version is looked for; `ready` is called when one lies there, more than once if need be. */
  follow(ready: () => void): void;
  /** The newer version takes over, and the page is loaded again with it. */
  take(): void;
}

/** What is needed of the page. */
export interface UpdateScope {
  readonly navigator: { readonly serviceWorker?: ServiceWorkerContainer };
  readonly document: Pick<Document, 'querySelector'>;
  readonly location: Pick<Location, 'reload'>;
  readonly setInterval: (run: () => void, delayMs: number) => unknown;
}

const workerScript = './service-worker.js';
// Browsers look at every load of the page; a window may stay open for weeks.
const lookEveryMs = 60 * 60 * 1000;

/**
 * The web build has a service worker, and so has no other: neither the desktop program nor the server of `npm start`,
 * whose port may be another program's tomorrow. Its page is known by the link to the manifest, which only it has. A
 * browser that keeps no service workers (a private window, a plain address in the network) runs the page all the same.
 */
export function webUpdates(scope: UpdateScope): WebUpdates {
  const container = scope.navigator.serviceWorker;
  const isWebBuild = scope.document.querySelector('link[rel="manifest"]') !== null;
  if (container === undefined || !isWebBuild) return { follow: () => undefined, take: () => scope.location.reload() };
  return new ServiceWorkerUpdates(scope, container);
}

class ServiceWorkerUpdates implements WebUpdates {
  readonly #scope: UpdateScope;
  readonly #container: ServiceWorkerContainer;
  #registration: ServiceWorkerRegistration | null = null;

  constructor(scope: UpdateScope, container: ServiceWorkerContainer) {
    this.#scope = scope;
    this.#container = container;
  }

  follow(ready: () => void): void {
    const worker = this.#container.controller;
    worker?.postMessage('started' satisfies ToServiceWorker);
    void this.#container.register(workerScript, { updateViaCache: 'none' }).then(
      (registration) => {
        this.#registration = registration;
        this.#watch(registration, ready);
      },
      // Refused by the user's settings or out of reach: the page works as any page does.
      () => undefined,
    );
    let isFirst = worker === null;
    // The very first worker takes the page in charge as well; a later one was asked to by another window.
    this.#container.addEventListener('controllerchange', () => {
      if (!isFirst) ready();
      isFirst = false;
    });
  }

  take(): void {
    const reload = (): void => this.#scope.location.reload();
    const waiting = this.#registration?.waiting ?? null;
    if (waiting === null) return reload();
    waiting.addEventListener('statechange', () => {
      if (waiting.state === 'activated' || waiting.state === 'redundant') reload();
    });
    waiting.postMessage('take-over' satisfies ToServiceWorker);
  }

  #watch(registration: ServiceWorkerRegistration, ready: () => void): void {
    if (registration.waiting !== null && this.#container.controller !== null) ready();
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && this.#container.controller !== null) ready();
      });
    });
    this.#scope.setInterval(() => void registration.update().catch(() => undefined), lookEveryMs);
  }
}
