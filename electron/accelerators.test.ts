import { expect, test } from 'vitest';
import { acceleratorFor } from './accelerators.ts';

const accelerators: readonly (readonly [shortcut: string, mac: string | null, others: string | null])[] = [
  ['Mod+Z', 'CommandOrControl+Z', 'CommandOrControl+Z'],
  ['Mod+Shift+Z', 'CommandOrControl+Shift+Z', 'CommandOrControl+Shift+Z'],
  ['Mod+=', 'CommandOrControl+=', 'CommandOrControl+='],
  ['Mod++', 'CommandOrControl+Plus', 'CommandOrControl+Plus'],
  ['Mod+s', 'CommandOrControl+S', 'CommandOrControl+S'],
  ['Mod+ArrowUp', 'CommandOrControl+Up', 'CommandOrControl+Up'],
  ['F2', 'F2', 'F2'],
  ['Delete', null, 'Delete'],
  ['Alt+1', null, 'Alt+1'],
  ['?', null, null],
  ['Mod+', null, null],
  ['Hyper+X', null, null],
  ['', null, null],
];
test.each(accelerators)('%j as an accelerator', (shortcut, mac, others) => {
  expect(acceleratorFor(shortcut, 'darwin')).toBe(mac);
  expect(acceleratorFor(shortcut, 'linux')).toBe(others);
});
