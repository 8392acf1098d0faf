import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { readListInSteps, splitList } from './list-items.ts';
import { withoutPause } from './steps.ts';
import { parseDocument } from './yaml.ts';

function readList(text: string): JsonObject | null {
  return withoutPause(readListInSteps(text));
}

/** Whether the list was read item by item; where it was, the library says the same of the whole. */
function isReadAsByLibrary(text: string): boolean {
  const list = readList(text);
  if (list === null) return false;
  const whole = parseDocument(text);
  if (!whole.ok) throw new Error(`${JSON.stringify(text)} is refused: ${whole.error.message}`);
  if (JSON.stringify(list) !== JSON.stringify(whole.value)) expect([text, list]).toEqual([text, whole.value]);
  return true;
}

describe('a document is cut at the items of its list', () => {
  const cases: readonly (readonly [what: string, text: string, frame: string, items: readonly string[]])[] = [
    ['at its end', 'kind: List\nitems:\n- a\n- b\n', 'kind: List\nitems:\n', ['- a\n', '- b\n']],
    ['indented', 'items:\n  - a:\n      1\n  - b', 'items:\n', ['  - a:\n      1\n', '  - b']],
    ['in the middle', 'items:\n- a\n\n# c\n-\n  b\nkind: List\n', 'items:\nkind: List\n', ['- a\n\n# c\n', '-\n  b\n']],
    ['a comment above', 'items:\n# c\n- a\n', 'items:\n', ['# c\n- a\n']],
    ['lists inside', 'items:\n- - a\n  - b\n- c:\n  - d\n', 'items:\n', ['- - a\n  - b\n', '- c:\n  - d\n']],
  ];
  test.each(cases)('%s', (_what, text, frame, items) => {
    expect(splitList(text)).toEqual({ frame, items });
  });

  const without = [
    '',
    'a: 1\n',
    'items: []\n',
    'items:\n',
    'items:\n  a: 1\n',
    '  items:\n  - a\n',
    'items:\r\n- a\r\n',
  ];
  test.each(without)('%j has none', (text) => {
    expect(splitList(text)).toBeNull();
  });
});

describe('a list is read item by item', () => {
  test('with items that only the library can read', () => {
    const text = 'apiVersion: v1\nitems:\n- a: {b: 1} # c\n- "x\\ty\n\n   z"\n- >-\n  p\n  q\nkind: List\n';
    expect(readList(text)).toEqual({ apiVersion: 'v1', items: [{ a: { b: 1 } }, 'x\ty\nz', 'p q'], kind: 'List' });
    expect(isReadAsByLibrary(text)).toBe(true);
  });

  const left: readonly (readonly [what: string, text: string])[] = [
    ['with a fault', 'items:\n- a: [\n- b\n'],
    ['with a key twice', 'items:\n- a: 1\n  a: 2\n'],
    ['with an alias from item to item', 'items:\n- &x a\n- *x\n'],
    ['with an alias inside an item', 'items:\n- {a: &x 1, b: *x}\n'],
    ['with a very deep item', `items:\n- ${'['.repeat(120)}${']'.repeat(120)}\n`],
    ['with two items where one is seen', 'items:\n- a\r- b\n'],
    ['in a frame that is not plain', '%YAML 1.1\n---\nitems:\n- a\n'],
    ['in a frame with another list of that name', 'items:\n- a\nitems:\n- b\n'],
    ['in a text that only looks like a list', '--- |\nkind: List\nitems:\n- a\n'],
    ['in quotes', 'a: "b\nitems:\n- c\n"\n'],
  ];
  test.each(left)('but not %s', (_what, text) => {
    expect(readList(text)).toBeNull();
  });

  test('as the library reads the whole, whatever stands in it', () => {
    const content = fc.constantFrom(
      ...[
        '- a',
        '- a: 1',
        '- b:',
        'c: 1',
        'd:',
        '- - x',
        '-',
        '- |',
        '- "x',
        'y"',
        '- {',
        '}',
        '- [a,',
        'b]',
        '- >',
        'z',
      ],
      ...[
        '# c',
        '',
        ' ',
        'items:',
        'kind: List',
        '- &x a',
        '- *x',
        '? x',
        ': y',
        "- 'it''s'",
        '- !!str 1',
        '...',
        "'",
        ',',
      ],
    );
    const line = fc.tuple(fc.constantFrom(0, 0, 0, 1, 2, 2, 3, 4), content);
    let read = 0;
    const property = fc.property(fc.array(line, { maxLength: 7 }), fc.boolean(), (lines, isListFirst) => {
      const written = lines.map(([indent, text]) => `${' '.repeat(indent)}${text}\n`).join('');
      if (isReadAsByLibrary(isListFirst ? `items:\n${written}` : `kind: List\nitems:\n- a\n${written}`)) read += 1;
    });
    fc.assert(property, { seed: 21, numRuns: 30_000 });
    expect(read).toBeGreaterThan(3000);
  });
});
