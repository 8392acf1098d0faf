import { describe, expect, test } from 'vitest';
import { webUpdates, type UpdateScope } from './web-updates.ts';

class FakeWorker extends EventTarget {
  state: ServiceWorkerState = 'installing';
  readonly messages: unknown[] = [];
  postMessage(message: unknown): void {
    this.messages.push(message);
  }
  become(state: ServiceWorkerState): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeRegistration extends EventTarget {
  waiting: FakeWorker | null = null;
  installing: FakeWorker | null = null;
  looks = 0;
  update(): Promise<never> {
    this.looks += 1;
    return Promise.reject(new TypeError('offline'));
  }
  /** The server has a newer version; it is fetched. */
  finds(worker: FakeWorker): void {
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
    this.installing = null;
    this.waiting = worker;
    worker.become('installed');
  }
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null;
  readonly registration = new FakeRegistration();
  readonly registered: unknown[] = [];
  refuses = false;
  register(...call: unknown[]): Promise<FakeRegistration> {
    this.registered.push(call);
    return this.refuses ? Promise.reject(new DOMException('', 'SecurityError')) : Promise.resolve(this.registration);
  }
}

function page({ isWebBuild = true, controller = null as FakeWorker | null, refuses = false } = {}) {
  const container = new FakeContainer();
  container.controller = controller;
  container.refuses = refuses;
  const seen = { reloads: 0, ready: 0, tick: (): void => undefined };
  const scope = {
    navigator: { serviceWorker: container },
    document: { querySelector: () => (isWebBuild ? {} : null) },
    location: { reload: () => void (seen.reloads += 1) },
    setInterval: (run: () => void) => {
      seen.tick = run;
    },
    // The members that are used.
  } as unknown as UpdateScope;
  const updates = webUpdates(scope);
  const follow = async (): Promise<void> => {
    updates.follow(() => (seen.ready += 1));
    await Promise.resolve();
    await Promise.resolve();
  };
  return { updates, follow, seen, container, scope };
}

describe('without a service worker the page works, and taking a new version is loading it again', () => {
  test('where the page is not that of the web build', async () => {
    const { updates, follow, seen, container } = page({ isWebBuild: false });
    await follow();
    updates.take();
    expect([container.registered, seen.reloads, seen.ready]).toEqual([[], 1, 0]);
  });

  test('where the browser has none', () => {
    const { scope, seen } = page();
    const updates = webUpdates({ ...scope, navigator: {} });
    updates.follow(() => (seen.ready += 1));
    updates.take();
    expect([seen.reloads, seen.ready]).toEqual([1, 0]);
  });

  test('where the browser refuses', async () => {
    const { updates, follow, seen } = page({ refuses: true });
    await follow();
    updates.take();
    expect([seen.reloads, seen.ready]).toEqual([1, 0]);
  });
});

test('the worker is registered beside the page, and asked for past the HTTP cache', async () => {
  const { follow, container } = page();
  await follow();
  expect(container.registered).toEqual([['./service-worker.js', { updateViaCache: 'none' }]]);
});

test('the very first worker is no new version', async () => {
  const { follow, container, seen } = page();
  await follow();
  const worker = new FakeWorker();
  container.registration.finds(worker);
  container.controller = worker;
  container.dispatchEvent(new Event('controllerchange'));
  expect(seen.ready).toBe(0);
});

describe('a new version is told', () => {
  test('that is found while the page is open', async () => {
    const { follow, container, seen } = page({ controller: new FakeWorker() });
    await follow();
    expect(seen.ready).toBe(0);
    container.registration.finds(new FakeWorker());
    expect(seen.ready).toBe(1);
  });

  test('that waited already', async () => {
    const { follow, container, seen } = page({ controller: new FakeWorker() });
    container.registration.waiting = new FakeWorker();
    await follow();
    expect(seen.ready).toBe(1);
  });

  test('that another window took', async () => {
    const { follow, container, seen } = page({ controller: new FakeWorker() });
    await follow();
    container.dispatchEvent(new Event('controllerchange'));
    expect(seen.ready).toBe(1);
  });
});

test('a window that starts says so to its worker; later it looks for news, offline without a word', async () => {
  const controller = new FakeWorker();
  const { follow, container, seen } = page({ controller });
  await follow();
  expect(controller.messages).toEqual(['started']);
  seen.tick();
  expect(container.registration.looks).toBe(1);
});

describe('the new version is taken when it is wanted', () => {
  test.each(['activated', 'redundant'] as const)('the page is loaded again once it is %s, not before', async (end) => {
    const { updates, follow, container, seen } = page({ controller: new FakeWorker() });
    await follow();
    const worker = new FakeWorker();
    container.registration.finds(worker);
    expect([worker.messages, seen.reloads]).toEqual([[], 0]);
    updates.take();
    worker.become('activating');
    expect([worker.messages, seen.reloads]).toEqual([['take-over'], 0]);
    worker.become(end);
    expect(seen.reloads).toBe(1);
  });

  test('where another window took it already, by loading', async () => {
    const { updates, follow, seen } = page({ controller: new FakeWorker() });
    await follow();
    updates.take();
    expect(seen.reloads).toBe(1);
  });
});
