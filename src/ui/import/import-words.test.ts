import { expect, test } from 'vitest';
import type { FieldChange } from '../../core/compare/compare-objects.ts';
import { resourceId } from '../../core/model/ids.ts';
import { byType, fieldChangeText, reportText } from './import-words.ts';

const changes: readonly (readonly [change: FieldChange, text: string])[] = [
  [{ path: ['spec', 'order'], before: 10, after: 20 }, 'spec.order: 10 → 20'],
  [{ path: ['spec', 'ingress', 0, 'action'], before: 'Allow', after: 'Deny' }, 'spec.ingress[0].action: Allow → Deny'],
  [{ path: ['spec', 'types'], before: undefined, after: ['Ingress'] }, 'spec.types is new: ["Ingress"]'],
  [{ path: ['spec', 'order'], before: 10, after: undefined }, 'spec.order is gone'],
  [{ path: ['spec', 'selector'], before: 'a', after: '' }, 'spec.selector: a → ""'],
  [{ path: ['data'], before: null, after: 'x'.repeat(60) }, `data: null → ${'x'.repeat(48)}…`],
];

test.each(changes)('%j is told as %s', (change, text) => {
  expect(fieldChangeText(change)).toBe(text);
});

const id = (kind: string, name: string) => resourceId({ group: '', kind, namespace: 'a', name });
const nothing = { file: 'a.yaml', documents: 1, used: [], kept: [], moved: [], notUnderstood: [], notes: [] };
const problem = { severity: 'error', code: 'X', message: '', path: [], resource: null, place: null } as const;

test.each([
  [{ ...nothing, used: [id('Pod', 'x')] }, '1 document: 1 object used'],
  [
    { ...nothing, documents: 3, kept: [id('Secret', 'x')], notUnderstood: [problem] },
    '3 documents: 0 objects used, 1 kept as it is, 1 not understood',
  ],
  [
    {
      ...nothing,
      used: [id('Pod', 'x'), id('Pod', 'y')],
      kept: [id('A', 'x'), id('A', 'y')],
      moved: [{ id: id('Pod', 'x'), from: 'v0' }],
    },
    '1 document: 2 objects used, 2 kept as they are, 1 in an older API',
  ],
])('%j is summed up as %s', (report, text) => {
  expect(reportText(report)).toBe(text);
});

test('objects are grouped by type, the largest group first', () => {
  expect(byType([id('Secret', 'x'), id('ConfigMap', 'y'), id('ConfigMap', 'z')])).toEqual([
    { type: 'ConfigMap', names: ['a/y', 'a/z'] },
    { type: 'Secret', names: ['a/x'] },
  ]);
});
