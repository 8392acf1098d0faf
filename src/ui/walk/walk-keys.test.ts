import { expect, test } from 'vitest';
import { walkKey, type KeyFocus, type Press } from './walk-keys.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

/** What a key did, in words; '' where it was not the walk's. */
function done(press: Partial<Press>, focus: KeyFocus = 'free', isPresenting = false, isAtEnd = false): string {
  let said = '';
  const walk = {
    step: (by: number) => (said = `step ${by}`),
    goTo: (index: number) => (said = `go to ${index}`),
    toggle: () => (said = 'toggle'),
    close: () => (said = 'leave'),
    stations: [1, 2, 3, 4] as never,
    isAtEnd,
  };
  walkKey(walk, { ...plain, key: '', ...press }, focus, isPresenting)?.();
  return said;
}

test.each([
  [' ', 'toggle'],
  ['ArrowRight', 'step 1'],
  ['ArrowLeft', 'step -1'],
  ['Home', 'go to 0'],
  ['End', 'go to 3'],
  ['Escape', 'leave'],
  ['PageDown', ''],
  ['PageUp', ''],
  ['ArrowDown', ''],
  ['a', ''],
])('%j does: %s', (key, what) => {
  expect(done({ key })).toBe(what);
  expect(done({ key, ctrlKey: true })).toBe('');
  expect(done({ key }, 'elsewhere')).toBe('');
});

test('on a button of the walk Space presses it, and the other keys walk', () => {
  expect(done({ key: ' ' }, 'button')).toBe('');
  expect(done({ key: 'ArrowRight' }, 'button')).toBe('step 1');
});

test('a presenter’s remote walks, and behind the last halt leaves', () => {
  expect(done({ key: 'PageDown' }, 'free', true)).toBe('step 1');
  expect(done({ key: 'PageUp' }, 'free', true)).toBe('step -1');
  expect(done({ key: 'PageDown' }, 'free', true, true)).toBe('leave');
});
