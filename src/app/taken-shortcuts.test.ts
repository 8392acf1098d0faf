import { expect, test } from 'vitest';
import { uiActions } from './ui-actions.ts';

/** What the system takes before any program hears of it, or what every program of the system means by it. */
const taken: Readonly<Record<string, readonly string[]>> = {
  'a Mac': [
    ...['Mod+Q', 'Mod+W', 'Mod+H', 'Mod+M', 'Mod+Tab', 'Mod+Space', 'Mod+`', 'Mod+,', 'Mod+Alt+Escape', 'Mod+Alt+D'],
    ...['Mod+Shift+3', 'Mod+Shift+4', 'Mod+Shift+5', 'Mod+Shift+Q', 'Mod+Shift+/', 'F11', 'F12'],
  ],
  Windows: [
    ...['Alt+F4', 'Alt+Tab', 'Alt+Space', 'Alt+Escape', 'Mod+Escape', 'Mod+Shift+Escape', 'Mod+Alt+Delete', 'F10'],
    ...['Mod+F4', 'Mod+W', 'F11'],
  ],
  Linux: [
    ...['Alt+F2', 'Alt+F4', 'Alt+Tab', 'Alt+Space', 'Mod+Alt+T', 'Mod+Alt+L', 'Mod+Alt+Delete', 'Mod+Alt+ArrowUp'],
    // Input methods: a sign by its number, emoji.
    ...['Mod+Alt+ArrowDown', 'Mod+Shift+U', 'Mod+.', 'Mod+;', 'F10', 'Mod+Q', 'Mod+W', 'F11'],
  ],
  'the native menu, by itself': ['Mod+Q', 'Mod+W', 'Mod+M', 'Mod+Shift+.', 'Mod+Shift+,', 'F11', 'Mod+H', 'Mod+Alt+H'],
};

test.each(Object.entries(taken))('no shortcut is one that %s has', (_whose, shortcuts) => {
  const own = uiActions.flatMap(({ shortcut }) => shortcut ?? []);
  expect(own.filter((shortcut) => shortcuts.includes(shortcut))).toEqual([]);
});

test('no shortcut holds Alt: with Ctrl it writes letters on keyboards that have AltGr, alone it opens menus', () => {
  expect(uiActions.filter(({ shortcut }) => shortcut?.includes('Alt') === true).map(({ id }) => id)).toEqual([]);
});
