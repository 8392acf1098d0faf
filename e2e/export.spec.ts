import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { textOf, type DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

async function openExport(designer: DesignerPage): Promise<Locator> {
  await designer.page.keyboard.press('Control+e');
  return designer.dialog('Export manifests');
}

const exportButton = (dialog: Locator): Locator => dialog.getByRole('button', { name: 'Export', exact: true });

test('what would be written is shown before it is, file by file, and follows every choice', async ({ designer }) => {
  const dialog = await openExport(designer);
  await expect(dialog).toContainText('4 objects in one file');
  await expect(dialog.getByLabel('manifests.yaml')).toContainText('kind: GlobalNetworkPolicy');

  await dialog.getByRole('radio', { name: /^Bundle/ }).check();
  await expect(dialog).toContainText('4 objects in 6 files');
  await dialog.getByRole('button', { name: 'README.md' }).click();
  await expect(dialog.getByLabel('README.md')).toContainText('kubectl apply --dry-run=server -f 20-policies.yaml');

  await dialog.getByLabel('For Calico').selectOption('3.31');
  await dialog.getByRole('button', { name: '20-policies.yaml' }).click();
  await expect(dialog.getByLabel('20-policies.yaml')).toContainText('name: host-firewall.node-host-firewall');

  await dialog.getByLabel('Policies', { exact: true }).selectOption('Staged: shown, not enforced');
  await expect(dialog.getByLabel('20-policies.yaml')).toContainText('kind: StagedGlobalNetworkPolicy');
  await expect(dialog).toContainText('Left out, because they take effect at once');
  await expect(dialog.getByRole('button', { name: '30-host-endpoints.yaml' })).toHaveCount(0);

  await dialog.getByLabel('For Calico').selectOption('3.29');
  await expect(dialog).toContainText('Calico 3.29 has no staged policies');
  await expect(exportButton(dialog)).toBeDisabled();
});

test('what would lock out has to be confirmed, each time it is another', async ({ designer }) => {
  await designer.openSample('Firewall the nodes, without the allow profile');
  const dialog = await openExport(designer);
  const guard = dialog.getByRole('region', { name: 'Lock-out guard' });
  await expect(guard).toContainText('policy-llm-worker');
  await expect(exportButton(dialog)).toBeDisabled();
  await expect(dialog.getByText('Confirm what dies.')).toBeVisible();
  await dialog.getByRole('checkbox').check();
  await expect(exportButton(dialog)).toBeEnabled();
  await dialog.getByLabel('For Calico').selectOption('3.33');
  await expect(exportButton(dialog)).toBeDisabled();
  await dialog.getByRole('checkbox').check();
  const [download] = await Promise.all([designer.page.waitForEvent('download'), exportButton(dialog).click()]);
  expect(await textOf(download)).toContain('for Calico 3.33.');
});

test('held against a dump of the cluster, only what differs is written', async ({ designer }) => {
  const { page } = designer;
  const dialog = await openExport(designer);
  await dialog.getByRole('radio', { name: /^Difference/ }).check();
  await expect(exportButton(dialog)).toBeDisabled();
  const sample = readFileSync('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8');
  const dump = sample.replace('name: node-host-firewall', 'name: former');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'Choose the dump…' }).click(),
  ]);
  await chooser.setFiles([{ name: 'dump.yaml', mimeType: 'text/plain', buffer: Buffer.from(dump) }]);
  await expect(dialog).toContainText('Held against dump.yaml');
  const difference = dialog.getByRole('region', { name: 'Difference' });
  await expect(difference).toContainText('New: 1');
  await expect(difference).toContainText('To be deleted: 1');
  await expect(difference).toContainText('GlobalNetworkPolicy.projectcalico.org/former');
  await dialog.getByRole('button', { name: 'delete.yaml' }).click();
  await expect(dialog.getByLabel('delete.yaml')).toContainText('name: former');
  await expect(exportButton(dialog)).toBeEnabled();
});

test('what a cluster would refuse is listed, and leads to the object', async ({ designer }) => {
  await designer.chooseFiles('Open…', [
    {
      name: 'broken.yaml',
      text: 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: p}\nspec: {selector: "role =="}\n',
    },
  ]);
  // Another design that is opened closes what is open of the one before.
  await expect(designer.page.getByRole('heading', { name: 'broken.yaml' })).toBeVisible();
  const dialog = await openExport(designer);
  await expect(dialog).toContainText('Nothing can be exported for Calico 3.32');
  await expect(exportButton(dialog)).toBeDisabled();
  await dialog.getByRole('button', { name: 'Show GlobalNetworkPolicy.projectcalico.org/p' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(designer.inspector).toContainText('p');
});
