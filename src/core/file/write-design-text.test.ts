import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planCommand } from '../edit/plan-command.ts';
import { applyPatch, invertPatch, isEmptyPatch } from '../edit/patch.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { SourceFile } from '../manifest/source-documents.ts';
import type { ResourceId } from '../model/ids.ts';
import { openDesign, printDesign } from './design-file.ts';
import { DesignTextReader } from './design-text.ts';
import { mistakesOf, writtenDesign } from './write-design-text.ts';

const object = (name: string, more = ''): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n${more}`;
const opened = (...texts: readonly string[]): ClusterDocument =>
  openDesign(texts.map((text, index): SourceFile => ({ name: `${index}.yaml`, text }))).document;
const ids = ({ resources }: ClusterDocument): readonly string[] => Object.keys(resources).sort();
/** As the editor shows it. */
const shown = (document: ClusterDocument): string => printDesign(document).replaceAll(/\r\n?/g, '\n');

function write(document: ClusterDocument, text: string) {
  const read = new DesignTextReader().read(text);
  const mistakes = mistakesOf(document, read);
  const written = writtenDesign(document, read, 'new.yaml');
  const planned = planCommand(document, { type: 'write-design', ...written });
  if (!planned.ok) throw new Error('a text without mistakes can always be written');
  return { mistakes, ...written, patch: planned.value, after: applyPatch(document, planned.value) };
}

describe('a text that is the design’s', () => {
  test.each<[string, readonly string[]]>([
    ['one file', [`# top\n${object('a')}---\n${object('b')}`]],
    ['several files', [object('a'), `${object('b')}---\n${object('c')}`]],
    ['a list', [`apiVersion: v1\nkind: List\nitems:\n- ${object('a').replaceAll('\n', '\n  ').trim()}\n`]],
    ['Windows’ line breaks', [object('a').replaceAll('\n', '\r\n')]],
    ['what could not be read', [`${object('a')}---\na: [\n`]],
    ['nothing', []],
  ])('of %s changes no object, and prints as it did', (_what, texts) => {
    const document = opened(...texts);
    const { mistakes, after, patch } = write(document, shown(document));
    expect(mistakes).toEqual([]);
    expect(patch.resources.filter(({ before, after: now }) => before?.manifest !== now?.manifest)).toEqual([]);
    expect(printDesign(after)).toBe(printDesign(document));
  });

  test('read from one file, leaves nothing to do', () => {
    const document = opened(`# top\n${object('a')}---\n${object('b')}`);
    expect(isEmptyPatch(write(document, shown(document)).patch)).toBe(true);
  });
});

test('a change of one document leaves the others the same objects, with their own bytes', () => {
  const document = opened(`${object('a')}---\r\n${object('b').replaceAll('\n', '\r\n')}---\n${object('c')}`);
  const text = shown(document).replace('name: a\n', 'name: a\n  labels: {x: y} # why\n');
  const { after, patch } = write(document, text);
  const changed = patch.resources.filter(({ before, after: now }) => before?.manifest !== now?.manifest);
  expect(changed.map(({ id }) => id)).toEqual(['Namespace/a']);
  expect(printDesign(after)).toBe(printDesign(document).replace('name: a\n', 'name: a\n  labels: {x: y} # why\n'));
  expect(printDesign(applyPatch(after, invertPatch(patch)))).toBe(printDesign(document));
  expect(applyPatch(after, invertPatch(patch)).resources).toEqual(document.resources);
});

test('documents come, go and change places', () => {
  const document = opened(`${object('a')}---\n${object('b')}---\n${object('c')}`);
  const { after } = write(document, `${object('c')}---\n${object('d')}---\n${object('a')}`);
  expect(ids(after)).toEqual(['Namespace/a', 'Namespace/c', 'Namespace/d']);
  expect(printDesign(after)).toBe(`${object('c')}---\n${object('d')}---\n${object('a')}`);
  expect(new Set(after.sources.map(({ id }) => id)).size).toBe(after.sources.length);
});

test('an empty text is an empty design', () => {
  expect(write(opened(object('a')), '').after).toEqual({ resources: {}, sources: [] });
});

test('objects that stood in no file stand in the text from now on, in that of the design', () => {
  const created = planCommand(opened(object('a')), {
    type: 'add-resources',
    manifests: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'made' } }],
    positions: [],
  });
  const document = created.ok ? applyPatch(opened(object('a')), created.value) : opened();
  const { after } = write(document, `${shown(document)}# the end\n`);
  const made = after.resources['Namespace/made' as ResourceId]; // as resourceId makes it
  expect(made?.origin?.source).toBe('0.yaml#1');
  expect(made?.manifest).toBe(document.resources['Namespace/made' as ResourceId]?.manifest); // as above
  expect(printDesign(after).endsWith('# the end\n')).toBe(true);
});

describe('mistakes', () => {
  const document = opened(`${object('a')}---\nold: [\n---\n${object('a', '# twice\n')}`);

  test('what was broken before may stay, and its problem moves with it', () => {
    const { mistakes, problems } = write(document, shown(document).replace('name: a\n', 'name: a\n  labels: {}\n'));
    expect(mistakes).toEqual([]);
    expect(problems.map(({ code, place }) => [code, place?.file, place?.line])).toEqual([
      [expect.any(String), '0.yaml', 8],
      ['RESOURCE-TWICE', '0.yaml', 9],
    ]);
  });

  test.each([
    ['a document that can’t be read', `${object('a')}---\nnew: [\n`, 7],
    ['one that is broken otherwise than before', `${object('a')}---\nold: [[\n`, 7],
    ['no object', `${object('a')}---\nkind: Pod\n`, 6],
    ['a copy above the original', `${object('a', '# copy\n')}---\n${object('a')}`, 7],
    ['an item of a list that has no name', 'apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n', 4],
  ])('%s', (_what, text, line) => {
    expect(write(document, text).mistakes).toMatchObject([{ severity: 'error', place: { line } }]);
  });
});

test('whatever is typed: the design prints as it was typed, and undo brings it back', () => {
  const piece = fc.constantFrom(
    object('a'),
    object('b'),
    object('c', 'spec: {x: 1}\n'),
    '# words\n',
    '\n',
    '---\n',
    'a: [\n',
  );
  const text = fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, (before, typed) => {
      const document = opened(before);
      const { mistakes, after, patch } = write(document, typed);
      if (mistakes.length > 0) return;
      expect(shown(after)).toBe(typed);
      expect(printDesign(applyPatch(after, invertPatch(patch)))).toBe(printDesign(document));
    }),
    { numRuns: 300 },
  );
});
