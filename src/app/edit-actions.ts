import type { Command } from '../core/edit/command.ts';
import { duplicateOf } from '../core/edit/duplicate.ts';
import type { ResourceId } from '../core/model/ids.ts';
import { ruleNumber } from '../core/edit/rule-number.ts';
import type { App } from './app.ts';
import { describeCommandError } from './command-error.ts';

/** Does a command and says so in a notice with Undo, or why it can't be done. */
export function perform(app: App, command: Command, sentence: string): boolean {
  const done = app.session.dispatch(command);
  if (done.ok) app.notices.show({ kind: 'info', text: sentence, undo: true });
  else app.notices.show({ kind: 'error', text: describeCommandError(done.error) });
  return done.ok;
}

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
    deleteFlow(app, current.source, current.destination);
  }
}

/** All that one card stands for, as one step. */
function deleteStack(app: App, id: ResourceId): void {
  const stack = app.stacks.of(id);
  const ids = stack === null ? [id] : stack.members.map((pod) => pod.id);
  const sentence = stack === null ? `Deleted ${id}.` : `Deleted ${stack.name}: ${ids.length} pods.`;
  if (perform(app, { type: 'remove-resources', ids }, sentence)) app.selection.clear();
}

function deleteFlow(app: App, source: string, destination: string): void {
  const index = app.model.design.flows.findIndex((flow) => flow.source === source && flow.destination === destination);
  if (index === -1)
    app.notices.show({ kind: 'info', text: 'This arrow was not drawn by you: a lens or the selection shows it.' });
  else perform(app, { type: 'remove-flow', index }, 'Removed the flow.');
}

export function duplicateSelected(app: App): void {
  const id = app.selection.resource;
  const resource = id === null ? undefined : app.session.document.resources[id];
  if (resource === undefined) return;
  const copy = duplicateOf(app.session.document, resource);
  if (
    perform(app, { type: 'add-resources', manifests: [copy.manifest], positions: [] }, `Duplicated as ${copy.name}.`)
  ) {
    app.selection.select({ kind: 'resource', id: copy.id });
  }
}

export function tidy(app: App): void {
  const positions = app.view.canvas?.tidy() ?? [];
  if (positions.length > 0) perform(app, { type: 'move-elements', positions }, 'Tidied the layout.');
}
