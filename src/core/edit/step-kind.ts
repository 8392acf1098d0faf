import type { Command } from './command.ts';

/** What a step is about, for its picture in the undo list. */
export const stepKinds = [
  'create',
  'remove',
  'edit',
  'label',
  'rule',
  'arrange',
  'flow',
  'import',
  'setting',
  'scene',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** Of commands that are about more than the fields of one object. */
const kinds: Readonly<Partial<Record<Command['type'], StepKind>>> = {
  'add-resources': 'create',
  'remove-resources': 'remove',
  'set-label': 'label',
  'add-rule': 'rule',
  'remove-rule': 'rule',
  'move-rule': 'rule',
  'move-elements': 'arrange',
  'set-grouping': 'arrange',
  'set-fold': 'arrange',
  'set-collapsed': 'arrange',
  'set-setting': 'setting',
  'add-flow': 'flow',
  'draw-flows': 'flow',
  'set-flow': 'flow',
  'remove-flow': 'flow',
  import: 'import',
  'add-scene': 'scene',
  'set-scene': 'scene',
  'move-scene': 'scene',
  'remove-scene': 'scene',
  'turn-design': 'scene',
  'write-lesson': 'scene',
};

/** A sequence is what its first command is: the others follow from that one. */
export function stepKindOf(command: Command): StepKind {
  if (command.type !== 'sequence') return kinds[command.type] ?? 'edit';
  const [first] = command.commands;
  return first === undefined ? 'edit' : stepKindOf(first);
}
