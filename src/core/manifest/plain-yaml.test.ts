import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../model/json.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { splitDocuments } from './split-documents.ts';
import { parseDocument, printYaml } from './yaml.ts';

/** Whether the document was read; where it was, the library says the same, to the order of the keys. */
function isReadAsByLibrary(text: string): boolean {
  const plain = readPlainYaml(text);
  if (plain === null) return false;
  const full = parseDocument(text);
  if (!full.ok) throw new Error(`${JSON.stringify(text)} is refused: ${full.error.message}`);
  if (JSON.stringify(plain) !== JSON.stringify(full.value)) expect([text, plain]).toEqual([text, full.value]);
  return true;
}

describe('is read:', () => {
  const read: readonly (readonly [what: string, text: string, value: JsonValue])[] = [
    ['an object', 'a: 1\nb: x y\n', { a: 1, b: 'x y' }],
    ['without a last line break', 'a: 1', { a: 1 }],
    ['objects in objects', 'a:\n  b:\n      c: d\n  e: f\ng: h\n', { a: { b: { c: 'd' }, e: 'f' }, g: 'h' }],
    ['a list, indented or not', 'a:\n- x\n- w\nb:\n  - z\n', { a: ['x', 'w'], b: ['z'] }],
    ['a list of objects', '- a: 1\n  b:\n  - 2\n  c: 3\n- d:\n', [{ a: 1, b: [2], c: 3 }, { d: null }]],
    ['the start of a document', '# a\n---\n# b\na: 1\n', { a: 1 }],
    ['comments and blank lines', 'a:\n\n    # c\n  b: 1\n# c\n  \nd: 2\n  \n', { a: { b: 1 }, d: 2 }],
    ['nothing', 'a:\nb:   \nc: ~\n', { a: null, b: null, c: null }],
    ['scalars of YAML 1.1', 'a: yes\nb: 0777\nc: 1_0\nd: 2024-01-01\n', { a: true, b: 511, c: 10, d: '2024-01-01' }],
    ['texts with marks inside', 'a: b#c:d\ne: 22:22\nf: it"s, [so]\n', { a: 'b#c:d', e: '22:22', f: 'it"s, [so]' }],
    ['quotes', `a: "it's: #1"\nb: '\\n "x"'\nc: ""\n`, { a: "it's: #1", b: '\\n "x"', c: '' }],
    ['empty collections', 'a: {}\nb:\n- []\n', { a: {}, b: [[]] }],
    ['keys with dots and slashes', 'app.kubernetes.io/name: x\n1: w\n', { 'app.kubernetes.io/name': 'x', 1: 'w' }],
    ['blocks', 'a: |\n   x: 1\n     - y #z\nb: |-\n  z\n# c\nd: 1\n', { a: 'x: 1\n  - y #z\n', b: 'z', d: 1 }],
  ];
  test.each(read)('%s', (_what, text, value) => {
    expect(isReadAsByLibrary(text)).toBe(true);
    expect(readPlainYaml(text)).toEqual(value);
  });
});

describe('is left to the library:', () => {
  const left: readonly (readonly [what: string, text: string])[] = [
    ['nothing at all', ''],
    ['a comment', '# a\n'],
    ['one value', 'a\n'],
    ['a value of several lines', 'a: b\n  c\n'],
    ['a value of several lines in a list', '- a\n  b\n'],
    ['a comment behind a value', 'a: b # c\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a key that could change the prototype', '__proto__: {}\n'],
    ['a key that the cluster reads as something else', 'yes: 1\n'],
    ['a key that is nothing', 'null: 1\n'],
    ['a merge key', '<<: *a\n'],
    ['a key in quotes', '"a": 1\n'],
    ['an anchor', 'a: &x 1\n'],
    ['an alias', 'a: *x\n'],
    ['a tag', 'a: !!str 1\n'],
    ['flow style', 'a: {b: 1}\n'],
    ['an escape', 'a: "\\n"\n'],
    ['a doubled quote', "a: 'it''s'\n"],
    ['text behind quotes', 'a: "b" c\n'],
    ['an open quote', 'a: "b\n'],
    ['a colon in a value', 'a: b: c\n'],
    ['a colon at the end of a value', 'a: b:\n'],
    ['a dash in a value', 'a: - b\n'],
    ['a list in a list', '- - a\n'],
    ['a folded block', 'a: >\n  b\n'],
    ['a block with a blank line', 'a: |\n  b\n\n  c\n'],
    ['a block that keeps its end', 'a: |+\n  b\n'],
    ['a block without a last line break', 'a: |\n  b'],
    ['a tab', 'a:\tb\n'],
    ['line breaks of other systems', 'a: b\r\nc: d\r\n'],
    ['a mark of byte order', '\uFEFFa: b\n'],
    ['a character in two halves', 'a: 😀\n'],
    ['a deeper line', 'a: 1\n  b: 2\n'],
    ['a line that is less deep than its neighbours', 'a:\n    b: 1\n  c: 2\n'],
    ['an item below keys', 'a: 1\n- b\n'],
    ['a key below items', '- a\nb: 1\n'],
    ['a second document', 'a: 1\n---\nb: 2\n'],
    ['the end of a document', 'a: 1\n...\n'],
    ['a directive', '%YAML 1.1\n---\na: 1\n'],
    ['a number that cannot be kept', 'a: 12345678901234567890\nb: 9007199254740993\n'],
    ['deep nesting', Array.from({ length: 150 }, (_, level) => `${' '.repeat(level)}a:\n`).join('')],
  ];
  test.each(left)('%s', (_what, text) => {
    expect(readPlainYaml(text)).toBeNull();
  });
});

describe('is as the library reads it,', () => {
  test('every manifest of the conformance data', ({ skip }) => {
    const folder = '../shared/conformance';
    skip(!existsSync(folder), `${folder} is absent`);
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => [...splitDocuments(readFileSync(join(folder, name), 'utf8'))])
      .map(({ lead, body }) => lead + body);
    const read = texts.filter(isReadAsByLibrary).length;
    // Many of them are written by hand, with flow style and comments behind values.
    expect(read / texts.length).toBeGreaterThan(0.15);
  });

  test('whatever Firewright prints', () => {
    const scalar = fc.oneof(
      fc.constantFrom<JsonValue>(null, true, 7, 1.5, '', 'yes', '0777', 'x: y', '- a', 'all()', "a == 'b'", '#', ' '),
      fc.constantFrom(
        'a\nb\n',
        'a\n\nb',
        '  a\nb',
        'a\n',
        '\n',
        '😀',
        '10.0.0.0/8',
        'a: |',
        '{}',
        '---',
        'ü',
        '__proto__',
      ),
      fc.string({ maxLength: 6 }),
    );
    const key = fc.constantFrom('a', 'b', 'app.kubernetes.io/name', 'x-y', '1', 'yes', 'c d', '-', '<<', '', '.a');
    const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        { weight: 3, arbitrary: scalar },
        { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
        { weight: 2, arbitrary: fc.dictionary(key, tie('value'), { maxKeys: 3 }) },
      ),
    }));
    let read = 0;
    const property = fc.property(value, (one) => {
      if (isReadAsByLibrary(printYaml(one))) read += 1;
    });
    fc.assert(property, { seed: 11, numRuns: 3000 });
    expect(read).toBeGreaterThan(150);
  });

  test('lines put together at random', () => {
    const content = fc.constantFrom(
      ...['a:', 'b:', 'a: 1', 'b: x y', 'c: "q"', "d: 'q'", 'e: |', 'f: |-', 'g: {}', 'h: []', 'i: x:y', 'j: x #y'],
      ...[
        '- x',
        '- a: 1',
        '- b:',
        '- 1',
        '- - x',
        '-',
        '- ',
        '- {}',
        '- "x"',
        '- |',
        '- x: y: z',
        '-x',
        '--- x',
        '- a:b',
      ],
      ...['# c', '', ' ', 'x', '"x"', 'x: &a y', 'y: *a', '...', '---', '? x', ': x', 'a : 1', 'null: 1', '1: 2', '{}'],
    );
    const line = fc.tuple(fc.constantFrom(0, 0, 0, 1, 2, 2, 2, 3, 4, 4, 6), content);
    let read = 0;
    const property = fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.boolean(), (lines, isEnded) => {
      const text = lines.map(([indent, written]) => ' '.repeat(indent) + written).join('\n') + (isEnded ? '\n' : '');
      if (isReadAsByLibrary(text)) read += 1;
    });
    fc.assert(property, { seed: 12, numRuns: 30_000 });
    expect(read).toBeGreaterThan(500);
  });

  test('a plain manifest with a few characters more or less', () => {
    const manifest =
      '# note\n---\napiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata:\n  name: a.b\n  annotations:\n' +
      '    note: |\n      one\n      two\nspec:\n  order: 10\n  selector: "app == \'x\'"\n  ingress:\n  - action: Allow\n' +
      "    source:\n      nets:\n        - 10.0.0.0/8\n        - '::1'\n    destination: {}\n  - action: Deny\n  types: []\n";
    const change = fc.record({
      at: fc.nat(manifest.length),
      cut: fc.nat(3),
      put: fc.constantFrom(
        '',
        ' ',
        '  ',
        '\n',
        '\n  ',
        ':',
        ': ',
        '-',
        '- ',
        '#',
        ' #',
        '"',
        "'",
        '|',
        '?',
        '~',
        '0x1',
        '\\',
      ),
    });
    let read = 0;
    const property = fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const text = changes.reduce((old, { at, cut, put }) => old.slice(0, at) + put + old.slice(at + cut), manifest);
      if (isReadAsByLibrary(text)) read += 1;
    });
    fc.assert(property, { seed: 13, numRuns: 20_000 });
    expect(read).toBeGreaterThan(2000);
  });
});
