import type { ResourceId } from '../core/model/ids.ts';
import type { App } from './app.ts';
import { perform } from './perform.ts';
import { handful, type Stack } from './stacks.svelte.ts';

/** The selected pod's stack. */
function selectedStack({ selection: { current }, stacks }: App): Stack | null {
  return current.kind === 'stack' || current.kind === 'resource' ? stacks.of(current.id) : null;
}

export function canUnfold(app: App): boolean {
  return selectedStack(app)?.isFolded === true;
}

export function canFold(app: App): boolean {
  return selectedStack(app)?.isFolded === false;
}

/** Each of the selected stack's pods gets a card of its own. */
export function unfoldSelected(app: App): void {
  const stack = selectedStack(app);
  if (stack !== null) fold(app, stack, 'unfolded');
}

/** One card for the selected pod and those alike. */
export function foldSelected(app: App): void {
  const stack = selectedStack(app);
  if (stack !== null) fold(app, stack, 'folded');
}

function fold(app: App, { name, members }: Stack, wanted: 'folded' | 'unfolded'): void {
  const usual = members.length > handful ? 'folded' : 'unfolded';
  const alike: readonly ResourceId[] = members.map(({ id }) => id);
  const sentence = `${wanted === 'folded' ? 'Folded' : 'Unfolded'} ${name}: ${alike.length} pods.`;
  if (!perform(app, { type: 'set-fold', alike, fold: wanted === usual ? null : wanted }, sentence)) return;
  const { current } = app.selection;
  const id = current.kind === 'resource' && alike.includes(current.id) ? current.id : members[0].id;
  app.selection.select({ kind: wanted === 'folded' ? 'stack' : 'resource', id });
}
