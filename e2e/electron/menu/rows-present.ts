import { expect, type Locator } from '@playwright/test';
import type { MenuDesk } from './menu-desk.ts';
import { row, type MenuRow, type MenuRows } from './menu-row.ts';

type Step = (desk: MenuDesk) => Promise<void>;

const root = ({ page }: MenuDesk): Locator => page.locator('html');
const layer = ({ page }: MenuDesk): Locator => page.locator('.present');
const hint = (desk: MenuDesk): Locator =>
  layer(desk)
    .getByRole('status')
    .filter({ hasText: /no scenes yet|selected/ });

const start: Step = async (desk) => {
  await desk.choose('present');
  await expect(root(desk)).toHaveAttribute('data-present', 'bare');
};
/** Whatever tool is held, one wish ends it all. */
const stop: Step = async (desk) => {
  if ((await root(desk).getAttribute('data-present')) === null) return;
  await desk.choose('present');
  await expect(root(desk)).not.toHaveAttribute('data-present');
};
const isFull = ({ app }: MenuDesk): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen() === true);
const isAwake = ({ app }: MenuDesk): Promise<boolean> =>
  app.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].some((id) => powerSaveBlocker.isStarted(id)));

/** Seen while something is presented, and gone with the presentation. */
function whilePresenting(
  effect: string,
  seen: (desk: MenuDesk) => Promise<void>,
  before: Step = () => Promise.resolve(),
): MenuRow {
  return row(effect, seen, {
    before: async (desk) => {
      await start(desk);
      await before(desk);
    },
    after: stop,
  });
}
const ticked = (id: string, look: (desk: MenuDesk) => Promise<void>) => async (desk: MenuDesk) => {
  await look(desk);
  await expect.poll(async () => (await desk.item(id))?.checked).toBe(true);
};
const gentle = (desk: MenuDesk): Promise<void> => expect(hint(desk).first()).toBeVisible();

/** The design of the menu's test has no scenes: stepping says so. With scenes it is tried in the journeys. */
export const presentRows: MenuRows = {
  present: row(
    'the design fills the screen, which stays awake, without the chrome',
    async (desk) => {
      await expect(root(desk)).toHaveAttribute('data-present', 'bare');
      await expect.poll(() => isFull(desk)).toBe(true);
      expect(await isAwake(desk)).toBe(true);
    },
    {
      after: async (desk) => {
        await stop(desk);
        await expect.poll(() => isFull(desk)).toBe(false);
        expect(await isAwake(desk)).toBe(false);
      },
    },
  ),
  'presenter-window': row(
    'a window with the presenter’s notes opens',
    async ({ app }) => {
      await expect.poll(() => app.windows().length).toBe(2);
      const presenter = app.windows()[1];
      if (presenter === undefined) throw new Error('no window was opened');
      await expect(presenter.getByRole('heading', { name: 'Not presenting' })).toBeVisible();
    },
    {
      after: async ({ app, page }) => {
        await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[1]?.close());
        await expect.poll(() => app.windows().length).toBe(1);
        await page.bringToFront();
      },
    },
  ),
  'present-next': whilePresenting('the next scene, or a word that there are none', gentle),
  'present-previous': whilePresenting('the scene before, or a word that there are none', gentle),
  'present-reset': whilePresenting('the scene as it was captured, or a word that there are none', gentle),
  'present-laser': whilePresenting(
    'the pointer is a red light',
    ticked('present-laser', ({ page }) => expect(page.locator('svg.laser')).toBeAttached()),
  ),
  'present-spotlight': whilePresenting(
    'all but a circle is dark',
    ticked('present-spotlight', ({ page }) => expect(page.locator('[data-spot]')).toBeVisible()),
  ),
  'present-draw': whilePresenting(
    'the pointer draws',
    ticked('present-draw', ({ page }) => expect(page.locator('svg.drawing')).toBeVisible()),
  ),
  'present-clear': whilePresenting(
    'what was drawn is gone',
    ({ page }) => expect(page.locator('.present path.pen-1')).toHaveCount(0),
    async (desk) => {
      await desk.choose('present-draw');
      await expect(desk.page.locator('svg.drawing')).toBeVisible();
      await desk.page.mouse.move(400, 300);
      await desk.page.mouse.down();
      await desk.page.mouse.move(500, 340);
      await desk.page.mouse.up();
      await expect(desk.page.locator('.present path.pen-1')).toHaveCount(1);
    },
  ),
  'present-focus': whilePresenting('what is selected stands out, or a word that nothing is', gentle),
  'present-blank': whilePresenting(
    'the screen is black',
    ticked('present-blank', ({ page }) => expect(page.getByRole('img', { name: 'The screen is blank' })).toBeVisible()),
  ),
  'present-chrome': whilePresenting(
    'the panels are back to edit with',
    ticked('present-chrome', ({ designer }) => expect(designer.palette).toBeVisible()),
  ),
  'present-theme': whilePresenting(
    'it is presented on dark',
    ticked('present-theme', (desk) => expect(root(desk)).toHaveAttribute('data-theme', 'dark')),
  ),
};
