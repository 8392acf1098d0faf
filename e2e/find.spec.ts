import { expect, test } from './journey.ts';

test('what is found stands out, is counted, and is walked through', async ({ designer }) => {
  const { page } = designer;
  await page.keyboard.press('Control+f');
  const find = page.getByRole('combobox', { name: 'Find', exact: true });
  await expect(find).toBeFocused();
  await find.fill('kind = host');
  await expect(page.getByRole('status', { name: 'Found' })).toHaveText('2 endpoints');
  await find.press('Enter');
  await expect(page.getByRole('status', { name: 'Found' })).toHaveText('1 of 2 endpoints');
  await expect(designer.field('Name').first()).toHaveValue('node-control-plane');
  await find.press('Enter');
  await expect(designer.field('Name').first()).toHaveValue('node-worker');
  await find.press('Shift+Enter');
  await expect(page.getByRole('status', { name: 'Found' })).toHaveText('1 of 2 endpoints');
});

test('arrows are found by verdict and ends, and selected as pairs', async ({ designer }) => {
  const { page } = designer;
  await page.keyboard.press('Control+f');
  await page.keyboard.type('verdict = partial and to = host/node-worker and from.kind = pod');
  await expect(page.getByRole('status', { name: 'Found' })).toHaveText('1 arrow');
  await page.keyboard.press('Enter');
  await expect(designer.cell('prod/backend', 'host/node-worker')).toHaveAttribute('aria-selected', 'true');
});

test('words are completed from the language and from the design; a mistake is shown with its place', async ({
  designer,
}) => {
  const { page } = designer;
  await designer.choose('View', 'Find and hide…');
  const find = page.getByRole('combobox', { name: 'Find', exact: true });
  await find.pressSequentially('name');
  await find.press('ArrowDown');
  await find.press('Enter');
  await find.pressSequentially('= back');
  await expect(page.getByRole('listbox', { name: 'Completions' }).getByRole('option')).toHaveText([/^backend/]);
  await find.press('ArrowDown');
  await find.press('Tab');
  await expect(find).toHaveValue('name = backend ');
  await expect(page.getByRole('status', { name: 'Found' })).toHaveText('1 endpoint');
  await find.fill('verdict = denied and door');
  await expect(find).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('expected allow, deny, partial or undecided, found “denied”')).toBeVisible();
});

test('what is hidden is not drawn, neither cards nor their arrows, until all is shown again', async ({ designer }) => {
  const { page } = designer;
  const backend = await designer.card('Pod prod/backend');
  const place = await designer.placeOf('Pod dev/frontend');
  await page.keyboard.press('Control+f');
  await page.getByRole('combobox', { name: 'Hide', exact: true }).fill('namespace = prod');
  await expect(backend).toHaveCount(0);
  await expect(designer.entry('Namespace prod')).toHaveCount(0);
  await expect(page.getByRole('status', { name: 'Hidden' })).toContainText('Hidden: 1 card');
  expect(await designer.placeOf('Pod dev/frontend')).toBe(place);
  await page.getByRole('button', { name: 'Close find and hide' }).click();
  await expect(backend).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all', exact: true }).click();
  await expect(backend).toBeVisible();
});

test('arrows are hidden by what they are; what was found can be hidden', async ({ designer }) => {
  const { page } = designer;
  await page.keyboard.press('Control+f');
  await page.getByRole('button', { name: 'Ready-made expressions' }).click();
  await page.getByRole('menuitem', { name: 'Partly allowed' }).click();
  await expect(page.getByRole('status', { name: 'Found' })).toContainText('arrows');
  await page.getByRole('button', { name: 'Hide found' }).click();
  await expect(page.getByRole('status', { name: 'Hidden' })).toContainText('2 arrows');
  await expect(designer.cell('prod/backend', 'host/node-worker')).toBeVisible();
});
