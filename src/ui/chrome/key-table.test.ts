import { expect, test } from 'vitest';
import { uiActions } from '../../app/ui-actions.ts';
import { keySections, placeKeys } from './key-table.ts';

const rows = (query: string, isMac = false): readonly (readonly [string, string])[] =>
  keySections(query, isMac).flatMap(({ rows: found }) =>
    found.map(({ what, keys }) => [what, keys.map((held) => held.join('+')).join(' or ')] as const),
  );

test('every shortcut of the table of actions and every key of a place is shown', () => {
  const shown = rows('');
  const ofActions = uiActions.filter(({ shortcut }) => shortcut !== null).length;
  expect(shown).toHaveLength(ofActions + placeKeys.reduce((sum, { keys }) => sum + keys.length, 0));
});

const cases: readonly (readonly [query: string, isMac: boolean, what: string, keys: string])[] = [
  ['undo', false, 'Undo', 'Ctrl+Z'],
  ['undo', true, 'Undo', '⌘Z'],
  ['ctrl+enter', false, 'apply the YAML tab', 'Ctrl+Enter'],
  ['canvas menu', false, 'menu of what is under the pointer or has the focus', 'Right click or Shift+F10'],
  ['snap', true, 'don’t snap to the lines of other cards', '⌥ or ⌘ while dragging'],
];
test.each(cases)('%s (Mac: %s) finds %s', (query, isMac, what, keys) => {
  expect(rows(query, isMac)).toContainEqual([what, keys]);
});

test('words that no row has find nothing', () => {
  expect(keySections('undo zebra', false)).toEqual([]);
});

test('no two actions have the same shortcut', () => {
  const shortcuts = uiActions.flatMap(({ shortcut }) => (shortcut === null ? [] : [shortcut]));
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});
