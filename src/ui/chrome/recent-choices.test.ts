import { expect, test } from 'vitest';
import { RecentChoices } from './recent-choices.ts';

function storage(first: string | null = null) {
  let kept = first;
  return { getItem: () => kept, setItem: (_key: string, value: string) => void (kept = value) };
}

test('the newest comes first, each once, twenty at most', () => {
  const page = storage();
  for (let number = 0; number < 25; number += 1) new RecentChoices(page).add(`${number}`);
  new RecentChoices(page).add('20');
  const { keys } = new RecentChoices(page);
  expect([keys.slice(0, 3), keys.length]).toEqual([['20', '24', '23'], 20]);
});

test.each([null, '', '{', '{"a":1}', '[1,null]'])('%j in the storage is nothing chosen', (kept) => {
  expect(new RecentChoices(storage(kept)).keys).toEqual([]);
});

test('a storage that refuses stops nobody', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
  };
  expect(() => new RecentChoices(full).add('a')).not.toThrow();
});
