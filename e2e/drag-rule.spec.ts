import { expect, test } from './journey.ts';

test('a rule dropped on an arrow changes that pair alone, and the Verdict panel names it', async ({ designer }) => {
  const pair = ['prod/backend', 'host/node-worker'] as const;
  const before = await designer.verdicts();
  await designer.palette.getByLabel('Protocol and port of a rule').fill('TCP 8080');

  const drag = designer.drag('Allow ingress TCP 8080');
  await drag.over(designer.arrow(...pair).badge);
  await expect(drag.ghost).toContainText('Add to node-host-firewall');
  await drag.drop();
  const choice = designer.dropMenu.getByRole('menuitem', { name: 'Add to node-host-firewall' });
  await expect(choice).toContainText('default');
  await expect(choice).toBeFocused();
  await expect(designer.dropMenu.getByRole('menuitem', { name: /^New policy for / }).first()).toBeVisible();
  await choice.click();
  await expect(designer.notice('Allow ingress TCP 8080 is now in node-host-firewall.')).toBeVisible();

  await expect(designer.cell(...pair)).toHaveAccessibleName(/partly allowed, TCP [^;]*\b8080\b/);
  const after = await designer.verdicts();
  const changed = [...after].filter(([name, words]) => before.get(name) !== words).map(([name]) => name);
  expect(changed).toEqual([pair.join(' to ')]);
  expect(after.size).toBe(before.size);

  await designer.cell(...pair).click();
  const segment = designer.portClasses.filter({ hasText: 'TCP 8080' });
  await expect(segment).toContainText('Allowed');
  await segment.getByRole('button', { name: /^Allowed/ }).click();
  await expect(designer.checkpoints).toContainText('node-host-firewall');
  await designer.checkpoints.getByRole('button', { name: 'Open rule' }).last().click();
  await expect(designer.field('Name')).toHaveValue('node-host-firewall');
  await expect(designer.inspector.getByRole('region', { name: 'Ingress rules' })).toContainText('8080');

  await designer.undo();
  await expect(designer.cell(...pair)).not.toHaveAccessibleName(/8080/);
  expect(await designer.verdicts()).toEqual(before);
});

test('Escape in the drop menu and a click outside leave everything as it was', async ({ designer }) => {
  const drag = designer.drag('Deny ingress SSH');
  await designer.palette.getByRole('radio', { name: 'Deny' }).click();
  await drag.onto(await designer.card('Host endpoint node-worker'));
  await expect(designer.dropMenu).toBeVisible();
  await designer.page.keyboard.press('Escape');
  await expect(designer.dropMenu).toHaveCount(0);

  await drag.onto(await designer.card('Host endpoint node-worker'));
  const { x, y } = await designer.emptyPlace();
  await designer.page.mouse.click(x, y);
  await expect(designer.dropMenu).toHaveCount(0);
  expect(await designer.history()).toEqual([]);
});
