import { describe, expect, test } from 'vitest';
import type { ClusterDocument } from '../model/document.ts';
import type { JsonPath } from '../model/json.ts';
import { readSources } from './overlay.ts';
import { placeOf, problemOf } from './positions.ts';

const text = `# two objects
--- # first
apiVersion: v1
kind: Namespace
metadata: {name: a, labels: {"x": 'y'}}
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata:
  name: &name t1
  labels: {copy: *name}
spec:
  order:
  note: >
    folded
  list:
  - a: 1
    b: 2
  - &anchored
    c: 3
  1: number
`;
const { resources, sources } = readSources([{ name: 'f.yaml', text }]);

describe('the place of', () => {
  const cases: readonly (readonly [what: string, source: number, path: JsonPath, line: number, column: number])[] = [
    ['an object', 0, [], 3, 1],
    ['a text', 0, ['kind'], 4, 7],
    ['an object in braces', 0, ['metadata'], 5, 11],
    ['a quoted text: its quote', 0, ['metadata', 'labels', 'x'], 5, 35],
    ['an anchored text: the text', 1, ['metadata', 'name'], 10, 15],
    ['an alias', 1, ['metadata', 'labels', 'copy'], 11, 18],
    ['something in an alias: the alias', 1, ['metadata', 'labels', 'copy', 'x'], 11, 18],
    ['an empty value: its key', 1, ['spec', 'order'], 13, 3],
    ['a block text: its first word', 1, ['spec', 'note'], 15, 5],
    ['an item', 1, ['spec', 'list', 0], 17, 5],
    ['a field of an item', 1, ['spec', 'list', 0, 'b'], 18, 8],
    ['an anchored item', 1, ['spec', 'list', 1], 20, 5],
    ['an item that is not there: the list', 1, ['spec', 'list', 2], 17, 3],
    ['a field that is not there: the object', 1, ['spec', 'selector'], 13, 3],
    ['a field of a text: the text', 1, ['kind', 'x', 0], 8, 7],
    ['a key that is a number', 1, ['spec', '1'], 21, 6],
  ];
  test.each(cases)('%s', (_what, source, path, line, column) => {
    expect(placeOf(sources[source]!, path)).toEqual({ file: 'f.yaml', line, column });
  });
});

describe('a problem is placed', () => {
  const finding = { severity: 'error', code: 'X', message: 'X.', path: ['spec', 'list', 0, 'a'] } as const;
  const tier = resources[1]!;
  const document = (changed: typeof tier): ClusterDocument => ({ resources: { [tier.id]: changed }, sources });

  test('at the value of an object as it was read', () => {
    expect(problemOf(document(tier), tier.id, finding)).toEqual({
      ...finding,
      resource: tier.id,
      place: { file: 'f.yaml', line: 17, column: 8 },
    });
  });

  test('at the first line of an object that was changed', () => {
    const changed = { ...tier, manifest: { ...tier.manifest, spec: {} } };
    expect(problemOf(document(changed), tier.id, finding).place).toEqual({ file: 'f.yaml', line: 7, column: 1 });
  });

  test('nowhere for an object made in the program', () => {
    expect(problemOf(document({ ...tier, origin: null }), tier.id, finding).place).toBeNull();
  });

  test('inside the item of a list', () => {
    const list =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Node\n  metadata: {name: m}\n  spec: {x: 1}\n';
    const read = readSources([{ name: 'l.yaml', text: list }]);
    const node = read.resources[0]!;
    const opened = { resources: { [node.id]: node }, sources: read.sources };
    const place = problemOf(opened, node.id, { ...finding, path: ['spec', 'x'] }).place;
    expect(place).toEqual({ file: 'l.yaml', line: 7, column: 13 });
  });
});
