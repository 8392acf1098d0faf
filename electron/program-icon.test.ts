import { readFileSync } from 'node:fs';
import type { Menu, MenuItemConstructorOptions, Task } from 'electron';
import { expect, test } from 'vitest';
import { dressProgramIcon } from './program-icon.ts';

/** The name that the packages have. */
const appId = /appId: '([^']+)'/.exec(readFileSync('electron-builder.config.js', 'utf8'))?.[1];

/** What the system is told. */
function told(platform: NodeJS.Platform, isPackaged = true) {
  const log: string[] = [];
  const menus: MenuItemConstructorOptions[][] = [];
  dressProgramIcon({
    app: {
      isPackaged,
      setAppUserModelId: (id) => log.push(id),
      setUserTasks: (tasks: Task[]) => log.push(...tasks.map((task) => `${task.program} ${task.arguments}`)) > 0,
      dock: { setMenu: () => log.push('dock') },
    },
    platform,
    program: 'firewright.exe',
    // The menu is only handed on.
    buildMenu: (items) => ({ items: menus.push(items) }) as unknown as Menu,
    newWindow: () => log.push('new window'),
  });
  return { log, menus };
}

test('on Windows the task bar knows the windows by the package’s name and offers one more', () => {
  expect(told('win32').log).toEqual([appId, 'firewright.exe --new-window']);
});

test('from the sources nothing is offered that would start something else', () => {
  expect(told('win32', false).log).toEqual([appId]);
});

test('on a Mac the dock offers a new window', () => {
  const { log, menus } = told('darwin');
  const [item] = menus[0] ?? [];
  // It is called without the window and event that it does not use.
  (item?.click as (() => void) | undefined)?.();
  expect([item?.label, log]).toEqual(['New Window', ['dock', 'new window']]);
});

test('on Linux it is left to the desktop file', () => {
  expect(told('linux')).toEqual({ log: [], menus: [] });
});
