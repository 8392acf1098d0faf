import { describe, expect, test } from 'vitest';
import { Ledger, manifestOf, randomFrom, stateIn } from './ledger.mjs';

const base = 'kind: Pod\n';

describe('what is lost', () => {
  /** Edits 1 and 2, 2 taken back, 3: at the seconds 1 to 4. */
  function ledger() {
    const made = new Ledger(0);
    made.edit(1000);
    made.edit(2000);
    made.undo(3000);
    made.edit(4000);
    return made;
  }

  test.each([
    ['nothing', [1, 3], 0],
    ['the last step', [1], 1],
    ['the last two', [1, 2], 2],
    ['everything', [], 4],
    ['what never was', [2], null],
  ])('%s', (_title, found, seconds) => {
    expect(ledger().lostSeconds(found, 5000)).toBe(seconds);
  });

  test('a new edit ends what can be redone', () => {
    const made = ledger();
    expect([made.state, made.canUndo, made.canRedo, made.length]).toEqual([[1, 3], true, false, 4]);
    made.undo(5000);
    made.redo(6000);
    expect(made.state).toEqual([1, 3]);
  });
});

describe('a saved text', () => {
  const whole = [base, manifestOf(2), manifestOf(10)].join('---\n');

  test('holds its edits', () => {
    expect(stateIn(whole, base)).toEqual([2, 10]);
    expect(stateIn(base, base)).toEqual([]);
  });

  test('is not whole if anything is missing from it', () => {
    for (let length = base.length + 60; length < whole.length; length += 1) {
      const state = stateIn(whole.slice(0, length), base);
      // Cut right after a manifest it is a whole text, of an earlier state.
      expect(state === null || state.length < 2).toBe(true);
    }
    expect(stateIn(whole.slice(1), base)).toBeNull();
    expect(stateIn('', base)).toBeNull();
  });
});

test('the same seed gives the same numbers, another one others', () => {
  const [one, again, other] = [randomFrom(7), randomFrom(7), randomFrom(8)];
  const numbers = Array.from({ length: 100 }, one);
  expect(Array.from({ length: 100 }, again)).toEqual(numbers);
  expect(other()).not.toBe(numbers[0]);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
});
