import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { NativeMenu } from './native-menu.ts';

interface Item {
  readonly id: string | undefined;
  enabled: boolean;
}
const shown = vi.hoisted(() => ({ items: [] as Item[], builds: 0 }));
vi.mock('electron', () => {
  const flat = (options: MenuItemConstructorOptions): Item[] => [
    { id: options.id, enabled: options.enabled ?? true },
    ...(Array.isArray(options.submenu) ? options.submenu.flatMap(flat) : []),
  ];
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

const enabled = (): unknown => ['undo', 'redo'].map((id) => shown.items.find((item) => item.id === id)?.enabled);

test('items follow what the window can do, also after the menu was built anew', () => {
  const menu = new NativeMenu({ platform: 'linux', programName: 'F', runAction: vi.fn(), openRecent: vi.fn() });
  menu.setActions([
    { id: 'undo', label: 'Undo', group: 'edit', shortcut: 'Mod+Z' },
    { id: 'redo', label: 'Redo', group: 'edit', shortcut: 'Mod+Y' },
  ]);
  expect(enabled()).toEqual([false, false]);
  const { builds } = shown;
  menu.setEnabled(['undo']);
  expect([enabled(), shown.builds]).toEqual([[true, false], builds]);
  menu.setRecent([{ label: '/a', path: '/a' }]);
  expect([enabled(), shown.builds]).toEqual([[true, false], builds + 1]);
});
