import type { AppStandIn } from './app.ts';
import type { WindowStandIn } from './browser-window.ts';
import { roles } from './roles.ts';
import type { WindowList } from './window-list.ts';

export interface ItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly type?: string;
  readonly role?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly submenu?: readonly ItemOptions[];
  readonly click?: (item: MenuItem, window: WindowStandIn | undefined, event: object) => void;
}

/** What a click is about besides its item. */
export interface MenuSurroundings {
  readonly app: AppStandIn;
  readonly windows: WindowList;
}

const known = [
  ...['id', 'label', 'type', 'role', 'enabled', 'visible', 'checked'],
  ...['accelerator', 'registerAccelerator', 'submenu', 'click'],
];
const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio'];
const accelerator =
  /^(?:(?:CommandOrControl|CmdOrCtrl|Control|Ctrl|Command|Cmd|Alt|Option|Shift|Super|Meta)\+)*(?:[A-Z0-9!-/:-@[-`{-~]|F\d{1,2}|Plus|Space|Tab|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc)$/;

/** One entry of a menu; one with a role does what Electron does for that role. */
export class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  /** Whether its accelerator works by itself; otherwise the page hears the keys. */
  readonly registerAccelerator: boolean;
  readonly submenu: Menu | undefined;
  readonly visible: boolean;
  enabled: boolean;
  checked: boolean;
  readonly #around: MenuSurroundings;
  readonly #run: NonNullable<ItemOptions['click']>;

  constructor(options: ItemOptions, around: MenuSurroundings) {
    refuse(options);
    const role = options.role === undefined ? undefined : roles[options.role];
    this.id = options.id;
    this.label = options.label ?? role?.label ?? '';
    this.type = options.type ?? (options.submenu === undefined ? 'normal' : 'submenu');
    this.role = options.role;
    this.accelerator = options.accelerator ?? role?.accelerator ?? undefined;
    this.registerAccelerator = options.registerAccelerator ?? role?.registers ?? true;
    this.submenu = options.submenu === undefined ? undefined : new Menu(options.submenu, around);
    this.visible = options.visible ?? true;
    this.enabled = options.enabled ?? true;
    this.checked = options.checked ?? false;
    this.#around = around;
    this.#run = options.click ?? (() => undefined);
  }

  /** As a user's click, or the press of the accelerator: of an item that is switched off it does nothing. */
  readonly click = (): void => {
    if (!this.enabled) return;
    const { app, windows } = this.#around;
    // Electron switches a box itself, before it tells.
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.type === 'radio') this.checked = true;
    if (this.role === undefined) this.#run(this, windows.focused ?? undefined, {});
    else roles[this.role]?.run(app, windows.focused);
  };
}

/** What Electron would throw at, and what the stand-in can't do. */
function refuse(options: ItemOptions): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Error(`The stand-in for Electron has no menu item option ${unknown}`);
  const { role, label, type } = options;
  if (role !== undefined && !(role in roles)) throw new Error(`The stand-in for Electron has no menu role ${role}`);
  if (type !== undefined && !types.includes(type))
    throw new Error(`The stand-in for Electron has no menu type ${type}`);
  if (role === undefined && label === undefined && type !== 'separator') throw new Error('A menu item needs a label');
  if (options.accelerator !== undefined && !accelerator.test(options.accelerator))
    throw new Error(`${options.accelerator} is not a valid accelerator`);
}

export class Menu {
  readonly items: readonly MenuItem[];

  constructor(template: readonly ItemOptions[], around: MenuSurroundings) {
    this.items = template.map((options) => new MenuItem(options, around));
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found !== null) return found;
    }
    return null;
  }
}
