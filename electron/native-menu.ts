import { Menu } from 'electron';
import type { MenuAction, WindowState } from '../src/host/app-host.ts';
import { type MenuModel, menuTemplate } from './menu.ts';

type Surroundings = Omit<MenuModel, 'actions' | 'recent'>;
type MenuState = Pick<WindowState, 'enabledActions' | 'checkedActions'>;

/** The program's one native menu; it is built anew only when its items change. */
export class NativeMenu {
  readonly #surroundings: Surroundings;
  #actions: readonly MenuAction[] = [];
  #recent: MenuModel['recent'] = [];
  #state: MenuState = { enabledActions: [], checkedActions: [] };

  constructor({ runAction, ...others }: Surroundings) {
    this.#surroundings = {
      ...others,
      runAction: (id) => {
        // Electron has turned a switch by itself, but only the window knows how it stands; it may say nothing new.
        this.#show();
        runAction(id);
      },
    };
  }

  /** The same ones from each further window build nothing anew, which would close a menu that is open. */
  setActions(actions: readonly MenuAction[]): void {
    if (JSON.stringify(actions) === JSON.stringify(this.#actions)) return;
    this.#actions = actions;
    this.#build();
  }

  setRecent(recent: MenuModel['recent']): void {
    this.#recent = recent;
    this.#build();
  }

  /** What the window in front can do now, and which of its switches are on. */
  showState(state: MenuState): void {
    this.#state = state;
    this.#show();
  }

  #build(): void {
    const model = { ...this.#surroundings, actions: this.#actions, recent: this.#recent };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(model)));
    this.#show();
  }

  #show(): void {
    const menu = Menu.getApplicationMenu();
    const { enabledActions, checkedActions } = this.#state;
    for (const { id, isSwitch } of this.#actions) {
      const item = menu?.getMenuItemById(id);
      // Roles are switched on and off by what has the focus: text is cut and pasted too.
      if (!item || item.role !== undefined) continue;
      item.enabled = enabledActions.includes(id);
      if (isSwitch) item.checked = checkedActions.includes(id);
    }
  }
}
