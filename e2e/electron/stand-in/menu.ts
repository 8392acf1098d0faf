import { strict } from './strict.ts';

export interface ItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly type?: string;
  readonly role?: string;
  readonly enabled?: boolean;
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly submenu?: readonly ItemOptions[];
  readonly click?: () => void;
}

const known = ['id', 'label', 'type', 'role', 'enabled', 'accelerator', 'registerAccelerator', 'submenu', 'click'];
const roles = [
  ...['quit', 'close', 'help', 'cut', 'copy', 'paste', 'selectAll', 'togglefullscreen', 'windowMenu'],
  ...['services', 'hide', 'hideOthers', 'unhide'],
];
const accelerator =
  /^(?:(?:CommandOrControl|CmdOrCtrl|Control|Ctrl|Command|Cmd|Alt|Option|Shift|Super|Meta)\+)*(?:[A-Z0-9!-/:-@[-`{-~]|F\d{1,2}|Plus|Space|Tab|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc)$/;

class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  readonly click: () => void;
  enabled: boolean;

  constructor(options: ItemOptions) {
    refuse(options);
    this.id = options.id;
    this.label = options.label ?? '';
    this.role = options.role;
    this.accelerator = options.accelerator;
    this.submenu = options.submenu === undefined ? undefined : Menu.buildFromTemplate(options.submenu);
    this.click = options.click ?? (() => undefined);
    this.enabled = options.enabled ?? true;
  }
}

/** What Electron would throw at, and what the stand-in can't do. */
function refuse(options: ItemOptions): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Error(`The stand-in for Electron has no menu item option ${unknown}`);
  const { role, label, type } = options;
  if (role !== undefined && !roles.includes(role))
    throw new Error(`The stand-in for Electron has no menu role ${role}`);
  if (role === undefined && label === undefined && type !== 'separator') throw new Error('A menu item needs a label');
  if (options.accelerator === undefined) return;
  if (!accelerator.test(options.accelerator)) throw new Error(`${options.accelerator} is not a valid accelerator`);
  if (options.registerAccelerator !== false) throw new Error('The stand-in for Electron presses no accelerators');
}

class Menu {
  readonly items: readonly MenuItem[];

  constructor(items: readonly MenuItem[]) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly ItemOptions[]): Menu {
    return new Menu(template.map((options) => new MenuItem(options)));
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found !== null) return found;
    }
    return null;
  }
}

/** Electron's `Menu` with its one application menu. */
export function menuModule(): object {
  let current: Menu | null = null;
  return strict('Menu', {
    buildFromTemplate: (template: readonly ItemOptions[]) => Menu.buildFromTemplate(template),
    setApplicationMenu: (menu: Menu | null) => {
      current = menu;
    },
    getApplicationMenu: () => current,
  });
}
