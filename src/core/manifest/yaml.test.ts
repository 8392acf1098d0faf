import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { loadAll, YAML11_SCHEMA } from 'js-yaml';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../model/json.ts';
import { splitDocuments } from './split-documents.ts';
import { parseDocument, parseDocuments, parseYaml, printYaml } from './yaml.ts';

function read(text: string): JsonValue {
  const parsed = parseYaml(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

describe('a scalar reads as in a cluster:', () => {
  const scalars: readonly (readonly [text: string, value: JsonValue])[] = [
    ['yes', true],
    ['Off', false],
    ['y', true],
    ['N', false],
    ['TRUE', true],
    ['yEs', 'yEs'],
    ['~', null],
    ['', null],
    ['0777', 511],
    ['0o17', 15],
    ['089', 89],
    ['0x1F', 31],
    ['0X1f', 31],
    ['-0b11', -3],
    ['1_000', 1000],
    ['+12', 12],
    ['-0', 0],
    ['1.50', 1.5],
    ['.5', 0.5],
    ['.', '.'],
    ['1e3', 1000],
    ['1e999', '1e999'],
    ['100000000000000000000', 1e20],
    ['9007199254740992', 2 ** 53],
    [`${'0'.repeat(70)}17`, 15],
    [`0b${'0'.repeat(70)}11`, 3],
    [`-${'9'.repeat(100)}`, -1e100],
    [`0b${'1'.repeat(65)}`, `0b${'1'.repeat(65)}`],
    ['9'.repeat(300_000), '9'.repeat(300_000)],
    ['22:22', '22:22'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['2024-01-01', '2024-01-01'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['"yes"', 'yes'],
    ["'12'", '12'],
    ['! 12', '12'],
    ['!!str 12', '12'],
    ['!!int "12"', 12],
    ['!!float 12', 12],
    ['!<tag:yaml.org,2002:str> no', 'no'],
    ['=', '='],
  ];
  test.each(scalars)('%s', (text, value) => {
    expect(read(`a: ${text}\n`)).toEqual({ a: value });
  });
});

describe('an object:', () => {
  const objects: readonly (readonly [what: string, text: string, value: JsonValue])[] = [
    ['keys become texts', 'yes: 1\n1: 2\n0x10: 3\n1.5: 4\n"a": 5\n', { true: 1, 1: 2, 16: 3, 1.5: 4, a: 5 }],
    ['an alias is its value', 'a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['an alias may be a key', 'a: &x k\n*x : 1\n', { a: 'k', k: 1 }],
    [
      'own keys beat merged ones above',
      'a: &x {b: 1, c: 2}\nd: {<<: *x, b: 3}\n',
      { a: { b: 1, c: 2 }, d: { b: 3, c: 2 } },
    ],
    ['own keys beat merged ones below', 'a: &x {b: 1}\nd: {b: 3, <<: *x}\n', { a: { b: 1 }, d: { b: 3 } }],
    ['of several merged objects the first wins', 'x: {<<: [{a: 1}, {a: 2, b: 2}]}\n', { x: { a: 1, b: 2 } }],
    ['<< in quotes is a key', '"<<": 1\n', { '<<': 1 }],
    ['an anchor may be used again', '- &a 1\n- *a\n- &a 2\n- *a\n', [1, 1, 2, 2]],
    ['tags with a handle of their own', '%TAG !y! tag:yaml.org,2002:\n---\na: !y!str 1\n', { a: '1' }],
    ['comments only are null', '# a\n', null],
  ];
  test.each(objects)('%s', (_what, text, value) => {
    expect(read(text)).toEqual(value);
  });

  test('200 levels are read', () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(parseYaml(nested(200)).ok).toBe(true);
    expect(parseYaml(nested(201)).ok).toBe(false);
  });

  test('a second document is refused', () => {
    expect(parseYaml('a: 1\n---\nb: 2\n')).toEqual({
      ok: false,
      error: { line: 3, column: 1, message: 'A second document starts here where only one can stand.' },
    });
  });
});

describe('printing', () => {
  const printed: readonly (readonly [what: string, value: JsonValue, text: string])[] = [
    [
      'what a YAML 1.1 reader misreads is quoted',
      { a: ['yes', 'n', '0777', '0X1F', '1_0', '2024-01-01', '22:22', '~', ''] },
      "a:\n  - 'yes'\n  - 'n'\n  - '0777'\n  - '0X1F'\n  - '1_0'\n  - '2024-01-01'\n  - '22:22'\n  - '~'\n  - ''\n",
    ],
    ['lines are not folded', { a: 'word '.repeat(60).trim() }, `a: ${'word '.repeat(60).trim()}\n`],
    ['several lines are a block text', { a: 'x\n  y\n' }, 'a: |\n  x\n    y\n'],
    ['keys keep their order', { b: 1, a: { d: [], c: {} } }, 'b: 1\na:\n  d: []\n  c: {}\n'],
    ['shared values are written twice', ((shared) => ({ a: shared, b: shared }))({ c: 1 }), 'a:\n  c: 1\nb:\n  c: 1\n'],
  ];
  test.each(printed)('%s', (_what, value, text) => {
    expect(printYaml(value)).toBe(text);
    expect(read(text)).toEqual(value);
  });

  test('a text of several megabytes survives', () => {
    const value = { a: 'x y'.repeat(2_000_000) };
    expect(read(printYaml(value))).toEqual(value);
  });
});

/** Merged keys, octal numbers and times aside, which do not occur there, the library's own YAML 1.1 reader must agree. */
test('every conformance manifest reads as by the library alone', ({ skip }) => {
  const folder = '../shared/conformance/cases/manifests';
  skip(!existsSync(folder), `${folder} is absent`);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    const ours = [...splitDocuments(text)].map(({ lead, body }) => read(lead + body));
    expect(ours.filter((value) => value !== null)).toEqual(
      loadAll(text, { schema: YAML11_SCHEMA }).filter((value) => value !== null),
    );
  }
});

describe('documents that follow each other', () => {
  const small = [
    'a: 1',
    'b: [x, y]',
    '"quoted": "two\\nlines"',
    'c: |\n  block\n',
    'd: &x {e: 1}\nf: *x',
    '',
    '# note',
  ];
  const odd = [
    'a: *unknown',
    'a: 1\na: 2',
    '- [',
    '%YAML 1.1',
    '"open',
    'a: !!binary x',
    "it's: 'open",
    '\uFEFFa: 1',
    '...',
  ];
  const document = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...small) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );

  test('are read as each one alone', () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 8 }), (documents) => {
        const texts = documents.map((text) => `---\n${text}\n`);
        expect(parseDocuments(texts)).toEqual(texts.map(parseDocument));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('a broken one leaves those of its run and of other runs alone', () => {
    const texts = Array.from({ length: 9000 }, (_, index) => `---\nname: n${index}\n`);
    texts[4000] = '---\nname: [\n';
    const results = parseDocuments(texts);
    expect(results.flatMap(({ ok }, index) => (ok ? [] : [index]))).toEqual([4000]);
    expect(results[8999]).toEqual({ ok: true, value: { name: 'n8999' } });
  });
});
