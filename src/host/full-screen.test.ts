import { expect, test, vi } from 'vitest';
import { FullScreen } from './full-screen.ts';

function page({ refuses = false } = {}) {
  let isFull = false;
  let changed = (): void => undefined;
  let seen = (): void => undefined;
  let locks = 0;
  const turn = (full: boolean): Promise<void> => {
    if (refuses) return Promise.reject(new TypeError('not allowed'));
    isFull = full;
    changed();
    return Promise.resolve();
  };
  const lost = vi.fn();
  const screen = new FullScreen(
    {
      enter: () => turn(true),
      leave: () => turn(false),
      isFull: () => isFull,
      onChange: (listener) => (changed = listener),
      keepAwake: () => {
        if (refuses) return Promise.reject(new Error('no such thing'));
        locks += 1;
        return Promise.resolve(() => (locks -= 1));
      },
      onSeen: (listener) => (seen = listener),
    },
    lost,
  );
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return {
    ...{ screen, lost, settled, leaveByBrowser: () => turn(false), show: () => seen() },
    state: () => ({ isFull, locks }),
  };
}

test('the page fills the screen and keeps it awake for as long as it is wanted', async () => {
  const { screen, settled, state, lost } = page();
  screen.set(true);
  await settled();
  expect(state()).toEqual({ isFull: true, locks: 1 });
  screen.set(false);
  await settled();
  expect(state()).toEqual({ isFull: false, locks: 0 });
  expect(lost).not.toHaveBeenCalled();
});

test('it tells when the browser leaves by itself', async () => {
  const { screen, settled, leaveByBrowser, lost } = page();
  screen.set(true);
  await settled();
  await leaveByBrowser();
  expect(lost).toHaveBeenCalledOnce();
});

test('what the browser refuses throws nothing', async () => {
  const { screen, settled, state } = page({ refuses: true });
  screen.set(true);
  await settled();
  screen.set(false);
  await settled();
  expect(state()).toEqual({ isFull: false, locks: 0 });
});

test('a screen that was kept awake in vain sleeps', async () => {
  const { screen, settled, state } = page();
  screen.set(true);
  screen.set(false);
  await settled();
  expect(state().locks).toBe(0);
});

test('a page that is seen again keeps the screen awake again, one that presents nothing does not', async () => {
  const { screen, settled, state, show } = page();
  show();
  await settled();
  expect(state().locks).toBe(0);
  screen.set(true);
  await settled();
  show();
  await settled();
  expect(state().locks).toBe(1);
});
