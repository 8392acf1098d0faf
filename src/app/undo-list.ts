import { readHistory, type RestoredHistory } from '../core/edit/kept-history.ts';
import { printDesign } from '../core/file/design-file.ts';

/**
 * What was kept of an undo list, if it still leads to the design that `text` holds: its document is that design, with
 * the texts and objects that its steps are about.
 *
 * @returns null where the text is another one, or what was kept is damaged
 */
export function restoredHistory(kept: string, text: string): RestoredHistory | null {
  const restored = readHistory(kept);
  return restored !== null && printDesign(restored.document) === text ? restored : null;
}
