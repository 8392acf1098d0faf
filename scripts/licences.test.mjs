import { expect, test } from 'vitest';
import { licenceComment, licenceFile } from './licences/licence-text.mjs';
import { namedAtTheEnd, tableOf } from './licences.mjs';

const bytes = { start: 1500, later: 0, worker: 20 };
const packages = [
  { name: '@a/one', version: '1.2.3', licence: 'MIT', texts: ['Permission is granted\n\nto all */'], bytes },
  { name: 'two', version: '4.0.0', licence: 'ISC', texts: ['As is', 'Copyright of a part'], bytes },
];

test('the file that is packed has the table, and after it every text', () => {
  const text = licenceFile(packages);
  const table = tableOf(text).split('\n');
  expect(table).toHaveLength(4);
  expect(table[1]).toMatch(/^@a\/one\s+1\.2\.3\s+MIT\s+1\.5 kB\s+–\s+0\.0 kB$/);
  expect(table[3]).toMatch(/^together\s+3\.0 kB/);
  for (const words of packages.flatMap(({ texts }) => texts)) expect(text).toContain(words);
});

test('a bundle of one file names at its end what is in it, and the comment ends only there', () => {
  const code = `console.log(1);${licenceComment(packages)}`;
  expect(namedAtTheEnd(code)).toEqual(['@a/one 1.2.3 (MIT)', 'two 4.0.0 (ISC)']);
  expect(code.match(/\*\//g)).toHaveLength(1);
  expect(code.trimEnd().endsWith('*/')).toBe(true);
  expect(namedAtTheEnd('console.log("nothing of others");')).toEqual([]);
});
