import { expect, type Download, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { Arrow } from './arrow.ts';
import { boxOf, Drag, middleOf, type Point } from './drag.ts';

export type MenuName = 'File' | 'Edit' | 'Arrange' | 'View' | 'Present' | 'Help';

/** The program's window in the words of its user. */
export class DesignerPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the program and waits until the first verdicts are there. */
  async start(): Promise<void> {
    await this.withoutPickers();
    await this.page.goto('./');
    await expect(this.matrix).toBeVisible();
  }

  /** Without the browser's own file dialogs, which no test can answer, the program uses a file field and downloads. */
  async withoutPickers(): Promise<void> {
    await this.page.addInitScript(() => {
      for (const picker of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker'])
        Object.defineProperty(window, picker, { value: undefined });
    });
  }

  // Commands

  async choose(menu: MenuName, item: string): Promise<void> {
    await this.page.getByRole('toolbar', { name: 'Application menu' }).getByRole('button', { name: menu }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async openSample(title: string): Promise<void> {
    await this.choose('File', 'Samples and recent files…');
    await this.sample(title).click();
    await expect(this.dialog('Start')).toHaveCount(0);
  }

  /** On the start page, where a lesson may have the same title. */
  sample(title: string): Locator {
    const samples = this.dialog('Start').getByRole('list', { name: 'Samples' }).getByRole('button');
    return samples.filter({ has: this.page.getByText(title, { exact: true }) });
  }

  async undo(): Promise<void> {
    await this.page.keyboard.press('Control+z');
  }

  /** Saves and returns what was written. */
  async save(): Promise<string> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.page.keyboard.press('Control+s')]);
    return textOf(download);
  }

  /** Answers the next file dialog with these files. */
  async chooseFiles(
    menuItem: 'Open…' | 'Import manifests…' | 'Compare with a file…',
    files: readonly NamedText[],
  ): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.choose('File', menuItem)]);
    await chooser.setFiles(
      files.map(({ name, text }) => ({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) })),
    );
  }

  /**
   * Drags these files of the disk over the canvas, as a file manager does. Playwright has no drag from outside the window;
   * the browser's own protocol has, and the drag ends with the session.
   *
   * @returns lets go of them
   */
  async dragFiles(files: readonly string[]): Promise<() => Promise<void>> {
    const session = await this.page.context().newCDPSession(this.page);
    const { x, y } = await middleOf(this.canvas);
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    const send = async (type: 'dragEnter' | 'dragOver' | 'drop'): Promise<void> => {
      await session.send('Input.dispatchDragEvent', { type, x, y, data });
    };
    await send('dragEnter');
    await send('dragOver');
    return () => send('drop');
  }

  /** Says yes to what an import would change. */
  async confirmImport(): Promise<void> {
    await this.page
      .getByRole('dialog', { name: /^Import / })
      .getByRole('button', { name: 'Import', exact: true })
      .click();
  }

  dialog(title: string): Locator {
    return this.page.getByRole('dialog', { name: title });
  }

  // Canvas and palette

  get canvas(): Locator {
    return this.page.getByRole('region', { name: 'Canvas' });
  }

  /** An endpoint's or box's line in the tree beside the canvas: `Pod prod/backend`, `Namespace prod`. */
  entry(name: string | RegExp): Locator {
    return this.page.getByRole('tree', { name: 'Endpoints on the canvas' }).getByRole('treeitem', { name });
  }

  /** The card or box that is drawn for that line. */
  async card(name: string): Promise<Locator> {
    const id = await this.entry(name).first().getAttribute('data-entry');
    return this.page.locator(`[data-element="${id}"]`);
  }

  /** Where its card lies in the design, wherever the canvas is panned or zoomed to. */
  async placeOf(name: string): Promise<string> {
    return (await this.card(name)).evaluate((card: HTMLElement) => `${card.offsetLeft}, ${card.offsetTop}`);
  }

  /** The head of a box, where no card of its own lies. */
  async box(name: string): Promise<Point> {
    const { x, y } = await boxOf(await this.card(name));
    return { x: x + 60, y: y + 14 };
  }

  /** Every endpoint, box and arrow that is drawn, in words. */
  async entries(): Promise<readonly string[]> {
    const lines = this.page.locator('[data-keyboard-targets] [data-entry]');
    return (await lines.allTextContents()).map((text) => text.trim());
  }

  arrow(source: string, destination: string): Arrow {
    return new Arrow(this.page, source, destination);
  }

  /** A point of the canvas where nothing lies. */
  async emptyPlace(): Promise<Point> {
    const { x, y, width } = (await this.canvas.boundingBox()) ?? { x: 0, y: 0, width: 0 };
    return { x: x + width - 30, y: y + 90 };
  }

  // Keyboard

  /** Presses Tab until the focus is there. */
  async tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < mostTabs; presses += 1) {
      if (await isFocused(target)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${target.toString()}`);
  }

  /** Walks the canvas's twin from its first line down until the focus is there. */
  async walkTo(target: Locator): Promise<void> {
    await this.page.keyboard.press('Home');
    for (let presses = 0; presses < mostTabs; presses += 1) {
      if (await isFocused(target)) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`The down arrow does not lead to ${target.toString()}`);
  }

  /** What the keyboard picked up, and what dropping it on the focused target would do. */
  get heldChip(): Locator {
    return this.page.locator('.ghost.docked');
  }

  chip(name: string): Locator {
    return this.palette.getByRole('button', { name, exact: true });
  }

  dragLabel(label: string): Drag {
    return new Drag(this.page, this.chip(`Label ${label}`));
  }

  /** An entity or a rule of the palette. */
  drag(chip: string): Drag {
    return new Drag(this.page, this.chip(chip));
  }

  /** Pulls a flow out of the handle that a card shows under the pointer. */
  async dragFlow(from: string): Promise<Drag> {
    await (await this.card(from)).hover({ force: true });
    return new Drag(this.page, this.page.getByRole('button', { name: /^Draw a flow from / }));
  }

  /** What a flow's drop asks for. */
  get flowForm(): Locator {
    return this.page.getByRole('dialog', { name: 'Flow' });
  }

  /** Writes a label that no object has yet; its chip is the first one. */
  async newLabel(label: string): Promise<void> {
    await this.palette.getByLabel('New label').fill(label);
  }

  async chooseRule(action: string, direction: string): Promise<void> {
    await this.palette.getByRole('radio', { name: action, exact: true }).click();
    await this.palette.getByRole('radio', { name: new RegExp(`^${direction}$`, 'i') }).click();
  }

  get palette(): Locator {
    return this.page.getByRole('region', { name: 'Palette' });
  }

  get dropMenu(): Locator {
    return this.page.getByRole('menu', { name: /^Where to put/ });
  }

  // Tier board

  stage(name: 'Canvas' | 'Tiers'): Locator {
    return this.page.getByRole('tablist', { name: 'Stage' }).getByRole('tab', { name });
  }

  tierLane(name: string): Locator {
    return this.page.getByRole('listitem', { name: `Tier ${name}`, exact: true });
  }

  policyCard(name: string): Locator {
    return this.page.locator(`[data-policy$="/${name}"]`);
  }

  /** A card of the board, pulled by its face. */
  dragCard(name: string): Drag {
    return new Drag(this.page, this.policyCard(name).locator('.face'));
  }

  // Matrix

  get matrix(): Locator {
    return this.page.getByRole('grid', { name: /^Verdict matrix/ });
  }

  cell(source: string, destination: string): Locator {
    return this.matrix.getByRole('gridcell', { name: `${source} to ${destination}: ` });
  }

  /** The whole matrix in words, by `source to destination`. */
  async verdicts(): Promise<ReadonlyMap<string, string>> {
    const labels = await this.matrix
      .getByRole('gridcell')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''));
    return new Map(labels.map((label) => [label.slice(0, label.indexOf(': ')), label.slice(label.indexOf(': ') + 2)]));
  }

  // Inspector

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Inspector' });
  }

  async showTab(name: 'Properties' | 'Verdict' | 'YAML'): Promise<void> {
    await this.inspector.getByRole('tab', { name }).click();
  }

  /** Selects a card or a box by clicking its head. */
  async select(name: string): Promise<void> {
    const { x, y } = (await (await this.card(name)).boundingBox()) ?? { x: 0, y: 0 };
    await this.page.mouse.click(x + 24, y + 10);
  }

  /** Selects a policy in the list of objects that the inspector shows while nothing is selected. */
  async openPolicy(name: string): Promise<void> {
    await this.inspector.getByRole('button', { name: new RegExp(`^${name} `) }).click();
  }

  /** A rule's line in the inspector; a click opens and closes its fields. */
  rule(direction: 'Ingress' | 'Egress', number: number): Locator {
    return this.inspector
      .getByRole('region', { name: `${direction} rules` })
      .locator('.summary')
      .nth(number - 1);
  }

  /** An editor of a selector. */
  selectorField(label: string): Locator {
    return this.inspector.getByRole('textbox', { name: label, exact: true });
  }

  field(label: string): Locator {
    return this.inspector.getByLabel(label, { exact: true });
  }

  /** The traffic of the selected pair by verdict, as the Verdict panel lists it. */
  get portClasses(): Locator {
    return this.inspector.getByRole('list', { name: 'Port classes' }).first().locator('> li');
  }

  /** The form below the verdict, with its answer. */
  get asking(): Locator {
    return this.inspector.getByRole('region', { name: 'Ask for one connection' });
  }

  async ask(): Promise<void> {
    await this.asking.getByRole('button', { name: 'Ask', exact: true }).click();
  }

  get checkpoints(): Locator {
    return this.inspector.getByRole('list', { name: 'Checkpoints in order' });
  }

  // Drawer, notices, status

  async showDrawer(name: 'Matrix' | 'Problems' | 'Expectations' | 'History'): Promise<void> {
    await this.page.getByRole('tablist', { name: 'Drawer' }).getByRole('tab', { name }).click();
  }

  notice(text: string | RegExp): Locator {
    return this.page.locator('.notice').filter({ hasText: text });
  }

  /** The colours of the palette's search field, as computed, and how well they can be told apart (WCAG 2.1). */
  colours(): Promise<{ surface: string; text: string; contrast: number }> {
    return this.palette.getByRole('searchbox').evaluate((field) => {
      const { color, backgroundColor } = getComputedStyle(field);
      const luminance = (colour: string): number => {
        const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
          const share = Number(part) / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const [darker = 0, lighter = 0] = [luminance(color), luminance(backgroundColor)].sort((a, b) => a - b);
      return { surface: backgroundColor, text: color, contrast: (lighter + 0.05) / (darker + 0.05) };
    });
  }

  get status(): Locator {
    return this.page.getByRole('contentinfo', { name: 'Status' });
  }

  /** The steps that can be undone, oldest first. */
  async history(): Promise<readonly string[]> {
    await this.showDrawer('History');
    const steps = await this.page.getByRole('list', { name: 'History' }).locator('.truncate').allTextContents();
    await this.showDrawer('Matrix');
    return steps.slice(1);
  }
}

/** More stops than a window of this program has. */
const mostTabs = 150;

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}
