import { Menu } from 'electron';
import type { MenuAction } from '../src/host/app-host.ts';
import { type MenuModel, menuTemplate } from './menu.ts';

type Surroundings = Omit<MenuModel, 'actions' | 'recent'>;

/** The program's one native menu; it is built anew only when its items change. */
export class NativeMenu {
  readonly #surroundings: Surroundings;
  #actions: readonly MenuAction[] = [];
  #recent: MenuModel['recent'] = [];
  #enabled: readonly string[] = [];

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  setActions(actions: readonly MenuAction[]): void {
    this.#actions = actions;
    this.#build();
  }

  setRecent(recent: MenuModel['recent']): void {
    this.#recent = recent;
    this.#build();
  }

  setEnabled(enabled: readonly string[]): void {
    this.#enabled = enabled;
    this.#showEnabled();
  }

  #build(): void {
    const model = { ...this.#surroundings, actions: this.#actions, recent: this.#recent };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(model)));
    this.#showEnabled();
  }

  #showEnabled(): void {
    const menu = Menu.getApplicationMenu();
    for (const { id } of this.#actions) {
      const item = menu?.getMenuItemById(id);
      if (item) item.enabled = this.#enabled.includes(id);
    }
  }
}
