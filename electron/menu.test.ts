import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import type { MenuAction } from '../src/host/app-host.ts';
import { type MenuModel, menuTemplate } from './menu.ts';

const plain = { isSwitch: false, beginsGroup: false };
const actions: readonly MenuAction[] = [
  { id: 'new', label: 'New', group: 'file', shortcut: 'Mod+N', ...plain },
  { id: 'open', label: 'Open…', group: 'file', shortcut: 'Mod+O', ...plain },
  { id: 'save', label: 'Save', group: 'file', shortcut: 'Mod+S', ...plain, beginsGroup: true },
  { id: 'undo', label: 'Undo', group: 'edit', shortcut: 'Mod+Z', ...plain },
  { id: 'copy', label: 'Copy', group: 'edit', shortcut: 'Mod+C', ...plain },
  { id: 'tidy', label: 'Tidy & fit', group: 'arrange', shortcut: null, ...plain },
  { id: 'minimap', label: 'Small map', group: 'view', shortcut: null, ...plain, isSwitch: true },
  { id: 'shortcuts', label: 'Keys', group: 'help', shortcut: '?', ...plain },
  { id: 'about', label: 'About Firewright', group: 'help', shortcut: null, ...plain, beginsGroup: true },
];

function model(platform: NodeJS.Platform, ran: string[] = []): MenuModel {
  return {
    actions,
    recent: [{ label: '/home/a & b.yaml', path: '/home/a & b.yaml' }],
    platform,
    programName: 'Firewright',
    runAction: (id) => ran.push(id),
    openRecent: (path) => ran.push(path),
    clearRecent: () => ran.push('clear'),
    zoomWindow: (step) => ran.push(step),
  };
}

const within = ({ submenu }: MenuItemConstructorOptions): readonly MenuItemConstructorOptions[] =>
  Array.isArray(submenu) ? submenu : [];
/** Every item below, menus included. */
const all = (items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...all(within(item))]);
const labels = (items: readonly MenuItemConstructorOptions[]): unknown[] =>
  items.map((item) => item.label ?? item.role ?? item.type);

describe.each(['linux', 'win32', 'darwin'] as const)('on %s', (platform) => {
  const items = all(menuTemplate(model(platform)));

  test('every action has exactly one item, switched off until the window says otherwise', () => {
    const own = items.filter((item) => actions.some((action) => action.id === item.id));
    expect(own.map((item) => item.id).sort()).toEqual(actions.map((action) => action.id).sort());
    expect(own.filter((item) => item.role === undefined && item.enabled !== false)).toEqual([]);
  });

  test('a click runs what its item is for, and what Electron does by itself is left to it', () => {
    const ran: string[] = [];
    for (const item of all(menuTemplate(model(platform, ran))))
      Reflect.apply(item.click ?? (() => undefined), item, []);
    const ids = actions.map((action) => action.id).filter((id) => id !== 'copy');
    expect(ran.sort()).toEqual(['/home/a & b.yaml', 'clear', 'in', 'out', 'reset', ...ids].sort());
  });

  test('what can be chosen has an id', () => {
    const nameless = items.filter((item) => item.id === undefined && item.click !== undefined);
    expect(labels(nameless)).toEqual([]);
  });

  test('only switches have a tick', () => {
    expect(items.filter((item) => item.type === 'checkbox').map((item) => item.id)).toEqual(['minimap']);
  });

  test('no two lines follow each other, and none begins or ends a menu', () => {
    for (const menu of items.map(within)) {
      const lines = menu.map((item) => item.type === 'separator');
      expect([lines[0], lines.at(-1)]).not.toContain(true);
      expect(lines.some((line, index) => line && lines[index + 1] === true)).toBe(false);
    }
  });
});

test('Linux and Windows: what ends the program ends the file menu; letters to press', () => {
  const template = menuTemplate(model('linux'));
  expect(labels(template)).toEqual(['&File', '&Edit', '&Arrange', '&View', '&Window', '&Help']);
  expect(labels(within(template[0] ?? {}))).toEqual([
    ...['&New', '&Open…', 'Open &recent', 'separator', '&Save', 'separator', '&Close window', '&Quit'],
  ]);
  expect(all(menuTemplate(model('win32'))).find(({ id }) => id === 'quit')?.label).toBe('&Exit');
});

test('recent files: the first nine by their digits, an & in a name kept, and the way to forget them', () => {
  const recent = all(menuTemplate(model('linux'))).find(({ id }) => id === 'open-recent');
  expect(labels(within(recent ?? {}))).toEqual(['&1 /home/a && b.yaml', 'separator', '&Clear recent files']);
});

test('Mac: the program’s menu comes first, with "About" and "Quit" in it and in no other', () => {
  const template = menuTemplate(model('darwin'));
  expect(labels(template)).toEqual(['Firewright', 'File', 'Edit', 'Arrange', 'View', 'Window', 'Help']);
  const program = within(template[0] ?? {});
  expect([labels(program)[0], program.at(-1)?.role]).toEqual(['About Firewright', 'quit']);
  expect(all(template).filter(({ role }) => role === 'quit')).toHaveLength(1);
});

test('without recent files their menu is there but switched off', () => {
  const items = all(menuTemplate({ ...model('linux'), recent: [] }));
  expect(items.find((item) => item.id === 'open-recent')).toMatchObject({ enabled: false, submenu: [] });
});
