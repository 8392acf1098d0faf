import { expect, test } from 'vitest';
import { rowsOf, tableOf } from './measures.mjs';

test('a way to start has a row for what is known of it, with the median and the target', () => {
  const rows = rowsOf('cold', [
    { usable: 900, heap: 10, main: null },
    { usable: 2500, heap: 12, main: null },
    { usable: 1000, heap: null, main: null },
  ]);
  expect(rows).toMatchObject([
    { unit: 'ms', median: 1000, least: 900, most: 2500, count: 3, limit: 2000, met: true },
    { unit: 'MiB', median: 11, count: 2, limit: null, met: null },
  ]);
  const [head, first, second] = tableOf(rows).split('\n');
  expect(head).toMatch(/^\s+median\s+least\s+most\s+count\s+target$/);
  expect(first).toMatch(/^cold: usable.*ms\s+1000\s+900\s+2500\s+3\s+≤ 2000\s+met$/);
  expect(second).toMatch(/MiB\s+11\.0\s+10\.0\s+12\.0\s+2$/);
});

test('a median beyond the target is said', () => {
  expect(rowsOf('cold', [{ usable: 2001 }])).toMatchObject([{ met: false }]);
});
