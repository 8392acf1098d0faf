import { expect, test } from 'vitest';
import { claimByLock } from './browser-recovery.ts';

/** Web Locks of one browser: a lock is held while the callback's promise is pending. */
function locks(): LockManager {
  const held = new Set<string>();
  const request = (name: string, _options: LockOptions, callback: (lock: Lock | null) => unknown): Promise<unknown> => {
    if (held.has(name)) return Promise.resolve(callback(null));
    held.add(name);
    return Promise.resolve(callback({ name, mode: 'exclusive' })).finally(() => held.delete(name));
  };
  // Only `request` in this form is used.
  return { request } as unknown as LockManager;
}

test('a name belongs to one page as long as that page lives', async () => {
  const manager = locks();
  expect(await claimByLock(manager)('a')).toBe(true);
  expect(await claimByLock(manager)('a')).toBe(false);
  expect(await claimByLock(manager)('b')).toBe(true);
});

test('a browser without locks is taken for one with a single tab', async () => {
  expect(await claimByLock(undefined)('a')).toBe(true);
});
