import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import { pathText } from '../manifest/field-reader.ts';
import type { Manifest } from '../model/document.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { changedFields, compareObjects, objectDifference } from './compare-objects.ts';

const set = (name: string, rest = ''): string => `---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: { name: ${name}${rest} }
spec: { nets: [10.0.0.0/8] }
`;
const documentOf = (text: string): ReturnType<typeof openDesign>['document'] =>
  openDesign([{ name: 'a.yaml', text }]).document;

test('objects are matched by who they are, whatever file and order they come in', () => {
  const before = documentOf(set('gone') + set('kept') + set('changed'));
  const after = documentOf(set('changed', ', labels: { zone: dmz }') + set('kept') + set('new'));
  const { added, removed, changed, same } = compareObjects(before, after);
  const names = (objects: typeof added): readonly string[] => objects.map(({ id }) => id.split('/')[1] ?? '');
  expect([names(added), names(removed), names(same)]).toEqual([['new'], ['gone'], ['kept']]);
  expect(changed.map(({ fields }) => fields)).toEqual([
    [{ path: ['metadata', 'labels'], before: undefined, after: { zone: 'dmz' } }],
  ]);
});

test('the same in names', () => {
  const [before, after] = [documentOf(set('gone') + set('a')), documentOf(set('a', ', labels: { b: c }') + set('new'))];
  expect(objectDifference(compareObjects(before, after))).toEqual({
    added: ['GlobalNetworkSet.projectcalico.org/new'],
    removed: ['GlobalNetworkSet.projectcalico.org/gone'],
    changed: [{ id: 'GlobalNetworkSet.projectcalico.org/a', fields: ['metadata.labels'] }],
  });
});

test('a presentation of a design is no part of it', () => {
  const design = (spec: string): string =>
    `---\napiVersion: firewright.dev/v1\nkind: Design\nmetadata: { name: d }\nspec: ${spec}\n`;
  const told = (spec: string): unknown =>
    objectDifference(compareObjects(documentOf(design('{ flows: [] }')), documentOf(design(spec)))).changed;
  expect(told('{ flows: [], scenes: [{ id: a }], lesson: { id: l } }')).toEqual([]);
  expect(told('{ flows: [], scenes: [{ id: a }], settings: { dataplane: ebpf } }')).toEqual([
    { id: 'Design.firewright.dev/d', fields: ['spec.settings'] },
  ]);
});

test('an object of an older API group is the same object', () => {
  const older = set('one').replace('projectcalico.org/v3', 'crd.projectcalico.org/v1');
  const { same, changed, added, removed } = compareObjects(documentOf(older), documentOf(set('one')));
  expect([same.length, changed, added, removed]).toEqual([1, [], [], []]);
});

const rule = (port: number): JsonObject => ({ action: 'Allow', destination: { ports: [port] } });
const policy = (...ports: readonly number[]): JsonObject => ({ order: 1, ingress: ports.map(rule) });
const rows: readonly (readonly [what: string, before: JsonObject, after: JsonObject, paths: readonly string[]])[] = [
  ['nothing', policy(1), policy(1), []],
  ['the order of keys', { a: 1, b: [] }, { b: [], a: 1 }, []],
  ['a value', policy(1), policy(2), ['spec.ingress[0].destination.ports[0]']],
  ['a rule put in between', policy(1, 2), policy(1, 3, 2), ['spec.ingress[1]']],
  ['a rule at the end', policy(1), policy(1, 2), ['spec.ingress[1]']],
  ['a rule taken out', policy(1, 2, 3), policy(1, 3), ['spec.ingress[1]']],
  ['the only rule taken out', policy(1), policy(), ['spec.ingress[0]']],
  ['a rule twice', policy(1, 1), policy(1), ['spec.ingress[1]']],
  ['other rules in their place', policy(1, 2, 3), policy(4, 5), ['spec.ingress']],
  ['two values', policy(1, 2), { ...policy(1, 3), order: 2 }, ['spec.ingress[1].destination.ports[0]', 'spec.order']],
  ['a field that is gone', policy(1), { order: 1 }, ['spec.ingress']],
  ['another type', { a: [1] }, { a: { 0: 1 } }, ['spec.a']],
  ['nothing written is not null', { a: null }, {}, ['spec.a']],
  ['a key of a hostile file', JSON.parse('{"__proto__": 1}'), {}, ['spec.__proto__']],
];
test.each(rows)('%s', (_, before, after, paths) => {
  const found = changedFields({ spec: before }, { spec: after });
  expect(found.map(({ path }) => pathText(path)).sort()).toEqual([...paths].sort());
});

test('what a cluster writes is no difference', () => {
  const metadata = { name: 'a', labels: { b: 'c' } };
  const dumped: Manifest = {
    metadata: {
      ...metadata,
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: null,
      managedFields: [],
      generation: 1,
    },
    spec: {},
    status: { phase: 'Running' },
  };
  expect(changedFields({ metadata, spec: {} }, dumped)).toEqual([]);
});

test('a difference is found both ways, at values that differ', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(json, json, (left, right) => {
      // fast-check makes plain JSON.
      const [before, after] = [{ spec: left }, { spec: right }] as [Manifest, Manifest];
      const forth = changedFields(before, after);
      const back = changedFields(after, before);
      expect(forth.length).toBe(back.length);
      expect(changedFields(after, JSON.parse(JSON.stringify(after)) as Manifest)).toEqual([]);
      for (const change of forth) expect(JSON.stringify(change.before)).not.toBe(JSON.stringify(change.after));
    }),
    { seed: 5 },
  );
});

test('lists in lists are compared in a moment, however deep', () => {
  const nested = (leaf: number): JsonObject => {
    let value: JsonValue = leaf;
    for (let depth = 0; depth < 190; depth += 1) value = [0, value, 1];
    return { a: value };
  };
  expect(changedFields({ spec: nested(1) }, { spec: nested(2) })).toHaveLength(1);
});
