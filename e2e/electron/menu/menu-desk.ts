import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { DesignerPage } from '../../designer-page.ts';
import { smallLesson } from '../../../src/core/lesson/testing/small-lesson.ts';
import type { DesktopApp } from '../desktop.ts';
import { ElectronStandIn } from '../stand-in/launch.ts';
import { longDesign, menuDesign, otherDesign } from './menu-design.ts';

/** An entry of the native menu that can be chosen. */
export interface ShownItem {
  readonly id: string;
  readonly label: string;
  /** The menus that it is in. */
  readonly path: readonly string[];
  /** As Electron writes it; null: none, or one of a role that Electron keeps to itself. */
  readonly accelerator: string | null;
  readonly checked: boolean;
}

/** The program with its native menu, and a design in it that every item has something to do with. */
export class MenuDesk {
  readonly app: DesktopApp;
  readonly page: Page;
  readonly designer: DesignerPage;
  readonly folder: string;

  private constructor(app: DesktopApp, page: Page, folder: string) {
    this.app = app;
    this.page = page;
    // Without it an action waits for ever, and hides what is wrong with the items that come after it.
    page.setDefaultTimeout(15_000);
    this.designer = new DesignerPage(page);
    this.folder = folder;
  }

  static async layOut(folder: string): Promise<void> {
    await mkdir(join(folder, 'bundle'), { recursive: true });
    await writeFile(join(folder, 'menu.firewright.yaml'), menuDesign);
    await writeFile(join(folder, 'other.yaml'), otherDesign);
    await writeFile(join(folder, 'long.yaml'), longDesign);
    await writeFile(join(folder, 'lesson.yaml'), smallLesson);
    await writeFile(join(folder, 'bundle/other.yaml'), otherDesign);
  }

  /** @param folder where `layOut` put the files */
  static async at(app: DesktopApp, page: Page, folder: string): Promise<MenuDesk> {
    const desk = new MenuDesk(app, page, folder);
    await expect(page.getByRole('application', { name: 'Canvas' })).toBeAttached();
    await desk.startOver();
    return desk;
  }

  // The menu

  items(): Promise<readonly ShownItem[]> {
    return this.app.evaluate(({ Menu }) => {
      const itemsOf = (items: readonly Electron.MenuItem[], path: readonly string[]): ShownItem[] =>
        items.flatMap((item) => {
          const label = item.label.replace(/&(.)/g, '$1');
          if (item.type === 'separator') return [];
          if (item.submenu) return itemsOf(item.submenu.items, [...path, label]);
          const accelerator = typeof item.accelerator === 'string' ? item.accelerator : null;
          return [{ id: item.id, label, path, accelerator, checked: item.checked }];
        });
      return itemsOf(Menu.getApplicationMenu()?.items ?? [], []);
    });
  }

  async item(id: string): Promise<ShownItem | undefined> {
    return (await this.items()).find((item) => item.id === id);
  }

  isEnabled(id: string): Promise<boolean> {
    return this.app.evaluate(({ Menu }, wanted) => {
      return Menu.getApplicationMenu()?.getMenuItemById(wanted)?.enabled === true;
    }, id);
  }

  /** Waits until it can be chosen, and chooses it as a click does. */
  async choose(id: string): Promise<void> {
    await expect.poll(() => this.isEnabled(id), `${id} can be chosen`).toBe(true);
    await this.app.evaluate(({ BrowserWindow, Menu }, wanted) => {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      // Electron gives it the window in front; what it takes is not in its types.
      Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click({}, window, window?.webContents);
    }, id);
  }

  /** Presses the keys of an accelerator: the page hears of them first, and what it leaves alone is the menu's. */
  async press(id: string, accelerator: string): Promise<void> {
    await expect.poll(() => this.isEnabled(id), `${id} can be pressed`).toBe(true);
    const keys = accelerator.replace('CommandOrControl', process.platform === 'darwin' ? 'Meta' : 'Control');
    // Each further window opens in front of the others.
    const front = this.app.windows().at(-1) ?? this.page;
    await front.evaluate(() => {
      const root = document.documentElement;
      window.addEventListener('keydown', (event) => (root.dataset['left'] = String(!event.defaultPrevented)), {
        once: true,
      });
    });
    await front.keyboard.press(keys);
    if (!(this.app instanceof ElectronStandIn)) return;
    const isLeft = await front.evaluate(() => document.documentElement.dataset['left'] === 'true').catch(() => true);
    if (isLeft) this.app.pressUnhandled(keys);
  }

  // The design

  /** The next dialog for opening is answered with these files of the folder. */
  scriptOpen(...names: readonly string[]): Promise<void> {
    return this.app.evaluate(
      ({ dialog }, filePaths) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
      },
      names.map((name) => join(this.folder, name)),
    );
  }

  scriptSave(name: string): Promise<void> {
    return this.app.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      },
      join(this.folder, name),
    );
  }

  /** The design as it was at first, in a window that looks as at first. */
  async startOver(): Promise<void> {
    await MenuDesk.layOut(this.folder);
    await this.calm();
    await this.scriptOpen('menu.firewright.yaml');
    await this.choose('open');
    const discard = this.page.getByRole('button', { name: 'Don’t save' });
    await expect(this.title('menu').or(discard).first()).toBeAttached();
    await expect.poll(() => this.titleNow()).toContain('menu');
    await expect(this.designer.entry('Stack prod/web ×8')).toHaveCount(1);
    await this.calm();
  }

  /** Takes back what was done: dialogs, edits, the selection. */
  async calm(): Promise<void> {
    const dialogs = this.page.locator('dialog[open]');
    for (let tries = 0; tries < 4 && (await dialogs.count()) > 0; tries += 1) await this.page.keyboard.press('Escape');
    // The title and the menu follow a step, each in its own time.
    await expect(async () => {
      if ((await this.isUnsaved()) && (await this.isEnabled('undo'))) await this.choose('undo');
      expect(await this.isUnsaved()).toBe(false);
    }).toPass({ intervals: [60], timeout: 15_000 });
    if (!(await this.designer.canvas.isVisible())) return;
    const { x, y } = await this.designer.emptyPlace();
    await this.page.mouse.click(x, y);
  }

  // What is seen

  titleNow(): Promise<string> {
    return this.page.title();
  }

  async isUnsaved(): Promise<boolean> {
    return (await this.titleNow()).startsWith('•');
  }

  async expectUnsaved(unsaved = true): Promise<void> {
    await expect.poll(() => this.isUnsaved(), unsaved ? 'the design is changed' : 'nothing is unsaved').toBe(unsaved);
  }

  /** Something in the page that is there only while a design of that name is open. */
  title(name: string): Locator {
    return this.page.locator('header .title', { hasText: name });
  }

  pods(): Promise<number> {
    return this.designer.entry(/^Pod /).count();
  }

  element(id: string): Locator {
    return this.page.locator(`[data-element="${id}"]`);
  }
}
