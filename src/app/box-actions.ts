import type { Command } from '../core/edit/command.ts';
import type { App } from './app.ts';
import { describeCommandError } from './command-error.ts';

/** The selected box, if it is one that can be collapsed. */
function selectedBox({ selection: { current }, view }: App): string | null {
  if (current.kind !== 'resource' || view.canvas === null) return null;
  return view.canvas.isCollapsed(current.id) === null ? null : current.id;
}

export function canToggleBox(app: App): boolean {
  return selectedBox(app) !== null;
}

export function isBoxCollapsed(app: App): boolean {
  const box = selectedBox(app);
  return box !== null && app.view.canvas?.isCollapsed(box) === true;
}

/** Collapses the selected box into one card, or expands it. */
export function toggleSelectedBox(app: App): void {
  const box = selectedBox(app);
  if (box !== null) toggleBox(app, box);
}

export function toggleBox(app: App, box: string): void {
  const isCollapsed = app.view.canvas?.isCollapsed(box) ?? null;
  if (isCollapsed !== null) setCollapsed(app, [box], !isCollapsed);
}

export function canSetAll(app: App, collapsed: boolean): boolean {
  const { canvas } = app.view;
  return canvas !== null && canvas.boxes().some((box) => canvas.isCollapsed(box) !== collapsed);
}

export function setAllCollapsed(app: App, collapsed: boolean): void {
  const { canvas } = app.view;
  if (canvas !== null)
    setCollapsed(
      app,
      canvas.boxes().filter((box) => canvas.isCollapsed(box) !== collapsed),
      collapsed,
    );
}

/** One undoable step; boxes that a lens drew as cards for now leave none. */
function setCollapsed(app: App, boxes: readonly string[], collapsed: boolean): void {
  const kept = app.view.canvas?.setForNow(boxes, collapsed) ?? boxes;
  const commands = kept.map((box): Command => ({ type: 'set-collapsed', box, collapsed }));
  const [first] = commands;
  if (first === undefined) return;
  const label = `${collapsed ? 'Collapse' : 'Expand'} ${commands.length} boxes`;
  const done = app.session.dispatch(commands.length === 1 ? first : { type: 'sequence', label, commands });
  if (!done.ok) app.notices.show({ kind: 'error', text: describeCommandError(done.error) });
}
