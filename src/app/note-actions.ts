import type { App } from './app.ts';
import { perform } from './perform.ts';

export function canEditNote({ selection, view }: App): boolean {
  return selection.current.kind === 'note' && view.canvas !== null;
}

/** Opens the selected note for writing, where it lies. */
export function editSelectedNote({ selection: { current }, view }: App): void {
  if (current.kind === 'note') view.editedNote = current.name;
}

/** What was written into a note, as one step; a note without words goes. */
export function writeNote(app: App, note: string, text: string): void {
  const before = app.model.design.layout.notes.get(note);
  const words = text.trim();
  if (before === undefined || words === before) return;
  if (words !== '') perform(app, { type: 'set-note', note, text: words }, 'Changed the note.');
  else if (perform(app, { type: 'set-note', note, text: null }, 'Deleted the empty note.')) app.selection.clear();
}
