import type { MenuItemConstructorOptions } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import type { MenuAction } from '../src/host/app-host.ts';
import { NativeMenu } from './native-menu.ts';

interface Item {
  readonly id: string | undefined;
  readonly role: string | undefined;
  readonly click: () => void;
  enabled: boolean;
  checked: boolean;
}
const shown = vi.hoisted(() => ({ items: [] as Item[], builds: 0 }));
vi.mock('electron', () => {
  const flat = (options: MenuItemConstructorOptions): Item[] => {
    const { id, role, enabled = true, checked = false } = options;
    const item: Item = {
      ...{ id, role, enabled, checked },
      click() {
        if (options.type === 'checkbox') item.checked = !item.checked;
        Reflect.apply(options.click ?? (() => undefined), item, []);
      },
    };
    return [item, ...(Array.isArray(options.submenu) ? options.submenu.flatMap(flat) : [])];
  };
  const find = (id: string): Item | null => shown.items.find((item) => item.id === id) ?? null;
  return {
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => template.flatMap(flat),
      setApplicationMenu: (items: Item[]) => {
        shown.items = items;
        shown.builds += 1;
      },
      getApplicationMenu: () => ({ getMenuItemById: find }),
    },
  };
});

const plain = { group: 'edit', shortcut: null, isSwitch: false, beginsGroup: false } as const;
const actions: readonly MenuAction[] = [
  { ...plain, id: 'undo', label: 'Undo' },
  { ...plain, id: 'redo', label: 'Redo' },
  { ...plain, id: 'cut', label: 'Cut' },
  { ...plain, id: 'minimap', label: 'Map', isSwitch: true },
];
const item = (id: string): Item | undefined => shown.items.find((shownItem) => shownItem.id === id);
const enabled = (): unknown => ['undo', 'redo'].map((id) => item(id)?.enabled);

let ran: string[];
let menu: NativeMenu;
beforeEach(() => {
  ran = [];
  menu = new NativeMenu({
    platform: 'linux',
    programName: 'F',
    runAction: (id) => ran.push(id),
    openRecent: vi.fn(),
    clearRecent: vi.fn(),
    zoomWindow: vi.fn(),
  });
  menu.setActions(actions);
});

test('items follow what the window can do, also after the menu was built anew', () => {
  expect(enabled()).toEqual([false, false]);
  const { builds } = shown;
  menu.showState({ enabledActions: ['undo'], checkedActions: [] });
  expect([enabled(), shown.builds]).toEqual([[true, false], builds]);
  menu.setRecent([{ label: '/a', path: '/a' }]);
  expect([enabled(), shown.builds]).toEqual([[true, false], builds + 1]);
});

test('the same items from a further window build nothing anew', () => {
  const { builds } = shown;
  menu.setActions(actions.map((action) => ({ ...action })));
  expect(shown.builds).toBe(builds);
  menu.setActions(actions.slice(1));
  expect(shown.builds).toBe(builds + 1);
});

test('cut, copy and paste are switched by what has the focus, not by the window', () => {
  menu.showState({ enabledActions: [], checkedActions: [] });
  expect(item('cut')).toMatchObject({ role: 'cut', enabled: true });
});

test('a switch shows how the window says it stands, whatever Electron made of the click', () => {
  menu.showState({ enabledActions: ['minimap'], checkedActions: ['minimap'] });
  expect(item('minimap')?.checked).toBe(true);
  item('minimap')?.click();
  expect([ran, item('minimap')?.checked]).toEqual([['minimap'], true]);
  menu.showState({ enabledActions: ['minimap'], checkedActions: [] });
  expect(item('minimap')?.checked).toBe(false);
});
