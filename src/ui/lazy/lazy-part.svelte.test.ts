import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fetchAllAhead, LazyPart } from './lazy-part.svelte.ts';

/** Code that comes, or fails, when the test says so. */
function underWay(): {
  readonly part: LazyPart<string>;
  readonly fetch: ReturnType<typeof vi.fn>;
  readonly arrive: (part: string) => Promise<void>;
  readonly fail: () => Promise<void>;
} {
  let settle: { readonly arrive: (part: string) => void; readonly fail: (why: Error) => void } | null = null;
  const fetch = vi.fn(() => new Promise<string>((resolve, reject) => (settle = { arrive: resolve, fail: reject })));
  const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
  return {
    part: new LazyPart(fetch),
    fetch,
    async arrive(part) {
      settle?.arrive(part);
      await settled();
    },
    async fail() {
      settle?.fail(new Error('Failed to fetch dynamically imported module'));
      await settled();
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('a part that is fetched when it is shown', () => {
  test('is away, then coming, then here for good', async () => {
    const { part, fetch, arrive } = underWay();
    expect(part.state).toEqual({ kind: 'away' });
    void part.ask();
    expect(part.state).toEqual({ kind: 'coming', isLong: false });
    await arrive('board');
    expect(part.state).toEqual({ kind: 'here', part: 'board' });
    await part.ask();
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test('says that it takes long only after a while, and no more once it is here', async () => {
    const { part, arrive } = underWay();
    void part.ask();
    await vi.advanceTimersByTimeAsync(299);
    expect(part.state).toEqual({ kind: 'coming', isLong: false });
    await vi.advanceTimersByTimeAsync(1);
    expect(part.state).toEqual({ kind: 'coming', isLong: true });
    await arrive('board');
    await vi.advanceTimersByTimeAsync(1000);
    expect(part.state.kind).toBe('here');
  });

  test('is fetched once however many ask', async () => {
    const { part, fetch, arrive } = underWay();
    void part.fetchAhead();
    void part.ask();
    void part.ask();
    await arrive('board');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test('fails for those who asked, and is fetched anew when they ask again', async () => {
    const { part, fetch, fail, arrive } = underWay();
    void part.ask();
    await fail();
    expect(part.state).toEqual({ kind: 'failed' });
    void part.ask();
    expect(part.state.kind).toBe('coming');
    await arrive('board');
    expect(part.state).toEqual({ kind: 'here', part: 'board' });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  test('that fails before anybody asked is merely away', async () => {
    const { part, fail } = underWay();
    void part.fetchAhead();
    await fail();
    expect(part.state).toEqual({ kind: 'away' });
  });

  test('that is asked for while it is fetched ahead tells its failure', async () => {
    const { part, fail } = underWay();
    void part.fetchAhead();
    void part.ask();
    await fail();
    expect(part.state).toEqual({ kind: 'failed' });
    void part.fetchAhead();
    await fail();
    expect(part.state).toEqual({ kind: 'away' });
  });
});

test('parts are fetched ahead one by one, each when there is time, and one that fails holds up none', async () => {
  const told: string[] = [];
  const idle = (): Promise<void> => {
    told.push('idle');
    return Promise.resolve();
  };
  const part = (name: string, comes: boolean): LazyPart<string> =>
    new LazyPart(() => {
      told.push(name);
      return comes ? Promise.resolve(name) : Promise.reject(new Error('offline'));
    });
  const [first, second, third] = [part('first', true), part('second', false), part('third', true)];
  await fetchAllAhead([first, second, third], idle);
  expect(told).toEqual(['idle', 'first', 'idle', 'second', 'idle', 'third']);
  expect([first, second, third].map(({ state }) => state.kind)).toEqual(['here', 'away', 'here']);
});
