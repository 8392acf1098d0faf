import { expect, test } from 'vitest';
import { Presenting } from './presenting.ts';
import { FakeWindow } from './testing/fake-window.ts';

function presented() {
  const window = new FakeWindow();
  const presenters: { readonly channel: string; readonly window: FakeWindow }[] = [];
  const awake = new Set<number>();
  let last = 0;
  const screen = {
    start: (kind: string) => {
      expect(kind).toBe('prevent-display-sleep');
      awake.add((last += 1));
      return last;
    },
    stop: (id: number) => awake.delete(id),
  };
  const presenting = new Presenting(window.asWindow, screen, (channel) => {
    const made = new FakeWindow();
    presenters.push({ channel, window: made });
    return made.asWindow;
  });
  return { window, presenting, awake, presenters };
}

test('while something is presented the window fills the screen, which stays awake', () => {
  const { window, presenting, awake } = presented();
  presenting.set(true);
  expect([window.fullScreen, awake.size]).toEqual([true, 1]);
  presenting.set(false);
  expect([window.fullScreen, awake.size]).toEqual([false, 0]);
});

test('said twice it holds the screen awake once', () => {
  const { presenting, awake } = presented();
  presenting.set(true);
  presenting.set(true);
  presenting.set(false);
  presenting.set(false);
  expect(awake.size).toBe(0);
});

test('a window that filled the screen before goes on doing so', () => {
  const { window, presenting } = presented();
  window.fullScreen = true;
  presenting.set(true);
  presenting.set(false);
  expect(window.fullScreen).toBe(true);
});

test('a page that is gone presents nothing any more', () => {
  const { window, presenting, awake, presenters } = presented();
  presenting.set(true);
  presenting.openPresenter('presenter-a');
  presenting.pageGone();
  expect([window.fullScreen, awake.size]).toEqual([false, 0]);
  expect(presenters[0]?.window.log).toEqual(['destroyed']);
});

test('a window that is gone lets the screen sleep and is not touched again', () => {
  const { window, presenting, awake, presenters } = presented();
  presenting.set(true);
  presenting.openPresenter('presenter-a');
  presenting.windowGone();
  expect([window.fullScreen, awake.size]).toEqual([true, 0]);
  expect(presenters[0]?.window.log).toEqual(['destroyed']);
});

test('there is one window for the presenter, until it is closed', () => {
  const { presenting, presenters } = presented();
  presenting.openPresenter('presenter-a');
  presenting.openPresenter('presenter-a');
  expect(presenters).toHaveLength(1);
  expect(presenters[0]?.window.log).toEqual(['focused']);
  presenters[0]?.window.close();
  presenting.openPresenter('presenter-b');
  expect(presenters.map(({ channel }) => channel)).toEqual(['presenter-a', 'presenter-b']);
});
