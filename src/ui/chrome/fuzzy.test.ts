import { expect, test } from 'vitest';
import { fuzzyFilter } from './fuzzy.ts';

const names = ['Zoom in', 'Import manifests…', 'prod/backend', 'dev/backend', 'Tidy layout'];
const find = (query: string): readonly string[] => fuzzyFilter(query, names, (name) => name);

test.each([
  ['', names],
  ['zi', ['Zoom in']],
  ['prodback', ['prod/backend']],
  ['im man', ['Import manifests…']],
  ['xyz', []],
])('"%s" finds %j', (query, found) => {
  expect(find(query)).toEqual(found);
});

test('letters that stand together win', () => {
  expect(fuzzyFilter('tier', ['test infrastructure', 'Tier board'], (name) => name)[0]).toBe('Tier board');
});
