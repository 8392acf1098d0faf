import { expect } from '@playwright/test';
import type { MenuDesk } from './menu-desk.ts';
import { type MenuRow, type MenuRows, opens, row, shows } from './menu-row.ts';
import { compare, stopComparing } from './rows-file.ts';

type Step = (desk: MenuDesk) => Promise<void>;
type Look = 'theme' | 'colours';

const nothing: Step = () => Promise.resolve();
const looksLike = ({ page }: MenuDesk, look: Look, value: string): Promise<void> =>
  expect(page.locator('html')).toHaveAttribute(`data-${look}`, value);
const showCanvas: Step = async (desk) => {
  await desk.choose('show-canvas');
  await expect(desk.designer.stage('Canvas')).toHaveAttribute('aria-selected', 'true');
};
const showTiers: Step = async (desk) => {
  await desk.choose('show-tiers');
  await expect(desk.page.getByRole('region', { name: 'Tier board' })).toBeVisible();
};
const board = ({ page }: MenuDesk) => page.getByRole('region', { name: 'Tier board' });
const drawerTab = ({ page }: MenuDesk, name: string) =>
  page.getByRole('tablist', { name: 'Drawer' }).getByRole('tab', { name });
const showMatrix: Step = async (desk) => {
  if ((await drawerTab(desk, 'Matrix').getAttribute('aria-selected')) !== 'true')
    await drawerTab(desk, 'Matrix').click();
};
const percent = async ({ page }: MenuDesk): Promise<number> =>
  Number.parseInt(await page.getByRole('group', { name: 'Zoom' }).locator('.percent').innerText(), 10);
const zoomLevel = ({ app }: MenuDesk): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel() ?? Number.NaN);
const stateOf = ({ app }: MenuDesk): Promise<{ readonly full: boolean; readonly minimized: boolean }> =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { full: window?.isFullScreen() === true, minimized: window?.isMinimized() === true };
  });

/** A list of the drawer comes up. */
export function drawerRow(tab: string): MenuRow {
  return row(
    `the drawer shows ${tab}`,
    (desk) => expect(drawerTab(desk, tab)).toHaveAttribute('aria-selected', 'true'),
    {
      before: async (desk) => {
        const other = tab === 'Matrix' ? 'Problems' : 'Matrix';
        if ((await drawerTab(desk, other).getAttribute('aria-selected')) !== 'true')
          await drawerTab(desk, other).click();
      },
      after: showMatrix,
    },
  );
}

function themeRow(theme: 'light' | 'dark' | 'system', from: string, looks: 'light' | 'dark'): MenuRow {
  return row(
    `the window is ${looks}, the menu’s tick is there`,
    async (desk) => {
      await looksLike(desk, 'theme', looks);
      await expect.poll(async () => (await desk.item(`theme-${theme}`))?.checked).toBe(true);
      expect((await desk.item(from))?.checked).toBe(false);
    },
    { before: (desk) => desk.choose(from), after: (desk) => desk.choose('theme-light') },
  );
}

/** The canvas's zoom goes where it should. */
function zoomRow(effect: string, isRight: (now: number, before: number) => boolean): MenuRow {
  let before = 0;
  return row(effect, (desk) => expect.poll(async () => isRight(await percent(desk), before), effect).toBe(true), {
    before: async (desk) => {
      // From a zoom that is neither the actual size nor that of the whole design.
      await desk.choose('zoom-actual');
      await desk.choose('zoom-in');
      await expect.poll(() => percent(desk)).toBe(125);
      before = 125;
    },
  });
}

export const viewRows: MenuRows = {
  minimap: row('the small map is shown', ({ page }) => expect(page.getByTestId('minimap')).toBeVisible(), {
    before: ({ page }) => expect(page.getByTestId('minimap')).toHaveCount(0),
    after: (desk) => desk.choose('minimap'),
  }),
  'command-palette': opens('Command palette'),
  find: shows(
    'the bar to find and hide',
    ({ page }) => page.getByRole('region', { name: 'Find and hide' }),
    nothing,
    ({ page }) => page.getByRole('button', { name: 'Close find and hide' }).click(),
  ),
  'show-hidden': row(
    'what was hidden is drawn again',
    ({ designer }) => expect(designer.entry('Pod prod/client')).toHaveCount(1),
    {
      before: async ({ page, designer }) => {
        await page.keyboard.press('Control+f');
        await page.getByRole('combobox', { name: 'Hide', exact: true }).fill('name = client');
        await expect(designer.entry('Pod prod/client')).toHaveCount(0);
        await page.getByRole('button', { name: 'Close find and hide' }).click();
      },
    },
  ),
  'show-canvas': row(
    'the canvas is in front',
    ({ designer }) => expect(designer.stage('Canvas')).toHaveAttribute('aria-selected', 'true'),
    { before: showTiers },
  ),
  'show-tiers': shows('the tier board', board, showCanvas, showCanvas),
  'board-beside': row(
    'canvas and tier board are shown',
    async (desk) => {
      await expect(board(desk)).toBeVisible();
      await expect(desk.designer.canvas).toBeVisible();
    },
    {
      before: showCanvas,
      after: async (desk) => {
        await desk.choose('board-beside');
        await showCanvas(desk);
      },
    },
  ),
  'show-matrix': drawerRow('Matrix'),
  'show-problems': drawerRow('Problems'),
  'show-expectations': drawerRow('Expectations'),
  'show-history': drawerRow('History'),
  'show-compare': row(
    'the drawer shows the comparison',
    (desk) => expect(drawerTab(desk, 'Compare')).toHaveAttribute('aria-selected', 'true'),
    {
      before: async (desk) => {
        await compare(desk);
        await showMatrix(desk);
      },
      after: async (desk) => {
        await stopComparing(desk);
        await showMatrix(desk);
      },
    },
  ),
  'preview-staged': row(
    'the preview is shown, with its tick in the menu',
    async (desk) => {
      await expect(desk.page.getByRole('status').filter({ hasText: 'Preview:' })).toBeVisible();
      await expect.poll(async () => (await desk.item('preview-staged'))?.checked).toBe(true);
    },
    { after: ({ page }) => page.getByRole('button', { name: 'Leave preview' }).click() },
  ),
  'blast-radius': row(
    'what the selected pod reaches is said, with the menu’s tick',
    async (desk) => {
      await expect(desk.page.getByRole('status', { name: 'Reach' })).toContainText('From prod/client');
      await expect.poll(async () => (await desk.item('blast-radius'))?.checked).toBe(true);
    },
    {
      before: ({ designer }) => designer.select('Pod prod/client'),
      after: ({ page }) => page.getByRole('button', { name: 'Leave the blast radius' }).click(),
    },
  ),
  'trace-packet': row(
    'the drawer asks which packet to trace',
    async (desk) => {
      await expect(drawerTab(desk, 'Packet')).toHaveAttribute('aria-selected', 'true');
      await expect(desk.page.getByRole('form', { name: 'Packet to trace' })).toBeVisible();
    },
    { after: ({ page }) => page.getByRole('button', { name: 'Leave', exact: true }).click() },
  ),
  'zoom-in': zoomRow('the canvas is nearer', (now, before) => now > before),
  'zoom-out': zoomRow('the canvas is farther', (now, before) => now < before),
  'zoom-actual': zoomRow('the canvas is at 100 %', (now) => now === 100),
  'zoom-fit': zoomRow('the whole design is in sight', (now, before) => now !== before),
  'toggle-theme': row('the window is dark', (desk) => looksLike(desk, 'theme', 'dark'), {
    before: (desk) => desk.choose('theme-light'),
    after: (desk) => desk.choose('theme-light'),
  }),
  'theme-light': themeRow('light', 'theme-dark', 'light'),
  'theme-dark': themeRow('dark', 'theme-light', 'dark'),
  'theme-system': themeRow('system', 'theme-dark', 'light'),
  'safe-colours': row('allowed is blue', (desk) => looksLike(desk, 'colours', 'safe'), {
    after: async (desk) => {
      await desk.choose('safe-colours');
      await looksLike(desk, 'colours', 'standard');
    },
  }),
  'window-zoom-in': row(
    'texts and buttons are larger',
    (desk) => expect.poll(() => zoomLevel(desk)).toBeGreaterThan(0),
    {
      after: (desk) => desk.choose('window-zoom-reset'),
    },
  ),
  'window-zoom-out': row(
    'texts and buttons are smaller',
    (desk) => expect.poll(() => zoomLevel(desk)).toBeLessThan(0),
    {
      after: (desk) => desk.choose('window-zoom-reset'),
    },
  ),
  'window-zoom-reset': row('texts and buttons are as usual', (desk) => expect.poll(() => zoomLevel(desk)).toBe(0), {
    before: async (desk) => {
      await desk.choose('window-zoom-in');
      await expect.poll(() => zoomLevel(desk)).toBeGreaterThan(0);
    },
  }),
  'full-screen': row(
    'the window fills the screen',
    (desk) => expect.poll(async () => (await stateOf(desk)).full).toBe(true),
    {
      after: (desk) => desk.choose('full-screen'),
    },
  ),
};

export const windowRows: MenuRows = {
  minimize: row(
    'the window is minimized',
    (desk) => expect.poll(async () => (await stateOf(desk)).minimized).toBe(true),
    {
      after: ({ app }) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.restore()),
    },
  ),
};

export const helpRows: MenuRows = {
  shortcuts: opens('Keyboard shortcuts', { keys: '?' }),
  licences: row('the licences can be read', async ({ page }) => {
    const texts = page.getByRole('region', { name: 'Licences of what Firewright is made of' });
    await expect(texts).toContainText('MIT');
    await expect(texts).toContainText('SIL OPEN FONT LICENSE');
  }),
  about: row('name and version are told, and what it runs in', async ({ page }) => {
    const about = page.getByRole('dialog', { name: 'About Firewright' });
    await expect(about).toContainText(/Version \d+\.\d+\.\d+/);
    await expect(about).toContainText('Electron');
    await expect(about).toContainText('Apache License 2.0');
  }),
};
