import type { Menu, MenuItemConstructorOptions, Task } from 'electron';

/** The part of Electron's `app` that stands for the program's icon in the dock or the task bar. */
export interface IconOwner {
  readonly isPackaged: boolean;
  setAppUserModelId(id: string): void;
  setUserTasks(tasks: Task[]): boolean;
  readonly dock?: { setMenu(menu: Menu): void } | undefined;
}

export interface IconParts {
  readonly app: IconOwner;
  readonly platform: NodeJS.Platform;
  /** The program's own file. */
  readonly program: string;
  readonly buildMenu: (items: MenuItemConstructorOptions[]) => Menu;
  readonly newWindow: () => void;
}

// As in electron-builder.config.js: the task bar puts windows and the pinned icon together by it.
const appId = 'dev.firewright.designer';

/** What the icon offers outside the windows, where the system has a menu for it. On Linux the desktop file says it. */
export function dressProgramIcon({ app, platform, program, buildMenu, newWindow }: IconParts): void {
  if (platform === 'darwin') app.dock?.setMenu(buildMenu([{ label: 'New Window', click: newWindow }]));
  if (platform !== 'win32') return;
  app.setAppUserModelId(appId);
  // From the sources the program's file is Electron’s, which would start without us.
  if (!app.isPackaged) return;
  const start = { program, arguments: '--new-window', iconPath: program, iconIndex: 0 };
  app.setUserTasks([{ ...start, title: 'New window', description: 'Opens one more window' }]);
}
