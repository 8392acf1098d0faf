import { describe, expect, test } from 'vitest';
import { openDesign, printDesign } from './design-file.ts';

const good = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: good\n';
const design = 'apiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: design}\n';
const letters = [...'abcdefghij'];
const bomb = letters
  .map(
    (letter, index) =>
      `${letter}: &${letter} [${Array<string>(9)
        .fill(index === 0 ? 'x' : `*${letters[index - 1]}`)
        .join(',')}]\n`,
  )
  .join('');
const tooDeep = `a: ${'['.repeat(300)}${']'.repeat(300)}\n`;
const deepBlocks = Array.from({ length: 250 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
const deepAlias = `a: &a ${'['.repeat(150)}${']'.repeat(150)}\nb: ${'['.repeat(100)}*a${']'.repeat(100)}\n`;

type Row = readonly [what: string, text: string, code: string, line: number, column: number, sentence: RegExp];

const rows: readonly Row[] = [
  ['a double quote never closed', 'kind: "Pod\n', 'YAML-SYNTAX', 2, 1, /never closed/],
  ['a single quote never closed', "kind: 'Pod", 'YAML-SYNTAX', 1, 11, /single quote was opened and never closed/],
  ['a bracket never closed', 'a: [1, 2', 'YAML-SYNTAX', 1, 9, /bracket or brace was opened/],
  ['a brace never closed', 'a: {b: 1\n', 'YAML-SYNTAX', 2, 1, /brace/],
  ['a tab as indentation', 'a:\n\tb: 1\n', 'YAML-SYNTAX', 2, 1, /tab/],
  ['a tab among spaces', 'a:\n  b: 1\n\tc: 2\n', 'YAML-SYNTAX', 3, 1, /tab/],
  ['no space behind a colon', 'a:\n  b:1\n  c: 2\n', 'YAML-SYNTAX', 3, 4, /space may be missing behind a colon/],
  ['wrong indentation', 'a:\n  b: 1\n c: 2\n', 'YAML-SYNTAX', 3, 2, /not indented like/],
  ['two colons on a line', 'a: b: c\n', 'YAML-SYNTAX', 1, 5, /needs quotes/],
  ['text behind a quoted text', 'a: "x" y\n', 'YAML-SYNTAX', 1, 8, /needs quotes/],
  ['a percent sign without quotes', 'a: %x\n', 'YAML-SYNTAX', 1, 4, /needs quotes/],
  ['a missing comma', 'a: [{b: 1} c]\n', 'YAML-SYNTAX', 1, 12, /comma/],
  ['an unknown escape', 'a: "\\q"\n', 'YAML-SYNTAX', 1, 6, /backslash/],
  ['an asterisk without quotes', 'a: *\n', 'YAML-SYNTAX', 1, 5, /asterisk/],
  ['a list item below a field', 'a: 1\n- b\n', 'YAML-SYNTAX', 2, 1, /does not belong to what stands above/],
  ['text behind the sign of a block text', 'a: | x\n  y\n', 'YAML-SYNTAX', 1, 6, /only a comment/],
  ['a directive without separator', '%YAML 1.1\na: 1\n', 'YAML-SYNTAX', 2, 1, /followed by “---”/],
  ['YAML 2', '%YAML 2.0\n---\na: 1\n', 'YAML-SYNTAX', 2, 1, /version other than 1/],
  ['an undeclared tag handle', 'a: !e!x y\n', 'YAML-SYNTAX', 1, 8, /handle/],
  ['a NUL character', 'a: x\0y\n', 'YAML-SYNTAX', 1, 5, /NUL/],
  ['a control character', 'a: x\x01y\n', 'YAML-SYNTAX', 1, 5, /control character/],
  ['half a surrogate pair', 'a: \uD800\n', 'YAML-SYNTAX', 1, 4, /does not allow/],
  ['an archive', 'PK\x03\x04\x14\0\0', 'YAML-SYNTAX', 1, 6, /not a YAML file/],
  ['lists nested 300 deep', tooDeep, 'YAML-SYNTAX', 1, 204, /more than 200 levels/],
  ['objects nested 250 deep', deepBlocks, 'YAML-SYNTAX', 201, 201, /more than 200 levels/],
  ['nesting through an alias', deepAlias, 'YAML-REFUSED', 2, 104, /more than 200 levels/],
  ['an alias bomb', bomb, 'YAML-REFUSED', 6, 8, /blow it up/],
  ['an alias without anchor', 'a: *nope\n', 'YAML-REFUSED', 1, 4, /no anchor above/],
  ['an alias inside its anchor', 'a: &a [*a]\n', 'YAML-REFUSED', 1, 8, /inside its own anchor/],
  ['a key twice', 'a: 1\nb:\n  c: 1\n  c: 2\n', 'YAML-REFUSED', 4, 3, /"c" stands twice/],
  ['a key twice in two spellings', 'yes: 1\n"true": 2\n', 'YAML-REFUSED', 2, 1, /"true" stands twice/],
  ['__proto__ twice', '__proto__: 1\n__proto__: 2\n', 'YAML-REFUSED', 2, 1, /"__proto__" stands twice/],
  ['a list as key', '? [a]\n: 1\n', 'YAML-REFUSED', 1, 3, /key must be a text/],
  ['an empty key', '~: 1\n', 'YAML-REFUSED', 1, 1, /key must be a text/],
  ['an unknown tag', 'a: !foo x\n', 'YAML-REFUSED', 1, 4, /tag !foo/],
  ['a tag that would run code', 'a: !!python/object:os.system x\n', 'YAML-REFUSED', 1, 4, /tag !!python/],
  ['binary data', 'a: !!binary aGVsbG8=\n', 'YAML-REFUSED', 1, 4, /tag !!binary/],
  ['a set', 'a: !!set {x}\n', 'YAML-REFUSED', 1, 4, /tag !!set/],
  ['a tag that does not fit', 'a: !!int x\n', 'YAML-REFUSED', 1, 4, /tag !!int/],
  ['not a number', 'a: .nan\n', 'YAML-REFUSED', 1, 4, /no number that a manifest can hold/],
  ['infinity', 'a: -.inf\n', 'YAML-REFUSED', 1, 4, /no number that a manifest can hold/],
  ['a number with too many digits', 'a: 9223372036854775807\n', 'YAML-REFUSED', 1, 4, /more digits/],
  ['a merge key with a number', 'a: {<<: 3}\n', 'YAML-REFUSED', 1, 5, /merge key/],
  ['a list instead of an object', '- a\n', 'NOT-AN-OBJECT', 1, 1, /This is a list/],
  ['a text instead of an object', '# a page\n<!DOCTYPE html>\n', 'NOT-AN-OBJECT', 2, 1, /only "<!DOCTYPE html>"/],
  ['a number instead of an object', '--- 42\n', 'NOT-AN-OBJECT', 1, 5, /only 42/],
  ['no apiVersion', '# c\nkind: Pod\nmetadata: {name: a}\n', 'FIELD-REQUIRED', 2, 1, /apiVersion is missing/],
  ['no kind', 'apiVersion: v1\nmetadata: {name: a}\n', 'FIELD-REQUIRED', 1, 1, /kind is missing/],
  ['no metadata', 'apiVersion: v1\nkind: Pod\n', 'FIELD-REQUIRED', 1, 1, /metadata.name is missing/],
  [
    'no name',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {}\n',
    'FIELD-REQUIRED',
    4,
    3,
    /metadata.name is missing/,
  ],
  [
    'an empty name',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name:\n',
    'FIELD-REQUIRED',
    4,
    3,
    /metadata.name is missing/,
  ],
  [
    'only a generated name',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  generateName: a-\n',
    'NAME-GENERATED',
    4,
    17,
    /only generateName/,
  ],
  [
    'a number as name',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: 12\n',
    'FIELD-TYPE',
    4,
    9,
    /metadata.name must be a text, but is a number/,
  ],
  [
    'a list as kind',
    'apiVersion: v1\nkind: [Pod]\nmetadata: {name: a}\n',
    'FIELD-TYPE',
    2,
    7,
    /kind must be a text, but is a list/,
  ],
  [
    'a number as apiVersion',
    'apiVersion: 1\nkind: Pod\nmetadata: {name: a}\n',
    'FIELD-TYPE',
    1,
    13,
    /apiVersion must be a text/,
  ],
  [
    'a text as metadata',
    'apiVersion: v1\nkind: Pod\nmetadata: "a"\n',
    'FIELD-TYPE',
    3,
    11,
    /metadata must be an object, but is text/,
  ],
  [
    'a number as namespace',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: 3}\n',
    'FIELD-TYPE',
    3,
    32,
    /namespace must be a text/,
  ],
  ['no list in a List', 'apiVersion: v1\nkind: List\nitems: 3\n', 'LIST-ITEMS', 3, 8, /must be a list of objects/],
  [
    'a List item without name',
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n',
    'FIELD-REQUIRED',
    4,
    3,
    /metadata.name is missing/,
  ],
  ['a List item that is a number', 'apiVersion: v1\nkind: List\nitems:\n- 3\n', 'NOT-AN-OBJECT', 4, 3, /only 3/],
  [
    'an object twice',
    `${good}---\n${good}`,
    'RESOURCE-TWICE',
    6,
    1,
    /Namespace\/good stands twice in this file, first at line 1/,
  ],
  [
    'an object again in a List',
    `${good}---\napiVersion: v1\nkind: NamespaceList\nitems:\n- metadata: {name: good}\n`,
    'RESOURCE-TWICE',
    9,
    3,
    /first at line 1/,
  ],
  [
    'two Design documents',
    `${design}---\n${design.replace('name: design', 'name: b')}`,
    'DESIGN-TWICE',
    5,
    1,
    /first one stands at line 1/,
  ],
  ['nothing', '', 'FILE-EMPTY', 1, 1, /empty/],
  ['blank lines', ' \n\n', 'FILE-EMPTY', 1, 1, /empty/],
  ['comments only', '# a\n---\n# b\n', 'FILE-NO-OBJECTS', 1, 1, /no objects/],
];

test('thirty kinds of bad input and more', () => {
  expect(new Set(rows.map(([what]) => what)).size).toBeGreaterThanOrEqual(30);
});

describe('a file with', () => {
  test.each(rows)('%s gives a sentence with a place', (_what, text, code, line, column, sentence) => {
    const { problems } = openDesign([{ name: 'bad.yaml', text }]);
    expect(problems.map(({ code, place }) => ({ code, place }))).toEqual([
      { code, place: { file: 'bad.yaml', line, column } },
    ]);
    expect(problems[0]?.message).toMatch(sentence);
    expect(problems[0]?.message).toMatch(/^[A-Z].*\.$/);
  });

  test.each(rows)('%s is kept byte for byte', (_what, text) => {
    expect(printDesign(openDesign([{ name: 'bad.yaml', text }]).document)).toBe(text);
  });

  const broken = rows.filter(([, , code]) => code.startsWith('YAML-'));
  test.each(broken)('%s leaves the documents around it alone', (_what, text, code, line) => {
    const around = `${good}---\n${text}${/\n$/.test(text) ? '' : '\n'}---\n${good.replace('good', 'also')}`;
    const framed = text.startsWith('%') ? around.replace('---\n%', '...\n%') : around;
    const { document, problems } = openDesign([{ name: 'bad.yaml', text: framed }]);
    expect(Object.keys(document.resources)).toEqual(['Namespace/good', 'Namespace/also']);
    expect(problems.map(({ code }) => code)).toContain(code);
    expect(problems[0]?.place?.line).toBeGreaterThanOrEqual(line === 1 ? 6 : line);
    expect(printDesign(document)).toBe(framed);
  });
});

test('a text over 50 MiB is refused and its neighbours are read', () => {
  const huge = { name: 'huge.yaml', text: '#'.repeat(50 * 1024 * 1024 + 1) };
  const { document, problems } = openDesign([huge, { name: 'good.yaml', text: good }]);
  expect(Object.keys(document.resources)).toEqual(['Namespace/good']);
  expect(problems.map(({ code, place }) => [code, place?.file])).toEqual([['FILE-TOO-LARGE', 'huge.yaml']]);
});

test('keys named like parts of JavaScript objects are fields like others', () => {
  const text = `${good}__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\ntoString: x\n`;
  const { document, problems } = openDesign([{ name: 'a.yaml', text }]);
  const manifest = Object.values(document.resources)[0]?.manifest ?? {};
  expect(problems).toEqual([]);
  expect(Object.keys({ ...manifest })).toEqual([
    'apiVersion',
    'kind',
    'metadata',
    '__proto__',
    'constructor',
    'toString',
  ]);
  expect(Object.getPrototypeOf(manifest)).toBe(Object.prototype);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});
