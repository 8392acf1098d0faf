import { expect, test } from 'vitest';
import { resourceId } from '../model/ids.ts';
import type { Command } from './command.ts';
import { stepKindOf, type StepKind } from './step-kind.ts';

const web = resourceId({ group: '', kind: 'Pod', namespace: 'a', name: 'web' });
const remove: Command = { type: 'remove-resources', ids: [web] };

const cases: readonly (readonly [StepKind, Command])[] = [
  ['label', { type: 'set-label', resource: web, key: 'app', value: 'web' }],
  ['remove', remove],
  ['edit', { type: 'set-field', resource: web, path: ['spec'], value: {} }],
  ['arrange', { type: 'move-elements', positions: [] }],
  ['remove', { type: 'sequence', label: 'Cut', commands: [remove, { type: 'move-elements', positions: [] }] }],
  ['edit', { type: 'sequence', label: 'Nothing', commands: [] }],
];
test.each(cases)('%s: %o', (kind, command) => {
  expect(stepKindOf(command)).toBe(kind);
});
