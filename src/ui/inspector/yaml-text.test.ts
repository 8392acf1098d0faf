import { expect, test } from 'vitest';
import { openDesign } from '../../core/file/design-file.ts';
import type { ClusterDocument, Resource } from '../../core/model/document.ts';
import { manifestText, readManifestText } from './yaml-text.ts';

const source = '# the web tier\napiVersion: v1\nkind: Namespace # a comment\nmetadata: {name: web}\n';

function opened(): { document: ClusterDocument; resource: Resource } {
  const { document } = openDesign([{ name: 'a.yaml', text: source }]);
  const [resource] = Object.values(document.resources);
  if (resource === undefined) throw new Error('nothing was read');
  return { document, resource };
}

test('an untouched object shows its own text, comments included', () => {
  const { document, resource } = opened();
  expect(manifestText(document, resource)).toContain('kind: Namespace # a comment');
});

test('a changed object is printed', () => {
  const { document, resource } = opened();
  const changed = { ...resource, manifest: { ...resource.manifest, metadata: { name: 'other' } } };
  expect(manifestText(document, changed)).toBe('apiVersion: v1\nkind: Namespace\nmetadata:\n  name: other\n');
});

test('what was printed is read again', () => {
  const { document, resource } = opened();
  expect(readManifestText(manifestText(document, resource))).toEqual({ ok: true, value: resource.manifest });
});

test.each([
  ['a text', 'hello', 1],
  ['a list', '- a\n- b', 1],
  ['broken YAML', 'a: b\nc: [1\n', 3],
])('%s is refused with a place', (_what, text, line) => {
  const read = readManifestText(text);
  expect(read.ok ? null : read.error.line).toBe(line);
});
