import { type Locator, type Page } from '@playwright/test';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

test.use({ viewport: { width: 1920, height: 1080 }, contextOptions: { reducedMotion: 'reduce' } });

const layer = (page: Page): Locator => page.locator('.present');
const isOn = (page: Page, how: 'bare' | 'chrome'): Promise<void> =>
  expect(page.locator('html')).toHaveAttribute('data-present', how);
const isOff = (page: Page): Promise<void> => expect(page.locator('html')).not.toHaveAttribute('data-present');
const title = (page: Page): Locator => layer(page).getByRole('heading');
const blank = (page: Page): Locator => page.getByRole('img', { name: 'The screen is blank' });
const lines = (page: Page, count: number): Promise<void> =>
  expect(page.getByRole('img', { name: `Drawing over the picture: ${count} lines` })).toBeAttached();

/** So many scenes of the design as it is; the first one is shown. */
async function withScenes({ page }: DesignerPage, count: number): Promise<void> {
  await page.getByRole('tablist', { name: 'Drawer' }).getByRole('tab', { name: 'Scenes' }).click();
  await page.getByRole('button', { name: 'Capture a scene' }).click();
  for (let made = 1; made < count; made += 1)
    await page.getByRole('toolbar', { name: 'Scenes' }).getByRole('button', { name: 'Capture a scene' }).click();
  await page.getByRole('button', { name: 'Show Scene 1', exact: true }).click();
}

async function present(page: Page): Promise<void> {
  await page.keyboard.press('F5');
  await isOn(page, 'bare');
}

async function stroke(page: Page, y: number): Promise<void> {
  await page.mouse.move(700, y);
  await page.mouse.down();
  await page.mouse.move(900, y, { steps: 5 });
  await page.mouse.up();
}

test('presenting hides the chrome, fills the screen and is light whatever the window is; Escape leaves', async ({
  designer,
}) => {
  const { page } = designer;
  await designer.choose('View', 'Switch light and dark');
  await page.keyboard.press('F5');
  await isOn(page, 'bare');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  for (const part of [designer.palette, designer.inspector, designer.matrix, designer.status])
    await expect(part).toBeHidden();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await expect(layer(page).getByRole('status')).toContainText('has no scenes yet');
  await page.keyboard.press('i');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Escape');
  await isOff(page);
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(designer.palette).toBeVisible();
});

test('without scenes the keys of a remote say so and change nothing', async ({ designer }) => {
  const { page } = designer;
  await present(page);
  const before = await designer.placeOf('Pod prod/backend on');
  await page.keyboard.press('PageDown');
  await expect(layer(page).getByRole('status')).toContainText('has no scenes yet');
  await page.keyboard.press('Escape');
  expect(await designer.placeOf('Pod prod/backend on')).toBe(before);
});

for (const [next, previous] of [
  ['ArrowRight', 'ArrowLeft'],
  ['ArrowDown', 'ArrowUp'],
  ['PageDown', 'PageUp'],
] as const)
  test(`${next} and ${previous} step through the scenes`, async ({ designer }) => {
    const { page } = designer;
    await withScenes(designer, 2);
    await present(page);
    await expect(title(page)).toContainText('Scene 1');
    await page.keyboard.press(next);
    await expect(title(page)).toContainText('Scene 2');
    await page.keyboard.press(next);
    await expect(layer(page).getByRole('status')).toContainText('last scene');
    await page.keyboard.press(previous);
    await expect(title(page)).toContainText('Scene 1');
  });

test('blank, laser, spotlight and pen come by a key and go by it, or layer by layer by Escape', async ({
  designer,
}) => {
  const { page } = designer;
  await present(page);
  await page.mouse.move(600, 400);
  await page.keyboard.press('b');
  await expect(blank(page)).toBeVisible();
  await page.keyboard.press('b');
  await expect(blank(page)).toBeHidden();

  await page.keyboard.press('l');
  await page.mouse.move(640, 420);
  await expect(page.locator('[data-laser="640,420"]')).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.locator('[data-laser]')).toHaveCount(0);

  await page.keyboard.press('s');
  const ring = page.locator('[data-spot]');
  await expect(ring).toHaveAttribute('data-spot', '220');
  const zoom = page.locator('.texts');
  const before = await zoom.evaluate((element) => element.textContent);
  await page.mouse.wheel(0, -100);
  await expect(ring).toHaveAttribute('data-spot', '246');
  expect(await zoom.evaluate((element) => element.textContent)).toBe(before);

  await page.keyboard.press('b');
  await page.keyboard.press('Escape');
  await expect(blank(page)).toBeHidden();
  await expect(ring).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ring).toHaveCount(0);
  await isOn(page, 'bare');
  await page.keyboard.press('Escape');
  await isOff(page);
});

test('what is drawn over the picture touches nothing of the design, moves along and is cleared', async ({
  designer,
}) => {
  const { page } = designer;
  await present(page);
  await page.keyboard.press('d');
  await stroke(page, 200);
  await lines(page, 1);
  await page.keyboard.press('3');
  await stroke(page, 240);
  await lines(page, 2);
  await expect(page.locator('path.pen-1')).toHaveCount(1);
  await expect(page.locator('path.pen-3')).toHaveCount(1);
  const at = (): Promise<number> => page.locator('path.pen-1').evaluate((path) => path.getBoundingClientRect().width);
  const wide = await at();
  await page.keyboard.press('d');
  await page.keyboard.press('Control+-');
  await expect.poll(at).toBeLessThan(wide * 0.9);
  await lines(page, 2);
  await page.keyboard.press('c');
  await lines(page, 0);
  await page.keyboard.press('Escape');
  expect(await designer.history()).toEqual([]);
});

test('F focuses what is selected, and its verdict stands below in one sentence', async ({ designer }) => {
  const { page } = designer;
  await present(page);
  await expect(layer(page).getByRole('status')).toContainText('has no scenes yet');
  await page.keyboard.press('f');
  await expect(layer(page).getByRole('status').filter({ hasText: 'Nothing is selected' })).toBeVisible();
  await designer.arrow('prod/backend', 'host/node-worker').click();
  const verdict = layer(page).getByRole('status').filter({ hasText: 'prod/backend → host/node-worker' });
  await expect(verdict).toContainText('partly allowed');
  await expect(verdict).toContainText('the tier’s default action is Deny');
  const labels = page.locator('[data-label]');
  const all = await labels.count();
  await page.keyboard.press('f');
  await expect.poll(() => labels.count()).toBeLessThan(all);
  await page.keyboard.press('Escape');
  await expect.poll(() => labels.count()).toBe(all);
  await isOn(page, 'bare');
});

test('the panels come back to edit with; what is edited recolours, and R brings the scene back', async ({
  designer,
}) => {
  const { page } = designer;
  await withScenes(designer, 1);
  await present(page);
  await page.keyboard.press('.');
  await isOn(page, 'chrome');
  await expect(designer.palette).toBeVisible();
  // The picture gives way to the panels, which keep their own size.
  const foot = async (place: Locator): Promise<number> => {
    const { y, height } = (await place.boundingBox()) ?? { y: Infinity, height: 0 };
    return y + height;
  };
  const lowest = await designer.card('Namespace kube-system');
  await expect.poll(async () => (await foot(designer.canvas)) - (await foot(lowest))).toBeGreaterThan(0);
  await page.getByRole('tablist', { name: 'Drawer' }).getByRole('tab', { name: 'Matrix' }).click();
  await expect(designer.matrix.locator('.legend')).not.toHaveCSS('font-size', '24px');
  await designer.openPolicy('node-host-firewall');
  await page.keyboard.press('Delete');
  await page.keyboard.press('.');
  await isOn(page, 'bare');
  await designer.arrow('prod/backend', 'host/node-worker').toBe('allowed');
  await page.keyboard.press('r');
  await designer.arrow('prod/backend', 'host/node-worker').toBe('partly allowed');
});

test('letters that are typed into a field while presenting are text', async ({ designer }) => {
  const { page } = designer;
  await present(page);
  await page.keyboard.press('.');
  const field = designer.palette.getByRole('searchbox');
  await field.fill('');
  await field.pressSequentially('blsd.');
  await expect(field).toHaveValue('blsd.');
  await expect(blank(page)).toHaveCount(0);
  await isOn(page, 'chrome');
});

test('the presenter’s window shows notes and the next scene, runs the clock and steers', async ({
  designer,
  context,
}) => {
  const { page } = designer;
  await withScenes(designer, 2);
  await page
    .getByRole('textbox', { name: /^Notes of/ })
    .first()
    .fill('Say why the node is open.');
  await page.keyboard.press('Tab');
  const opened = context.waitForEvent('page');
  await designer.choose('Present', 'Presenter window');
  const presenter = await opened;
  await expect(presenter.getByRole('heading', { name: 'Not presenting' })).toBeVisible();
  await presenter.getByRole('button', { name: 'Present', exact: true }).click();
  await isOn(page, 'bare');
  await expect(presenter.getByRole('heading', { name: 'Scene 1' })).toBeVisible();
  await expect(presenter.getByRole('region', { name: 'Notes' })).toHaveText('Say why the node is open.');
  await expect(presenter.getByText('Next Scene 2')).toBeVisible();
  await expect(presenter.getByRole('timer')).toHaveText(/^0:0[1-9]$/);
  await presenter.getByRole('button', { name: 'Next ›' }).click();
  await expect(title(page)).toContainText('Scene 2');
  await presenter.getByRole('button', { name: 'Blank the screen' }).click();
  await expect(blank(page)).toBeVisible();
  await presenter.keyboard.press('b');
  await expect(blank(page)).toBeHidden();
  await presenter.getByRole('navigation').getByRole('button', { name: 'Scene 1' }).click();
  await expect(title(page)).toContainText('Scene 1');
  await presenter.getByRole('button', { name: 'Stop' }).click();
  const stood = await presenter.getByRole('timer').textContent();
  await presenter.waitForTimeout(1_200);
  await expect(presenter.getByRole('timer')).toHaveText(stood ?? '');
  await presenter.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(presenter.getByRole('timer')).toHaveText('0:00');
  await presenter.getByRole('button', { name: 'End' }).click();
  await isOff(page);
  await page.close({ runBeforeUnload: false });
  await expect(presenter.getByRole('heading', { name: 'The window that presents was closed' })).toBeVisible();
});
