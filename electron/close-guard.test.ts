import { expect, test } from 'vitest';
import { CloseGuard } from './close-guard.ts';

/** A window that closes unless its guard vetoes. */
function guarded() {
  const log: string[] = [];
  const guard = new CloseGuard(
    () => log.push('asked'),
    () => {
      close();
    },
  );
  const close = (pageListens = true): void => {
    let vetoed = false;
    guard.closing({ preventDefault: () => (vetoed = true) }, pageListens);
    log.push(vetoed ? 'stays' : 'closes');
  };
  return { guard, close, log };
}

test('without unsaved work the window closes unasked', () => {
  const { close, log } = guarded();
  close();
  expect(log).toEqual(['closes']);
});

test('with unsaved work the page is asked once, however often the user tries', () => {
  const { guard, close, log } = guarded();
  guard.unsaved = true;
  close();
  close();
  expect(log).toEqual(['asked', 'stays', 'stays']);
});

test('when the page agrees the window closes', () => {
  const { guard, close, log } = guarded();
  guard.unsaved = true;
  close();
  guard.answer('close');
  expect(log).toEqual(['asked', 'stays', 'closes']);
});

test('when the page declines, the next try asks again', () => {
  const { guard, close, log } = guarded();
  guard.unsaved = true;
  close();
  guard.answer('stay');
  close();
  expect(log).toEqual(['asked', 'stays', 'asked', 'stays']);
});

test('an answer that nobody asked for closes nothing', () => {
  const { guard, log } = guarded();
  guard.unsaved = true;
  guard.answer('close');
  expect(log).toEqual([]);
});

test('a page that can’t answer does not hold the window', () => {
  const { guard, close, log } = guarded();
  guard.unsaved = true;
  close(false);
  expect(log).toEqual(['closes']);
});

test('after a reload the new page is asked anew', () => {
  const { guard, close, log } = guarded();
  guard.unsaved = true;
  close();
  guard.forget();
  guard.unsaved = true;
  close();
  expect(log).toEqual(['asked', 'stays', 'asked', 'stays']);
});

test('it says beforehand whether closing would ask', () => {
  const { guard, close } = guarded();
  expect(guard.holds(true)).toBe(false);
  guard.unsaved = true;
  expect([guard.holds(true), guard.holds(false)]).toEqual([true, false]);
  close();
  expect(guard.holds(true)).toBe(true);
  guard.answer('close');
  expect(guard.holds(true)).toBe(false);
});
