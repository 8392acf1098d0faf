import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Claim, type ClaimChannel, claimByAsking, claimByLock, claimIn, type ClaimName } from './claim-name.ts';

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

test('a locked name belongs to one page as long as that page lives', async () => {
  const manager = locks();
  expect(await claimByLock(manager)('a')).toBe(true);
  expect(await claimByLock(manager)('a')).toBe(false);
  expect(await claimByLock(manager)('b')).toBe(true);
});

test('a browser that can’t be asked for other tabs is taken for one with a single tab', async () => {
  const scope = { navigator: {} } as unknown as Window & typeof globalThis;
  expect(await claimIn(scope, () => 'id')('a')).toBe(true);
});

describe('without locks tabs ask each other', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** Tabs of one browser; what one says the others hear a moment later. */
  function tabs(...ids: readonly string[]): readonly ClaimName[] {
    const channels: ClaimChannel[] = [];
    return ids.map((id) => {
      const channel: ClaimChannel = {
        onmessage: null,
        postMessage: (message: Claim) => {
          for (const other of channels)
            if (other !== channel)
              setTimeout(() => other.onmessage?.(new MessageEvent('message', { data: message })), 10);
        },
      };
      channels.push(channel);
      return claimByAsking(channel, () => id, 400);
    });
  }

  async function answers(...asked: readonly (Promise<boolean> | undefined)[]): Promise<readonly unknown[]> {
    await vi.advanceTimersByTimeAsync(1000);
    return Promise.all(asked);
  }

  test('a name that nobody has is given', async () => {
    const [one] = tabs('1', '2');
    expect(await answers(one?.('a'))).toEqual([true]);
  });

  test('a name that another tab has is not, others are', async () => {
    const [one, two] = tabs('1', '2');
    await answers(one?.('a'));
    expect(await answers(two?.('a'), two?.('b'))).toEqual([false, true]);
  });

  test.each([
    ['1', '2'],
    ['2', '1'],
  ])('of two that ask at the same time (%s, %s) exactly one gets it', async (...ids) => {
    const [one, two] = tabs(...ids);
    const got = await answers(one?.('a'), two?.('a'));
    expect([...got].sort()).toEqual([false, true]);
  });

  test('of three as well', async () => {
    const asked = tabs('2', '3', '1').map((claim) => claim('a'));
    expect((await answers(...asked)).filter(Boolean)).toHaveLength(1);
  });
});
