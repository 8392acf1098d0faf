import { expect, test } from 'vitest';
import { openDesign } from '../core/file/design-file.ts';
import type { ClusterDocument, Resource } from '../core/model/document.ts';
import { keepsComments, manifestText, placeInText, readManifestText } from './yaml-text.ts';

const source = '---\n# the web tier\napiVersion: v1\nkind: Namespace # a comment\nmetadata: {name: web}\n';

function opened(text = source): { document: ClusterDocument; resource: Resource } {
  const { document } = openDesign([{ name: 'a.yaml', text }]);
  const [resource] = Object.values(document.resources);
  if (resource === undefined) throw new Error('nothing was read');
  return { document, resource };
}

test('an untouched object shows its own text, comments included, without the separator', () => {
  const { document, resource } = opened();
  expect(manifestText(document, resource)).toBe(source.slice(4));
  expect(keepsComments(document, resource)).toBe(true);
});

test('a changed object is printed below the comments above it', () => {
  const { document, resource } = opened();
  const changed = { ...resource, manifest: { ...resource.manifest, metadata: { name: 'other' } } };
  const printed = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: other\n';
  expect(manifestText(document, changed)).toBe(`# the web tier\n${printed}`);
});

test('an object made in the program keeps no comments', () => {
  const { document, resource } = opened();
  expect(keepsComments(document, { ...resource, origin: null })).toBe(false);
});

test('the line breaks of the file are not the editor’s matter', () => {
  const { document, resource } = opened(source.replaceAll('\n', '\r\n'));
  expect(manifestText(document, resource)).toBe(source.slice(4));
});

test('what was printed is read again', () => {
  const { document, resource } = opened();
  const read = readManifestText(manifestText(document, resource));
  expect(read).toEqual({ ok: true, value: { manifest: resource.manifest, id: 'Namespace/web' } });
});

test.each([
  ['a text', 'hello', 1],
  ['a list', '- a\n- b', 1],
  ['broken YAML', 'a: b\nc: [1\n', 3],
  ['no name', 'apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {a: b}\n', 4],
])('%s is refused with a place', (_what, text, line) => {
  const read = readManifestText(text);
  expect(read.ok ? null : read.error.line).toBe(line);
});

test.each([
  [['kind'], 3, 7],
  [['metadata', 'name'], 5, 9],
  [[], 2, 1],
])('%j stands at line %i, column %i', (path, line, column) => {
  const text = '# above\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n';
  expect(placeInText(text, path)).toEqual({ line, column });
});
