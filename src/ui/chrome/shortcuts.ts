/** The part of a KeyboardEvent that a shortcut is about. */
export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Whether `stroke` is the shortcut `Mod+Shift+Z` of the table of UI actions. */
export function isShortcut(shortcut: string, stroke: Stroke): boolean {
  const parts = partsOf(shortcut);
  const key = stroke.key === '+' ? '=' : stroke.key.toLowerCase();
  const isLetter = /^[a-z]$/.test(parts.key);
  const wanted = parts.key === 'delete' ? ['delete', 'backspace'] : [parts.key];
  return (
    wanted.includes(key) &&
    (stroke.ctrlKey || stroke.metaKey) === parts.mod &&
    !stroke.altKey &&
    // Where a sign stands on a key differs from keyboard to keyboard: Shift says nothing about `?` or `+`.
    (isLetter ? stroke.shiftKey === parts.shift : true)
  );
}

/** As it is printed on the keys: `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`. */
export function printShortcut(shortcut: string, isMac: boolean): string {
  const { key, mod, shift } = partsOf(shortcut);
  const name = key === 'delete' ? (isMac ? '⌫' : 'Del') : key.toUpperCase();
  if (isMac) return `${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  return [mod ? 'Ctrl' : '', shift ? 'Shift' : '', name].filter((part) => part !== '').join('+');
}

/** Undo, redo and deleting belong to the text while the user is in it, and single signs are text. */
export function worksInTextField(shortcut: string): boolean {
  return /^Mod\+/.test(shortcut) && ![...ofText, 'Mod+Z', 'Mod+Shift+Z', 'Mod+Y', 'Mod+D'].includes(shortcut);
}

const ofText: readonly string[] = ['Mod+A', 'Mod+C', 'Mod+X', 'Mod+V'];

/** The browser tells of these by events of their own, which hold the clipboard: the keys are left to it. */
export function isClipboardShortcut(shortcut: string): boolean {
  return ofText.includes(shortcut) && shortcut !== 'Mod+A';
}

/** Selecting, copying, cutting and pasting text: a text field's own in any case, whether it was edited or not. */
export function isTextShortcut(shortcut: string): boolean {
  return ofText.includes(shortcut);
}

function partsOf(shortcut: string): { readonly key: string; readonly mod: boolean; readonly shift: boolean } {
  const parts = shortcut.split('+');
  return { key: (parts.at(-1) ?? '').toLowerCase(), mod: parts.includes('Mod'), shift: parts.includes('Shift') };
}
