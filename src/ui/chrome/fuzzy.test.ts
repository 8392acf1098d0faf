import { describe, expect, test } from 'vitest';
import { fuzzyScore, queryWords, searchable } from './fuzzy.ts';

const score = (query: string, text: string): number | null => fuzzyScore(queryWords(query), searchable(text));

const better: readonly (readonly [query: string, first: string, second: string])[] = [
  ['save', 'Save', 'Save as…'],
  ['mat', 'Matrix', 'Tomato'],
  ['board', 'Tier board', 'Clipboard'],
  ['node', 'node-host-firewall', 'anodes'],
  ['nhf', 'node-host-firewall', 'nothing has failed, or nearly'],
  ['tb', 'Tier board', 'Tab'],
  ['exp man', 'Export manifests…', 'Manifest explorer, not exported'],
  ['hostEndpoint', 'HostEndpoint', 'HostEndpoint/node-worker'],
  ['web', 'prod/web', 'prod/web-2'],
];
test.each(better)('%s finds %s before %s', (query, first, second) => {
  const [one, other] = [score(query, first), score(query, second)];
  expect(one).not.toBeNull();
  expect(one ?? 0).toBeGreaterThan(other ?? -Infinity);
});

describe('what does not fit', () => {
  test.each([
    ['xyz', 'Export manifests'],
    ['export zebra', 'Export manifests'],
    ['abcd', 'a lot of bananas can be dear'],
  ])('%s is not found in %s', (query, text) => {
    expect(score(query, text)).toBeNull();
  });
});

test('the words may come in any order and case', () => {
  expect(score('FIREWALL node', 'node-host-firewall')).toBe(score('node firewall', 'node-host-firewall'));
});

test('ten thousand texts are searched in a blink', () => {
  const texts = Array.from({ length: 10_000 }, (_none, index) =>
    searchable(`namespace-${index % 50}/deployment-${index}`),
  );
  const started = performance.now();
  for (const query of ['d', 'dep', 'deployment-77', 'nd7', 'zzz']) {
    const words = queryWords(query);
    for (const text of texts) fuzzyScore(words, text);
  }
  expect((performance.now() - started) / 5).toBeLessThan(100);
});
