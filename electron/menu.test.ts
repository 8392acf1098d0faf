import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import type { MenuAction } from '../src/host/app-host.ts';
import { acceleratorFor, type MenuModel, menuTemplate } from './menu.ts';

const actions: readonly MenuAction[] = [
  { id: 'new', label: 'New', group: 'file', shortcut: 'Mod+N' },
  { id: 'open', label: 'Open…', group: 'file', shortcut: 'Mod+O' },
  { id: 'save', label: 'Save', group: 'file', shortcut: 'Mod+S' },
  { id: 'undo', label: 'Undo', group: 'edit', shortcut: 'Mod+Z' },
  { id: 'tidy', label: 'Tidy & fit', group: 'arrange', shortcut: null },
  { id: 'about', label: 'About Firewright', group: 'help', shortcut: null },
];

function model(platform: NodeJS.Platform, ran: string[] = []): MenuModel {
  return {
    actions,
    recent: [{ label: '/home/a & b.yaml', path: '/home/a & b.yaml' }],
    platform,
    programName: 'Firewright',
    runAction: (id) => ran.push(id),
    openRecent: (path) => ran.push(path),
  };
}

/** Every item below, menus included. */
function all(items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])]);
}

const labels = (items: readonly MenuItemConstructorOptions[]): unknown[] =>
  items.map((item) => item.label ?? item.role ?? item.type);

describe.each(['linux', 'win32', 'darwin'] as const)('on %s', (platform) => {
  const items = all(menuTemplate(model(platform)));

  test('every action has exactly one item, switched off until the window says otherwise', () => {
    const own = items.filter((item) => actions.some((action) => action.id === item.id));
    expect(own.map((item) => item.id).sort()).toEqual(actions.map((action) => action.id).sort());
    expect(own.every((item) => item.enabled === false)).toBe(true);
  });

  test('a click runs the item’s action', () => {
    const ran: string[] = [];
    for (const item of all(menuTemplate(model(platform, ran))))
      Reflect.apply(item.click ?? (() => undefined), item, []);
    expect(ran.sort()).toEqual(['/home/a & b.yaml', ...actions.map((action) => action.id)].sort());
  });
});

test('Linux and Windows: quit closes the file menu, letters behind & are kept', () => {
  const template = menuTemplate(model('linux'));
  expect(labels(template)).toEqual(['&File', '&Edit', '&Arrange', '&View', '&Help']);
  expect(labels(all(template).slice(1, 8))).toEqual([
    'New',
    'Open…',
    'Open Recent',
    '/home/a && b.yaml',
    'Save',
    'separator',
    'quit',
  ]);
  expect(all(template).some((item) => item.label === 'Tidy && fit')).toBe(true);
});

test('Mac: the program’s menu comes first, with "About" in it and in no other', () => {
  const template = menuTemplate(model('darwin'));
  expect(labels(template)).toEqual(['Firewright', 'File', 'Edit', 'Arrange', 'View', 'windowMenu', 'Help']);
  const [program] = template;
  expect(labels(Array.isArray(program?.submenu) ? program.submenu : [])[0]).toBe('About Firewright');
});

test('without recent files their menu is there but switched off', () => {
  const items = all(menuTemplate({ ...model('linux'), recent: [] }));
  expect(items.find((item) => item.id === 'open-recent')).toMatchObject({ enabled: false, submenu: [] });
});

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
