import { Menu, type ItemOptions, type MenuItem, type MenuSurroundings } from './menu-item.ts';
import { strict } from './strict.ts';

/** Electron's `Menu` with its one application menu, and the context menu that was shown last. */
export class Menus {
  readonly #around: MenuSurroundings;
  #current: Menu | null = null;
  #shown: Menu | null = null;

  constructor(around: MenuSurroundings) {
    this.#around = around;
  }

  readonly module = strict('Menu', {
    buildFromTemplate: (template: readonly ItemOptions[]) => {
      const menu = new Menu(template, this.#around);
      return Object.assign(menu, { popup: () => (this.#shown = menu) });
    },
    setApplicationMenu: (menu: Menu | null) => {
      this.#current = menu;
    },
    getApplicationMenu: () => this.#current,
  });

  /** What `popup` showed; null: nothing yet. */
  get shown(): Menu | null {
    return this.#shown;
  }

  /**
   * The item that keys belong to which the page left alone, as Electron finds it.
   * @param keys as Playwright writes them: `Control+Shift+N`
   */
  itemFor(keys: string): MenuItem | null {
    const find = (menu: Menu | null | undefined): MenuItem | undefined =>
      menu?.items.flatMap((item) => (matches(item, keys) ? [item] : (find(item.submenu) ?? [])))[0];
    return find(this.#current) ?? null;
  }
}

function matches({ accelerator, registerAccelerator }: MenuItem, keys: string): boolean {
  return accelerator !== undefined && registerAccelerator && normalised(accelerator) === normalised(keys);
}

/** The order of what is held says nothing. */
function normalised(keys: string): string {
  const names: Readonly<Record<string, string>> = {
    CommandOrControl: process.platform === 'darwin' ? 'Meta' : 'Control',
    Command: 'Meta',
    Plus: '+',
  };
  return keys
    .split(/(?<!^|\+)\+/)
    .map((key) => names[key] ?? key)
    .sort()
    .join(' ');
}
