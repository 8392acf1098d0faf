import { expect, test } from 'vitest';
import type { ResourceId } from '../model/ids.ts';
import { DesignTextReader, linesOf, objectAtLine, placeInDesign } from './design-text.ts';

const text = `# top
apiVersion: v1
kind: Namespace
metadata: {name: a}
---
# of the pod
apiVersion: v1
kind: Pod
metadata:
  name: p
  namespace: a
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Namespace
  metadata: {name: b}
- apiVersion: v1
  kind: Namespace
  metadata: {name: c}
---
a: [
`;
const [a, p, b, c] = ['Namespace/a', 'Pod/a/p', 'Namespace/b', 'Namespace/c'] as ResourceId[]; // as resourceId makes them
const read = new DesignTextReader().read(text);

test.each([
  [1, a],
  [4, a],
  [6, p],
  [11, p],
  [14, null],
  [16, b],
  [18, b],
  [20, c],
  [23, null],
  [99, null],
])('line %s belongs to %s', (line, id) => {
  expect(objectAtLine(read, line)).toBe(id);
});

test.each([
  [a, { from: 1, to: 4 }],
  [p, { from: 6, to: 11 }],
  [b, { from: 16, to: 18 }],
  [c, { from: 19, to: 21 }],
  ['Pod/a/gone', null],
])('the lines of %s are %o', (id, lines) => {
  expect(linesOf(read, id as ResourceId)).toEqual(lines); // a text as resourceId makes it
});

test('values are placed by line and column, in lists too', () => {
  expect(placeInDesign(read, p as ResourceId, ['metadata', 'namespace'])).toEqual({ line: 11, column: 14 });
  expect(placeInDesign(read, c as ResourceId, ['metadata', 'name'])).toEqual({ line: 21, column: 20 });
  expect(placeInDesign(read, 'Pod/x/y' as ResourceId, [])).toBeNull();
});

test('what can’t be read is placed in the text', () => {
  expect(read.parts.flatMap(({ problems }) => problems)).toMatchObject([{ severity: 'error', place: { line: 24 } }]);
});

test('the second object of a name is a mistake of its own document', () => {
  const twice = new DesignTextReader().read('apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\n'.repeat(2));
  expect(twice.parts.map(({ objects, problems }) => [objects.length, problems.map(({ code }) => code)])).toEqual([
    [1, []],
    [0, ['RESOURCE-TWICE']],
    [0, []],
  ]);
});

test('documents that stay as they are keep their manifests', () => {
  const reader = new DesignTextReader();
  const before = reader.read(text);
  const after = reader.read(text.replace('# top', '# top\n# and more').replace('name: p', 'name: q'));
  const manifestOf = (parts: typeof before.parts, id: unknown) =>
    parts.flatMap(({ objects }) => objects).find((object) => object.id === id)?.manifest;
  expect(manifestOf(after.parts, b)).toBe(manifestOf(before.parts, b));
  expect(manifestOf(after.parts, 'Pod/a/q')).toBeDefined();
  expect(linesOf(after, c as ResourceId)).toEqual({ from: 20, to: 22 });
});

test('an empty text has no documents', () => {
  expect(new DesignTextReader().read('').parts).toEqual([]);
});
