import type { Locator } from '@playwright/test';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

function size({ page }: DesignerPage): Locator {
  return page.getByRole('status', { name: 'Size of the matrix' });
}

function filter({ page }: DesignerPage): Locator {
  return page.getByRole('combobox', { name: 'Filter rows and columns' });
}

async function copied({ page }: DesignerPage): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

test('rows and columns are filtered together, separately, and by their cells', async ({ designer }) => {
  const { page } = designer;
  await expect(size(designer)).toHaveText('7 × 7');
  await filter(designer).fill('kind = host');
  await expect(size(designer)).toHaveText('2 × 2');
  await page.getByRole('button', { name: 'One filter for rows and columns' }).click();
  await page.getByRole('combobox', { name: 'Filter columns' }).fill('namespace = prod');
  await expect(size(designer)).toHaveText('2 × 1');
  await page.getByRole('button', { name: 'One filter for rows and columns' }).click();
  await filter(designer).fill('verdict = partial and to = host/node-worker');
  await expect(page.getByRole('columnheader', { name: 'host/node-worker' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'host/node-control-plane' })).toHaveCount(0);
  await filter(designer).fill('no-such-thing');
  await page.getByRole('button', { name: 'Show all endpoints' }).click();
  await expect(size(designer)).toHaveText('7 × 7');
});

test('one port alone is shown, from the summary and from the evaluator', async ({ designer }) => {
  const { page } = designer;
  const cell = designer.cell('prod/backend', 'host/node-worker');
  await expect(cell).toHaveText('±');
  await page.getByLabel('Traffic shown').fill('TCP/22');
  await expect(cell).toHaveText('✓');
  await page.getByLabel('Traffic shown').fill('TCP/8080');
  await expect(cell).toHaveText('✕');
  await expect(cell).toHaveAttribute('aria-label', 'prod/backend to host/node-worker: TCP/8080 denied');
  await page.getByLabel('Traffic shown').fill('tcp/99999');
  await expect(page.getByText('is no port from 1 to 65535')).toBeVisible();
  await page.getByRole('button', { name: 'Traffic to show' }).click();
  await page.getByRole('menuitem', { name: 'All traffic' }).click();
  await expect(cell).toHaveText('±');
});

test('groups show merged counts and collapse by their headers', async ({ designer }) => {
  const { page } = designer;
  await page.getByLabel('Group the matrix').selectOption('namespace');
  await page.getByRole('button', { name: 'Collapse all' }).click();
  const merged = page.getByRole('gridcell', { name: 'all of prod to all of Hosts: 1 allowed, 1 partly allowed' });
  await expect(merged).toHaveText('±1');
  const header = page.getByRole('rowheader', { name: /^prod\s*1/ });
  await expect(header).toHaveAttribute('aria-expanded', 'false');
  await header.click();
  await expect(header).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('rowheader', { name: 'prod/backend' })).toBeVisible();
});

test('the keyboard walks cells and headers; Enter opens the verdict and selects endpoints', async ({ designer }) => {
  const { page } = designer;
  await designer.cell('calico-system/calico-node', 'dev/frontend').click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(designer.cell('dev/frontend', 'kube-system/kube-apiserver')).toHaveAttribute('aria-selected', 'true');
  await designer.showTab('YAML');
  await designer.matrix.focus();
  await page.keyboard.press('Enter');
  await expect(designer.inspector.getByRole('tab', { name: 'Verdict' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await designer.showTab('Properties');
  await expect(designer.field('Name').first()).toHaveValue('frontend');
  await expect(designer.cell('dev/frontend', 'kube-system/kube-apiserver')).toHaveAttribute('aria-selected', 'false');
});

test('the whole matrix and marked cells are copied as CSV and Markdown', async ({ designer }) => {
  const { page } = designer;
  await filter(designer).fill('kind = host or prod/backend');
  await page.getByRole('button', { name: 'Copy the matrix' }).click();
  await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click();
  await expect(designer.notice('Copied 3 × 3 cells as Markdown.')).toBeVisible();
  expect(await copied(designer)).toContain(
    '| source / destination | prod/backend | host/node-control-plane | host/node-worker |\n| --- | --- | --- | --- |\n| prod/backend |  | allow | partial: ',
  );
  await designer.cell('host/node-control-plane', 'prod/backend').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  await expect(designer.notice('Copied 2 × 1 cells as CSV.')).toBeVisible();
  expect(await copied(designer)).toBe(
    'source / destination,prod/backend\r\nhost/node-control-plane,allow\r\nhost/node-worker,allow\r\n',
  );
});

test('a cell’s menu draws what is expected, as one step', async ({ designer }) => {
  const { page } = designer;
  await page.getByLabel('Traffic shown').fill('TCP/22');
  await designer.cell('dev/frontend', 'host/node-control-plane').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Expect what is now (TCP/22)' }).click();
  await expect(designer.notice('expected to be allowed')).toBeVisible();
  await filter(designer).fill('expected = allow and from = dev/frontend');
  await expect(size(designer)).toHaveText('1 × 1');
  await designer.matrix.focus();
  await designer.undo();
  await expect(page.getByText('Nothing fits the filter')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('a row’s header selects its endpoint', async ({ designer }) => {
  await designer.page.getByRole('rowheader', { name: 'host/node-worker' }).click();
  await expect(designer.field('Name').first()).toHaveValue('node-worker');
});
