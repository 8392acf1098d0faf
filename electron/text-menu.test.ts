import { EventEmitter } from 'node:events';
import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { type Clicked, offerTextMenu, textMenuTemplate } from './text-menu.ts';

const popup = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({
  Menu: { buildFromTemplate: (template: unknown) => ({ popup: (where: unknown) => popup(template, where) }) },
}));

function clicked(isEditable: boolean, selectionText = ''): Clicked {
  const hasText = selectionText !== '';
  return {
    isEditable,
    selectionText,
    editFlags: {
      ...{ canUndo: isEditable, canRedo: false, canCut: isEditable && hasText, canCopy: hasText },
      ...{ canPaste: isEditable, canDelete: isEditable && hasText, canSelectAll: true, canEditRichly: false },
    },
  };
}
const enabled = (template: readonly MenuItemConstructorOptions[] | null): unknown =>
  template?.filter((item) => item.enabled === true).map(({ id }) => id);

const cases: readonly (readonly [where: string, clicked: Clicked, enabled: readonly string[] | undefined])[] = [
  ['a text field', clicked(true), ['undo', 'paste', 'select-all']],
  ['selected text in a field', clicked(true, 'x'), ['undo', 'cut', 'copy', 'paste', 'delete', 'select-all']],
  ['selected text elsewhere', clicked(false, 'x'), ['copy']],
  ['the ground', clicked(false), undefined],
  ['selected blanks', clicked(false, ' \n'), undefined],
];
test.each(cases)('on %s it offers what can be done there', (_where, at, expected) => {
  expect(enabled(textMenuTemplate(at, 'linux'))).toEqual(expected);
});

test('each item has a letter of its own', () => {
  const labels = (textMenuTemplate(clicked(true), 'linux') ?? []).flatMap(({ label }) => label ?? []);
  const letters = labels.map((label) => /&(\w)/.exec(label)?.[1]?.toLowerCase());
  expect(letters).not.toContain(undefined);
  expect(new Set(letters).size).toBe(labels.length);
});

test('a window shows it where there is something to do, and nothing elsewhere', () => {
  const webContents = new EventEmitter();
  // Nothing else of the window is asked.
  const window = { webContents } as unknown as BrowserWindow;
  offerTextMenu(window);
  webContents.emit('context-menu', {}, clicked(false));
  expect(popup).not.toHaveBeenCalled();
  webContents.emit('context-menu', {}, clicked(true));
  expect(popup).toHaveBeenCalledWith(expect.any(Array), { window });
});
