import { expect, test } from './journey.ts';

test('any kind is made from a list, and all of it is edited without YAML', async ({ designer }) => {
  const { page, inspector } = designer;
  await page.keyboard.press('Control+Shift+A');
  const list = designer.dialog('New object');
  await expect(list.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('controllers');
  await page.keyboard.press('Enter');
  await expect(designer.notice('Created KubeControllersConfiguration default')).toBeVisible();

  await inspector.getByRole('button', { name: '+ Add template' }).click();
  const template = inspector.getByRole('group', { name: 'template 1' });
  await template.getByLabel('Name part').fill('uplink');
  await template.getByLabel('Name part').press('Enter');
  await template.getByLabel('Add to Labels').fill('zone=a');
  await template.getByLabel('Add to Labels').press('Enter');
  await inspector.getByLabel('Setting to add').fill('logSeverityScreen');
  await inspector.getByLabel('Setting to add').press('Enter');
  await inspector.getByLabel('logSeverityScreen').selectOption('Debug');

  await inspector.getByRole('button', { name: 'Other fields' }).click();
  const other = inspector.getByRole('region', { name: 'Other fields' });
  await other.getByLabel('New field of spec', { exact: true }).fill('ours');
  await other.getByLabel('Kind of the new field of spec').selectOption('Object');
  await other.getByRole('button', { name: 'Add to spec', exact: true }).click();
  await other.getByRole('button', { name: 'spec.ours, 0 fields' }).click();
  await other.getByLabel('New field of spec.ours', { exact: true }).fill('ready');
  await other.getByLabel('Kind of the new field of spec.ours').selectOption('Yes or no');
  await other.getByRole('button', { name: 'Add to spec.ours' }).click();

  const saved = await designer.save();
  expect(saved).toContain('generateName: uplink');
  expect(saved).toMatch(/labels:\s+zone: a/);
  expect(saved).toContain('logSeverityScreen: Debug');
  expect(saved).toMatch(/ours:\s+ready: true/);
});

test('what a setting would change is said before it is changed, and nothing is changed by looking', async ({
  designer,
}) => {
  const { inspector, page } = designer;
  const before = await designer.verdicts();
  const group = inspector.getByRole('radiogroup', { name: 'Endpoint to host' });
  await group.getByRole('radio', { name: 'Accept' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(inspector).toContainText(/Drop would bring: \+0 allowed, −\d+ denied/);
  expect(await designer.verdicts()).toEqual(before);
  await expect(designer.status).toContainText('Saved');

  await page.keyboard.press('Enter');
  await expect(group.getByRole('radio', { name: 'Drop' })).toBeChecked();
  expect(await designer.history()).toEqual(['Set endpoint to host to Drop']);
  expect(await designer.save()).toContain('defaultEndpointToHostAction: Drop');
});

test('failsafe doors are edited as a list, with their effect, for all nodes or one', async ({ designer }) => {
  const { inspector } = designer;
  await inspector.getByRole('button', { name: 'node-worker' }).click();
  const inbound = inspector.getByRole('group', { name: 'Failsafe ports, inbound' });
  await expect(inbound).toContainText('Felix’s own list');
  await inbound.getByRole('button', { name: 'None at all' }).click();
  await expect(inbound).toContainText(/Would bring: \+0 allowed, −\d+ denied/);
  await inbound.getByRole('button', { name: 'Cancel' }).click();
  await expect(inbound.getByRole('listitem').first()).toContainText('TCP 22');

  await inbound.getByLabel('Add inbound failsafe port').fill('icmp 8');
  await inbound.getByLabel('Add inbound failsafe port').press('Enter');
  await expect(inbound).toContainText('Only TCP and UDP can be failsafe');
  await inbound.getByLabel('Add inbound failsafe port').fill('10250');
  await inbound.getByLabel('Add inbound failsafe port').press('Enter');
  await inbound.getByText('policy-llm-worker only').click();
  await inbound.getByRole('button', { name: 'Apply' }).click();
  await expect(inbound).toContainText('node.policy-llm-worker');
  await expect(inbound).toContainText('TCP 10250');
  expect(await designer.history()).toEqual(['Change inbound failsafe ports of policy-llm-worker']);
  expect(await designer.save()).toContain('name: node.policy-llm-worker');
});

test('automatic host endpoints are shown, not edited, and can be written down', async ({ designer }) => {
  const { inspector } = designer;
  await inspector
    .getByRole('radiogroup', { name: 'Automatic host endpoints' })
    .getByRole('radio', { name: 'On', exact: true })
    .click();
  const name = 'policy-llm-worker-auto-hep';
  await designer.matrix.getByRole('columnheader', { name: `host/${name}` }).click();
  await expect(inspector.getByRole('heading', { name })).toBeVisible();
  await expect(inspector).toContainText('can’t be edited here');
  await inspector.getByRole('button', { name: 'Make it a written host endpoint' }).click();
  await expect(designer.field('Node')).toHaveValue('policy-llm-worker');
  await expect(designer.field('Profiles')).toHaveValue('projectcalico-default-allow');
});

test('a host endpoint without a profile says what that means and how to mend it', async ({ designer }) => {
  await designer.inspector.getByRole('button', { name: 'node-worker' }).click();
  await designer.field('Profiles').fill('');
  await designer.field('Profiles').press('Enter');
  await expect(designer.inspector.getByRole('note')).toContainText('Without a profile it denies both ways');
  await designer.inspector.getByRole('button', { name: 'Add projectcalico-default-allow' }).click();
  await expect(designer.inspector.getByRole('note')).toHaveCount(0);
});

test('several objects get a label as one step', async ({ designer }) => {
  const { inspector, page } = designer;
  await designer.canvas.focus();
  await page.keyboard.press('Control+a');
  await expect(inspector.getByRole('heading', { name: /objects selected/ })).toBeVisible();
  await inspector.getByLabel('Add label to all').fill('team=blue');
  await inspector.getByLabel('Add label to all').press('Enter');
  await expect(inspector.getByLabel('Value of label team on all')).toHaveValue('blue');
  expect(await designer.history()).toEqual([expect.stringMatching(/^Set label team=blue on \d+ objects$/)]);
});
