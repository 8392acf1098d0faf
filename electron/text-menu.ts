import { type BrowserWindow, type ContextMenuParams, Menu, type MenuItemConstructorOptions } from 'electron';
import { withMnemonics } from './mnemonics.ts';

/** What was clicked on, as far as the menu depends on it. */
export type Clicked = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>;

/** The menu of a text field, of selected text, or null where there is nothing to do with text. */
export function textMenuTemplate(clicked: Clicked, platform: NodeJS.Platform): MenuItemConstructorOptions[] | null {
  const { editFlags: can } = clicked;
  const copy = { id: 'copy', label: 'Copy', role: 'copy', enabled: can.canCopy } as const;
  if (!clicked.isEditable) return clicked.selectionText.trim() === '' ? null : withMnemonics([copy], platform);
  return withMnemonics(
    [
      { id: 'undo', label: 'Undo', role: 'undo', enabled: can.canUndo },
      { id: 'redo', label: 'Redo', role: 'redo', enabled: can.canRedo },
      { type: 'separator' },
      { id: 'cut', label: 'Cut', role: 'cut', enabled: can.canCut },
      copy,
      { id: 'paste', label: 'Paste', role: 'paste', enabled: can.canPaste },
      { id: 'delete', label: 'Delete', role: 'delete', enabled: can.canDelete },
      { type: 'separator' },
      { id: 'select-all', label: 'Select all', role: 'selectAll', enabled: can.canSelectAll },
    ],
    platform,
  );
}

/** Shows it in a window, unless its page shows a menu of its own, as the canvas does. */
export function offerTextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, clicked) => {
    const template = textMenuTemplate(clicked, process.platform);
    if (template !== null) Menu.buildFromTemplate(template).popup({ window });
  });
}
