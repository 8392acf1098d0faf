import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDesign, printDesign } from '../file/design-file.ts';
import type { JsonValue } from '../model/json.ts';
import { keepDocument, keepResource, readDocument, readResource } from './kept-document.ts';

const name = 'firewall-the-nodes.firewright.yaml';
const { document } = openDesign([
  { name, text: readFileSync(`assets/samples/${name}`, 'utf8') },
  {
    name: 'list.yaml',
    text: 'kind: List\napiVersion: v1\nitems:\n- {kind: Node, apiVersion: v1, metadata: {name: n}}\n',
  },
]);
const [pod] = Object.values(document.resources);
if (pod === undefined) throw new Error('the sample holds objects');

/** As it comes out of a file. */
const written = (kept: object): JsonValue => JSON.parse(JSON.stringify(kept));

test('a design that is read back prints its own bytes, and knows what is untouched', () => {
  const read = readDocument(written(keepDocument(document)));
  expect(read === null ? '' : printDesign(read)).toBe(printDesign(document));
  for (const { manifest, origin } of Object.values(read?.resources ?? {})) expect(manifest).toBe(origin?.manifest);
});

test('what follows another state is written by what differs, and shares the rest with it', () => {
  const after = { ...pod, manifest: { ...pod.manifest, note: 'new' } };
  const kept = keepResource(after, pod);
  expect(kept).toEqual({ id: pod.id, origin: 'as-before', manifest: { set: [['note', { is: 'new' }]] } });
  const read = readResource(written(kept), pod);
  expect(read?.manifest).toEqual(after.manifest);
  expect(read?.origin).toBe(pod.origin);
});

const wrong: readonly JsonValue[] = [
  null,
  {},
  { sources: [], resources: {} },
  { sources: [0], resources: [] },
  { sources: [{ id: 'a', file: 'a', firstLine: 1, lead: '', body: '', content: { kind: 'unknown' } }], resources: [] },
  { sources: [], resources: [{ id: 'a', origin: 'as-before', manifest: 'as-read' }] },
  { sources: [], resources: [{ id: 'a', origin: null, manifest: 'as-read' }] },
  { sources: [], resources: [{ id: '__proto__', origin: null, manifest: { is: {} } }] },
  { sources: [], resources: [{ id: 'a', origin: { source: 's', path: [{}], manifest: {} }, manifest: 'as-read' }] },
];
test.each(wrong)('%j is no design', (raw) => {
  expect(readDocument(raw)).toBeNull();
});
