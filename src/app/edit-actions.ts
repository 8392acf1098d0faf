import type { Command } from '../core/edit/command.ts';
import type { ResourceId } from '../core/model/ids.ts';
import { ruleNumber } from '../core/edit/rule-number.ts';
import { noteElement } from '../core/model/design.ts';
import type { App } from './app.ts';
import { removeFlows } from './flow-actions.ts';
import { perform } from './perform.ts';

/** The selected rule, object or drawn flow. */
export function deleteSelected(app: App): void {
  const { current } = app.selection;
  if (current.kind === 'rule') {
    const { policy, direction, index } = current;
    perform(app, { type: 'remove-rule', policy, direction, index }, `Removed ${direction} rule ${ruleNumber(index)}.`);
    app.selection.select({ kind: 'resource', id: policy });
  } else if (current.kind === 'resource') {
    if (perform(app, { type: 'remove-resources', ids: [current.id] }, `Deleted ${current.id}.`)) app.selection.clear();
  } else if (current.kind === 'stack') {
    deleteStack(app, current.id);
  } else if (current.kind === 'pair') {
    removeFlows(app, current);
  } else if (current.kind === 'note') {
    deleteNote(app, current.name);
  } else if (current.kind === 'several') {
    deleteSeveral(app, current.elements);
  }
}

function deleteNote(app: App, note: string): void {
  if (perform(app, { type: 'set-note', note, text: null }, 'Deleted the note.')) app.selection.clear();
}

/** Objects and notes alike; what is not of the design (an automatic host endpoint) stays. */
function deleteSeveral(app: App, elements: readonly string[]): void {
  const ids = app.selection.resources;
  const notes = [...app.model.design.layout.notes.keys()].filter((name) => elements.includes(noteElement(name)));
  const commands: readonly Command[] = [
    ...(ids.length === 0 ? [] : [{ type: 'remove-resources', ids } as const]),
    ...notes.map((note) => ({ type: 'set-note', note, text: null }) as const),
  ];
  const count = ids.length + notes.length;
  const what = `${count} ${ids.length === 0 ? 'note' : 'object'}${count === 1 ? '' : 's'}`;
  if (commands.length === 0) {
    app.notices.show({ kind: 'info', text: 'None of these is an object of the design: there is nothing to delete.' });
  } else if (perform(app, { type: 'sequence', label: `Delete ${what}`, commands }, `Deleted ${what}.`)) {
    app.selection.clear();
  }
}

/** All that one card stands for, as one step. */
function deleteStack(app: App, id: ResourceId): void {
  const stack = app.stacks.of(id);
  const ids = stack === null ? [id] : stack.members.map((pod) => pod.id);
  const sentence = stack === null ? `Deleted ${id}.` : `Deleted ${stack.name}: ${ids.length} pods.`;
  if (perform(app, { type: 'remove-resources', ids }, sentence)) app.selection.clear();
}

export function tidy(app: App): void {
  const positions = app.view.canvas?.tidy() ?? [];
  if (positions.length > 0) perform(app, { type: 'move-elements', positions }, 'Tidied the layout.');
}
