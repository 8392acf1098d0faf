import { describe, expect, test } from 'vitest';
import { indexedDbStore, type KeyValueStore, pageStore } from './key-value-store.ts';

/** IndexedDB with one store, as far as the adapter uses it; `failures` openings fail first; `full` ends transactions. */
function factory(
  failures = 0,
  full: DOMException | null = null,
): { readonly factory: IDBFactory; readonly openings: () => number } {
  const values = new Map<string, unknown>();
  let [openings, left] = [0, failures];
  const answer = (result: unknown, error: DOMException | null = null) => {
    const request: Record<string, unknown> = { result, error };
    const call = (name: string): void => void (request[name] as (() => void) | undefined)?.();
    queueMicrotask(() => {
      if (error === null) call('onupgradeneeded');
      call(error === null ? 'onsuccess' : 'onerror');
    });
    return request;
  };
  const store = {
    get: (key: string) => answer(values.get(key)),
    put: (value: unknown, key: string) => answer(void values.set(key, structuredClone(value))),
    delete: (key: string) => answer(void values.delete(key)),
    getAllKeys: () => answer([...values.keys(), 7]),
  };
  const transaction = (): object => {
    const running: Record<string, unknown> = { objectStore: () => store, error: full };
    // Ends after its requests.
    running['commit'] = () =>
      queueMicrotask(() =>
        queueMicrotask(() => void (running[full === null ? 'oncomplete' : 'onabort'] as () => void)()),
      );
    return running;
  };
  const database = { createObjectStore: () => store, transaction };
  const open = () => {
    openings += 1;
    left -= 1;
    return left >= 0 ? answer(null, new DOMException('no', 'UnknownError')) : answer(database);
  };
  // The members that are used.
  return { factory: { open } as unknown as IDBFactory, openings: () => openings };
}

describe.each<readonly [string, () => KeyValueStore]>([
  ['in IndexedDB', () => indexedDbStore(factory().factory)],
  ['for the page alone', pageStore],
])('a store %s', (_title, create) => {
  test('gives back what was put under a key, until it is deleted', async () => {
    const store = create();
    await store.set('a', { n: 1 });
    await store.set('b', 2);
    expect([await store.get('a'), await store.get('c'), await store.keys()]).toEqual([{ n: 1 }, undefined, ['a', 'b']]);
    await store.delete('a');
    expect([await store.get('a'), await store.keys()]).toEqual([undefined, ['b']]);
  });
});

test('the database is opened once, but a failed opening is tried again', async () => {
  const { factory: refusing, openings } = factory(1);
  const store = indexedDbStore(refusing);
  await expect(store.get('a')).rejects.toMatchObject({ name: 'UnknownError' });
  await store.set('a', 1);
  await store.get('a');
  expect(openings()).toBe(2);
});

test('a transaction that fails at its end fails the call, though its request went well', async () => {
  const store = indexedDbStore(factory(0, new DOMException('full', 'QuotaExceededError')).factory);
  await expect(store.set('a', 1)).rejects.toMatchObject({ name: 'QuotaExceededError' });
});
