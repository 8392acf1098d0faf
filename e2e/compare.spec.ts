import type { Locator } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

/** The first lesson before it had its policy, with a pod more. */
async function olderLesson(): Promise<string> {
  const text = await readFile('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8');
  const objects = text.split('---\n').filter((object) => !object.includes('kind: GlobalNetworkPolicy'));
  return [...objects, 'apiVersion: v1\nkind: Pod\nmetadata: { name: gone, namespace: prod }\n'].join('---\n');
}

class ComparePage extends DesignerPage {
  get lines(): Locator {
    return this.page.getByRole('list', { name: 'Connections that differ' }).getByRole('button');
  }
  get bar(): Locator {
    return this.page.getByRole('toolbar', { name: 'Comparison' });
  }
  async compareWithOlder(): Promise<void> {
    await this.chooseFiles('Compare with a file…', [{ name: 'older.yaml', text: await olderLesson() }]);
    await expect(this.bar.getByRole('status')).toContainText('changed');
  }
}

test('what differs from another design is listed, drawn, explained, and follows edits', async ({ page, goOffline }) => {
  const designer = new ComparePage(page);
  await designer.start();
  await goOffline(page);
  const name = await page.title();
  await designer.compareWithOlder();

  const narrowed = designer.lines.filter({ hasText: 'dev/frontend → host/node-control-plane' });

  await test.step('the open design stays open', async () => {
    expect(await page.title()).toBe(name);
    await expect(page.getByRole('radio', { name: 'Compared' })).toHaveAttribute('aria-checked', 'true');
    await expect(page.getByText('Only in older.yaml: prod/gone')).toBeVisible();
  });
  await test.step('a line says what no longer passes, and selects its pair', async () => {
    await expect(narrowed).toHaveAccessibleName(/passes no longer/);
    await narrowed.click();
    await expect(page.getByRole('tab', { name: 'Verdict' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByLabel('Before', { exact: true })).toContainText('Allowed');
  });
  await test.step('effects are hidden by their buttons, in the list and on the canvas', async () => {
    const all = await designer.lines.count();
    await designer.bar.getByRole('button', { name: /^Narrowed/ }).click();
    expect(await designer.lines.count()).toBeLessThan(all);
    await designer.bar.getByRole('button', { name: /^Narrowed/ }).click();
    await expect(designer.lines).toHaveCount(all);
  });
  await test.step('it follows edits', async () => {
    await page.keyboard.press('Control+2');
    await page.getByText('node-host-firewall').first().click();
    await page.keyboard.press('Delete');
    await expect(narrowed).toHaveCount(0);
    await designer.undo();
    await expect(narrowed).toBeVisible();
  });
  await test.step('Escape leaves', async () => {
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('tab', { name: 'Compare' })).toHaveCount(0);
    await expect(page.getByRole('radio', { name: 'Compared' })).toHaveCount(0);
    await expect(designer.matrix).toBeVisible();
  });
});

test('the comparison is copied as CSV and left by its button', async ({ page, context, goOffline }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const designer = new ComparePage(page);
  await designer.start();
  await goOffline(page);
  await designer.compareWithOlder();
  await designer.bar.getByRole('button', { name: 'Copy the comparison' }).click();
  await page.getByRole('menuitem', { name: 'Copy as CSV' }).click();
  await expect(page.getByText(/^Copied \d+ lines as CSV\.$/)).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^what,change,effect,source,destination,before,after,gained,lost,unclear\r\nconnection,/);
  expect(text).toContain('\r\nendpoint,removed,,prod/gone,');
  await designer.bar.getByRole('button', { name: 'Leave' }).click();
  await expect(designer.matrix).toBeVisible();
});

test('a file that holds nothing is said, and nothing is compared', async ({ page, goOffline }) => {
  const designer = new ComparePage(page);
  await designer.start();
  await goOffline(page);
  await designer.chooseFiles('Compare with a file…', [{ name: 'bad.yaml', text: 'a: [' }]);
  await expect(page.getByText(/^Nothing to compare with in bad\.yaml/)).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Compare' })).toHaveCount(0);
});
