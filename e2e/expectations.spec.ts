import type { Locator } from '@playwright/test';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

function tab({ page }: DesignerPage): Locator {
  return page.getByRole('tablist', { name: 'Drawer' }).getByRole('tab', { name: /^Expectations/ });
}
function lines({ page }: DesignerPage): Locator {
  return page.getByRole('list', { name: 'Expectations' }).getByRole('listitem');
}
function line(designer: DesignerPage, source: string, destination: string): Locator {
  return lines(designer).filter({
    has: designer.page.getByRole('button', { name: new RegExp(`${source} to ${destination} `) }),
  });
}

const [backend, worker] = ['prod/backend', 'host/node-worker'];

test('every flow is listed with what is expected and found; an edit of the design is held against it live', async ({
  designer,
}) => {
  const { page } = designer;
  await expect(tab(designer)).toHaveText('Expectations 5/5');
  await tab(designer).click();
  await expect(lines(designer)).toHaveCount(5);
  const denied = line(designer, backend, worker);
  await expect(denied).toContainText('Pass');
  await expect(denied).toContainText('TCP 8080');
  await denied.getByLabel('Expected of').selectOption('Allowed');
  await expect(denied).toContainText('Fail');
  await expect(tab(designer)).toHaveText('Expectations 4/5 1');
  await expect(page.getByRole('contentinfo').getByText('4 of 5 expectations met, 1 missed')).toBeVisible();
  await page.getByLabel('Failing only').check();
  await expect(lines(designer)).toHaveCount(1);
  await designer.undo();
  await expect(page.getByText('Nothing fails')).toBeVisible();
  await page.getByRole('button', { name: 'Show all 5 flows' }).click();
  await expect(lines(designer)).toHaveCount(5);
});

test('a line explains its pair; the keyboard walks, notes, deletes and takes back', async ({ designer }) => {
  const { page } = designer;
  await tab(designer).click();
  await designer.showTab('YAML');
  await line(designer, backend, worker).getByRole('button', { name: backend }).first().click();
  await expect(designer.inspector.getByRole('tab', { name: 'Verdict' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expect(lines(designer).first().locator('.line')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(lines(designer).nth(1).locator('.line')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(lines(designer)).toHaveCount(4);
  await expect(lines(designer).nth(1).locator('.line')).toBeFocused();
  await designer.undo();
  await expect(lines(designer)).toHaveCount(5);
  const note = line(designer, backend, worker).getByLabel('Note of');
  await note.fill('scanners do not get in');
  await note.press('Enter');
  expect(await designer.save()).toContain('note: scanners do not get in');
});

test('what is now is expected: of a cell, with a range of ports, and of all drawn arrows, each as one step', async ({
  designer,
}) => {
  const { page } = designer;
  const cell = designer.cell(backend, worker);
  await page.getByLabel('Traffic shown').fill('TCP/2379-2380');
  await cell.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Expect what is now (TCP/2379-2380)', exact: true }).click();
  await expect(tab(designer)).toHaveText('Expectations 6/6');
  await tab(designer).click();
  await expect(lines(designer).last()).toContainText('TCP 2379-2380');
  await expect(lines(designer).last()).toContainText('Allowed');
  await page.getByRole('button', { name: 'Expect what is now' }).click();
  await page.getByRole('menuitem', { name: 'Of all drawn arrows' }).click();
  await expect(page.getByText(/\d+ expectations added/)).toBeVisible();
  const count = await lines(designer).count();
  expect(count).toBeGreaterThan(6);
  await expect(tab(designer)).toHaveText(`Expectations ${count}/${count}`);
  await tab(designer).focus();
  await designer.undo();
  await expect(lines(designer)).toHaveCount(6);
  expect(await designer.save()).toContain('port: 2379:2380');
});

test('an expectation is added by naming its ends; an empty design says what to do', async ({ designer }) => {
  const { page } = designer;
  await tab(designer).click();
  await page.getByRole('button', { name: 'Add…' }).click();
  const form = page.getByRole('form', { name: 'Add an expectation' });
  await form.getByLabel('From').fill('prod/nobody');
  await form.getByLabel('To').fill(worker);
  await form.getByRole('button', { name: 'Next…' }).click();
  await expect(form.getByRole('alert')).toHaveText('There is no endpoint “prod/nobody”.');
  await form.getByLabel('From').fill(backend);
  await form.getByRole('button', { name: 'Next…' }).click();
  const flow = page.getByRole('dialog', { name: 'Flow' });
  await flow.getByRole('radio', { name: 'ICMP' }).click();
  await flow.getByLabel('Type').fill('8');
  await flow.getByRole('button', { name: 'Draw flow' }).click();
  await expect(lines(designer).last()).toContainText('ICMP 8');
  await expect(lines(designer).last()).toContainText('Fail');
  await form.getByRole('button', { name: 'Close' }).click();
  await designer.choose('File', 'New design');
  await page.getByRole('button', { name: 'Don’t save' }).click();
  await expect(page.getByText('Nothing is expected yet')).toBeVisible();
});
