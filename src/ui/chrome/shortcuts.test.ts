import { expect, test } from 'vitest';
import { isShortcut, printShortcut, worksInTextField, type Stroke } from './shortcuts.ts';

function stroke(key: string, held: Partial<Stroke> = {}): Stroke {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

const cases: readonly (readonly [shortcut: string, stroke: Stroke, hits: boolean])[] = [
  ['Mod+Z', stroke('z', { ctrlKey: true }), true],
  ['Mod+Z', stroke('z', { metaKey: true }), true],
  ['Mod+Z', stroke('Z', { ctrlKey: true, shiftKey: true }), false],
  ['Mod+Shift+Z', stroke('Z', { ctrlKey: true, shiftKey: true }), true],
  ['Mod+Z', stroke('z'), false],
  ['Mod+Z', stroke('z', { ctrlKey: true, altKey: true }), false],
  ['Mod+=', stroke('+', { ctrlKey: true, shiftKey: true }), true],
  ['?', stroke('?', { shiftKey: true }), true],
  ['?', stroke('?'), true],
  ['Delete', stroke('Backspace'), true],
  ['Delete', stroke('Delete', { ctrlKey: true }), false],
];
test.each(cases)('%s and %j: %s', (shortcut, pressed, hits) => {
  expect(isShortcut(shortcut, pressed)).toBe(hits);
});

test.each([
  ['Mod+Shift+Z', 'Ctrl+Shift+Z', '⇧⌘Z'],
  ['?', '?', '?'],
  ['Delete', 'Del', '⌫'],
])('%s is printed as %s or %s', (shortcut, elsewhere, mac) => {
  expect([printShortcut(shortcut, false), printShortcut(shortcut, true)]).toEqual([elsewhere, mac]);
});

test('a text field keeps its own undo and every plain key', () => {
  expect(['Mod+S', 'Mod+Z', 'Delete', '?'].map(worksInTextField)).toEqual([true, false, false, false]);
});
