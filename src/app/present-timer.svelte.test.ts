import { expect, test } from 'vitest';
import { elapsedAt, PresentTimer } from './present-timer.svelte.ts';

function timer(): { readonly timer: PresentTimer; readonly pass: (ms: number) => void; readonly shown: () => number } {
  let now = 1_000;
  const made = new PresentTimer(() => now);
  return { timer: made, pass: (ms) => (now += ms), shown: () => elapsedAt(made.state, now) };
}

test('stands at zero until it is started', () => {
  const { timer: watch, pass, shown } = timer();
  pass(500);
  expect([watch.isRunning, shown()]).toEqual([false, 0]);
});

test('counts what ran, not what it stood', () => {
  const { timer: watch, pass, shown } = timer();
  watch.start();
  pass(300);
  watch.stop();
  pass(5_000);
  watch.start();
  pass(200);
  expect(shown()).toBe(500);
});

test('started twice it goes on', () => {
  const { timer: watch, pass, shown } = timer();
  watch.start();
  pass(300);
  watch.start();
  pass(100);
  expect(shown()).toBe(400);
});

test('reset while it runs it goes on from zero, else it stands at zero', () => {
  const { timer: watch, pass, shown } = timer();
  watch.start();
  pass(300);
  watch.reset();
  pass(50);
  expect([watch.isRunning, shown()]).toEqual([true, 50]);
  watch.stop();
  watch.reset();
  pass(70);
  expect([watch.isRunning, shown()]).toEqual([false, 0]);
});

test('a clock that was set back takes nothing away', () => {
  const { timer: watch, pass, shown } = timer();
  watch.start();
  pass(-10_000);
  expect(shown()).toBe(0);
});
