import { expect, test } from 'vitest';
import { undergo } from './file-ordeal.ts';
import { readCorpus } from './fuzz-corpus.ts';
import { hostileFile, mutationNames } from './hostile-files.ts';
import { longestMs, timedOrdeal } from './timed-ordeal.ts';

/** `npm run fuzz -- --files N` goes on from here. */
const files = 2_000;
const corpus = readCorpus();

test('every honest file comes through', { timeout: 120_000 }, () => {
  const outcomes = corpus.map((bytes, index) => undergo(bytes, index));
  expect(outcomes.filter(({ kind }) => kind !== 'survived')).toEqual([]);
});

test('the same seed makes the same file, another one another', () => {
  expect(hostileFile(7, corpus)).toEqual(hostileFile(7, corpus));
  expect(hostileFile(7, corpus).bytes).not.toEqual(hostileFile(8, corpus).bytes);
});

test(`${files} hostile files: none is lost, nothing throws, none takes longer than 2 s`, () => {
  const used = new Set<string>();
  const failures: string[] = [];
  const kinds = new Map<string, number>();
  for (let seed = 1; seed <= files; seed += 1) {
    const { bytes, mutations } = hostileFile(seed, corpus);
    for (const name of mutations) used.add(name);
    const { ordeal: outcome, millis } = timedOrdeal(bytes, seed);
    if (outcome.kind === 'failed') failures.push(`seed ${seed}, ${mutations.join(', ')}: ${outcome.what}`);
    if (millis > longestMs) failures.push(`seed ${seed}, ${mutations.join(', ')}: ${Math.round(millis)} ms`);
    kinds.set(outcome.kind, (kinds.get(outcome.kind) ?? 0) + 1);
  }
  expect(failures).toEqual([]);
  expect([...used].sort()).toEqual([...mutationNames].sort());
  // All kinds of outcome are met: most files still open, some are no text.
  expect(kinds.get('survived')).toBeGreaterThan(files / 2);
  expect(kinds.get('not-utf8')).toBeGreaterThan(files / 50);
}, 300_000);
