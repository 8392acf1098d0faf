import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completionsAt, vocabularyOf } from './complete.ts';
import { labelsOf } from './labels.ts';

const vocabulary = vocabularyOf([
  labelsOf({ app: 'web', env: 'prod' }),
  labelsOf({ app: 'web', env: 'dev' }),
  labelsOf({ app: 'db', quoted: `it's` }),
]);
const functions = ['has(…)', 'all()', 'global()'];
const operators = ['==', '!=', 'in {…}', 'not in {…}', 'contains', 'starts with', 'ends with'];

test('the vocabulary counts who carries a key and a value, the most common first', () => {
  expect(vocabulary.keys).toEqual([
    { text: 'app', count: 3 },
    { text: 'env', count: 2 },
    { text: 'quoted', count: 1 },
  ]);
  expect(vocabulary.values.get('app')).toEqual([
    { text: 'web', count: 2 },
    { text: 'db', count: 1 },
  ]);
});

test('what is inherited comes after what is written on the endpoints', () => {
  const inheriting = vocabularyOf([labelsOf({ 'pcns.env': 'prod', app: 'a' }), labelsOf({ 'pcns.env': 'prod' })]);
  expect(inheriting.keys.map(({ text }) => text)).toEqual(['app', 'pcns.env']);
});

/** `|` is the cursor. */
test.each<readonly [text: string, replaced: string, labels: readonly string[]]>([
  ['|', '', ['app', 'env', 'quoted', ...functions]],
  ['ap|', 'ap', ['app', 'env', 'quoted', ...functions]],
  ['has(|', '', ['app', 'env', 'quoted']],
  ['has(e|', 'e', ['app', 'env', 'quoted']],
  ['has(env |', '', [')']],
  ['!|', '', ['app', 'env', 'quoted', ...functions]],
  ['(|', '', ['app', 'env', 'quoted', ...functions]],
  ['app |', '', operators],
  ['app =|', '=', operators],
  ['app sta|', 'sta', operators],
  ['app starts w|', 'starts w', operators],
  ['app == |', '', ['web', 'db']],
  ['app == "w|', '"w', ['web', 'db']],
  ["app == 'w|", "'w", ['web', 'db']],
  ['app in |', '', ['{ … }']],
  ['app in {|', '', ['web', 'db']],
  ['app in {"web", |', '', ['db']],
  ['app == "web" |', '', ['&&', '||']],
  ['app in {"web"} |', '', ['&&', '||']],
  ['app == "web" && |', '', ['app', 'env', 'quoted', ...functions]],
  ['app == "web" && e| || x', 'e', ['app', 'env', 'quoted', ...functions]],
])('at %s stands in for “%s”: %j', (marked, replaced, labels) => {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = completionsAt(text, cursor, vocabulary);
  expect(found?.options.map(({ label }) => label)).toEqual(labels);
  expect(text.slice(found?.from, found?.to)).toBe(replaced);
});

test.each(['app == "web"|', 'app & |', 'app == "web" § |', 'nothing == |', 'app in {"web" |'])(
  'at %s nothing is offered',
  (marked) => {
    expect(completionsAt(marked.replace('|', ''), marked.indexOf('|'), vocabulary)).toBeNull();
  },
);

test.each([
  ['app == |', '"web"'],
  ["app == '|", "'web'"],
  ['quoted == |', `"it's"`],
  ["quoted == '|", `"it's"`],
])('a value is written in the quotes that were begun with, or in those that it allows: %s', (marked, insert) => {
  expect(completionsAt(marked.replace('|', ''), marked.indexOf('|'), vocabulary)?.options[0]?.insert).toBe(insert);
});

test('any text at any place is answered with a range before the cursor', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ap =!"\'{},()&|has(in') }), fc.nat(40), (text, at) => {
      const cursor = Math.min(at, text.length);
      const found = completionsAt(text, cursor, vocabulary);
      if (found === null) return;
      expect(found.from).toBeLessThanOrEqual(found.to);
      expect(found.to).toBe(cursor);
    }),
  );
});
