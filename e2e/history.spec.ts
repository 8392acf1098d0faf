import type { Page } from '@playwright/test';
import { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

const name = 'firewall-the-nodes.firewright.yaml';

async function twoSteps(designer: DesignerPage): Promise<void> {
  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  await designer.dragLabel('env=dev').onto(await designer.card('Pod dev/frontend'));
}

/** The window is closed without a word and the program started anew: what a crash or a quick close leaves. */
async function startedAnew(page: Page): Promise<DesignerPage> {
  const next = new DesignerPage(await page.context().newPage());
  await page.close({ runBeforeUnload: false });
  await next.withoutPickers();
  await next.page.goto('./');
  return next;
}

function steps({ page }: DesignerPage): ReturnType<Page['getByRole']> {
  return page.getByRole('list', { name: 'History' }).getByRole('button');
}

test('a step is gone to by a click and by the keyboard; what is undone is marked', async ({ designer, page }) => {
  const before = await designer.verdicts();
  await twoSteps(designer);
  await designer.showDrawer('History');
  await expect(steps(designer)).toHaveCount(3);
  await expect(page.getByText('2 steps', { exact: true })).toBeVisible();
  await steps(designer).first().click();
  await expect(steps(designer).first()).toHaveAttribute('aria-current', 'step');
  await expect(steps(designer).nth(2)).toContainText('undone');
  await expect(page.getByText('2 steps, 2 undone')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(steps(designer).nth(2)).toHaveAttribute('aria-current', 'step');
  await steps(designer).first().click();
  await designer.showDrawer('Matrix');
  expect(await designer.verdicts()).toEqual(before);
});

test('after saving, closing and opening the same file the undo list is there and leads all the way back', async ({
  designer,
  page,
}) => {
  const first = await page.evaluate(() => document.title);
  await twoSteps(designer);
  const saved = await designer.save();
  await designer.showDrawer('History');
  await expect(steps(designer).nth(2)).toContainText('saved');

  const next = await startedAnew(page);
  await expect(next.dialog('Start')).toBeVisible();
  await next.page.keyboard.press('Escape');
  await next.chooseFiles('Open…', [{ name, text: saved }]);
  await next.showDrawer('History');
  await expect(steps(next)).toHaveCount(3);
  await expect(steps(next).nth(2)).toContainText('saved');
  await expect(next.status).toContainText('Saved');
  await steps(next).first().click();
  await expect(next.status).toContainText('Unsaved');
  const back = await next.save();
  expect(back).not.toContain('role: node\n    app: backend');
  expect(back.length).toBeLessThan(saved.length);
  expect(first).toContain(name);
});

test('where the file was changed outside, the list is left out and that is said', async ({ designer, page }) => {
  await twoSteps(designer);
  const saved = await designer.save();
  await designer.chooseFiles('Open…', [{ name, text: `# by hand\n${saved}` }]);
  await expect(designer.notice('was changed by another program')).toBeVisible();
  await designer.showDrawer('History');
  await expect(page.getByText('Nothing to undo yet')).toBeVisible();
});

test('work that is restored after a crash has its undo list', async ({ designer, page }) => {
  await twoSteps(designer);
  // The recovery copy is written a moment after the change.
  await page.waitForTimeout(4000);
  const next = await startedAnew(page);
  await next.dialog('Restore unsaved work?').getByRole('button', { name: 'Restore' }).click();
  await next.showDrawer('History');
  await expect(steps(next)).toHaveCount(3);
  await steps(next).first().click();
  await expect(next.entry('Pod prod/backend')).toBeVisible();
});
