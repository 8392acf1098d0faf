import { describe, expect, test } from 'vitest';
import { presentActions } from '../../app/ui-actions-present.ts';
import { presentKey, type PresentKey } from './present-keys.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };
const onCanvas = { isText: false, isChrome: false, isEditing: false };
const press = (key: string, place = {}): PresentKey | null => presentKey({ key, ...plain }, { ...onCanvas, ...place });

test.each([
  ['ArrowRight', 'present-next'],
  ['ArrowDown', 'present-next'],
  ['PageDown', 'present-next'],
  ['ArrowLeft', 'present-previous'],
  ['ArrowUp', 'present-previous'],
  ['PageUp', 'present-previous'],
  ['b', 'present-blank'],
  ['L', 'present-laser'],
  ['s', 'present-spotlight'],
  ['d', 'present-draw'],
  ['c', 'present-clear'],
  ['f', 'present-focus'],
  ['r', 'present-reset'],
  ['i', 'present-theme'],
  ['.', 'present-chrome'],
])('%s is %s', (key, id) => {
  expect(press(key)).toEqual({ kind: 'action', id });
  expect(presentActions.some((action) => action.id === id)).toBe(true);
});

test('single keys of the table of UI actions mean the same here', () => {
  for (const { id, shortcut } of presentActions)
    if (shortcut?.length === 1) expect(press(shortcut)).toEqual({ kind: 'action', id });
});

test('numbers are pens, plus and minus the size of the spotlight, Escape takes a layer away', () => {
  expect(press('3')).toEqual({ kind: 'pen', pen: 2 });
  expect(press('+')).toEqual({ kind: 'spot', factor: 1.2 });
  expect(press('Escape')).toEqual({ kind: 'escape' });
});

describe('a key is left to where it is pressed', () => {
  test.each(['b', 'ArrowRight', 'Escape', '.'])('%s in a text', (key) => {
    expect(press(key, { isText: true })).toBeNull();
  });
  test.each(['ArrowDown', 'PageDown', 'Escape'])('%s in a list of the chrome', (key) => {
    expect(press(key, { isChrome: true })).toBeNull();
  });
  test('arrows while something selected is edited; a remote still steps', () => {
    expect(press('ArrowRight', { isEditing: true })).toBeNull();
    expect(press('PageDown', { isEditing: true })).not.toBeNull();
  });
  test.each(['ctrlKey', 'metaKey', 'altKey'])('with %s it is a shortcut of the program', (held) => {
    expect(presentKey({ key: 'b', ...plain, [held]: true }, onCanvas)).toBeNull();
  });
  test.each(['x', 'Tab', 'Enter', 'z'])('%s means nothing of its own', (key) => {
    expect(press(key)).toBeNull();
  });
});
