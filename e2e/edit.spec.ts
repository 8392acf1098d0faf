import { expect, test } from './journey.ts';

test('the inspector edits policy, labels and names, a pod goes, and undo brings all of it back', async ({
  designer,
}) => {
  const { page } = designer;
  const before = await designer.verdicts();
  await expect(designer.status).toContainText('Saved');

  await designer.inspector.getByRole('button', { name: 'node-host-firewall' }).click();
  await designer.field('Order').fill('50');
  await designer.field('Order').press('Enter');
  await expect(designer.status).toContainText('Unsaved');

  // A selector with a mistake is not taken: its place is shown while typing, the last valid one stays in force.
  const selector = designer.field('Applies to').first();
  await selector.fill("role == 'node' &&& has(x)");
  const report = designer.inspector.locator('.report').first();
  await expect(report).toContainText('At character 18');
  await selector.press('Control+Enter');
  await expect(designer.inspector).toContainText('Not taken: wrong at character 18.');
  await selector.press('Escape');
  await expect(selector).toHaveText("role == 'node'");
  expect(await designer.verdicts()).toEqual(before);

  await selector.fill("role == 'nothing'");
  await expect(report).toContainText('Matches no endpoint');
  await selector.press('Control+Enter');
  await expect(designer.cell('dev/frontend', 'host/node-control-plane')).toHaveAccessibleName(/: allowed /);

  await designer.select('Pod dev/frontend');
  await designer.field('Add label').fill('team=blue');
  await designer.field('Add label').press('Enter');
  await expect(designer.entry('Pod dev/frontend')).toContainText('team=blue');
  await designer.inspector.getByRole('button', { name: 'Remove label app' }).click();
  await expect(designer.entry('Pod dev/frontend')).not.toContainText('app=frontend');

  await designer.select('Namespace dev');
  await designer.field('Name').fill('staging');
  await designer.field('Name').press('Enter');
  await expect(designer.cell('staging/frontend', 'host/node-worker')).toBeVisible();
  await expect(designer.cell('dev/frontend', 'host/node-worker')).toHaveCount(0);

  await designer.select('Pod prod/backend');
  await page.keyboard.press('Delete');
  await expect(designer.entry('Pod prod/backend')).toHaveCount(0);
  await expect(designer.notice('Deleted')).toBeVisible();

  expect(await designer.history()).toEqual([
    'Change order of node-host-firewall',
    'Change selector of node-host-firewall',
    'Set label team=blue on frontend',
    'Remove label app from frontend',
    'Rename dev to staging',
    'Delete backend',
  ]);
  for (let step = 0; step < 6; step += 1) await designer.undo();
  await expect(designer.status).toContainText('Saved');
  await expect(page).not.toHaveTitle(/^•/);
  await expect(designer.cell('prod/backend', 'host/node-worker')).toHaveAccessibleName(/partly allowed/);
  await expect(designer.cell('dev/frontend', 'host/node-control-plane')).toHaveAccessibleName(/partly allowed/);
  expect(await designer.verdicts()).toEqual(before);
});

test('a label that is there with another value is replaced only after the user agrees', async ({ designer }) => {
  await designer.palette.getByLabel('New label').fill('app=gateway');
  const drag = designer.dragLabel('app=gateway');
  await drag.onto(await designer.card('Pod prod/backend'));
  await expect(designer.dropMenu).toContainText('Replace app=backend by app=gateway on backend');
  await designer.dropMenu.getByRole('menuitem', { name: 'Cancel' }).click();
  await expect(designer.entry('Pod prod/backend')).toContainText('app=backend');

  await drag.onto(await designer.card('Pod prod/backend'));
  await designer.dropMenu.getByRole('menuitem', { name: 'Replace' }).click();
  await expect(designer.entry('Pod prod/backend')).toContainText('app=gateway');
  await designer.notice('app=gateway').getByRole('button', { name: 'Undo' }).click();
  await expect(designer.entry('Pod prod/backend')).toContainText('app=backend');
});
