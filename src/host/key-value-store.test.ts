import { describe, expect, test } from 'vitest';
import { indexedDbStore, type KeyValueStore, pageStore } from './key-value-store.ts';

/** IndexedDB with one store, as far as the adapter uses it; `failures` openings fail first. */
function factory(failures = 0): { readonly factory: IDBFactory; readonly openings: () => number } {
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
  const database = { createObjectStore: () => store, transaction: () => ({ objectStore: () => store }) };
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
