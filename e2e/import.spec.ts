import { expect, test } from './journey.ts';

/** Of the open sample, with another order, as a cluster stores it; a new policy; and what decides nothing. */
const dump = `apiVersion: v1
kind: List
items:
- apiVersion: crd.projectcalico.org/v1
  kind: GlobalNetworkPolicy
  metadata: {name: default.block-all, uid: 1-2-3}
  spec: {selector: all(), order: 1, types: [Ingress, Egress], ingress: [{action: Deny}], egress: [{action: Deny}]}
- apiVersion: v1
  kind: Pod
  metadata: {name: backend, namespace: prod, labels: {app: changed}}
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings, namespace: prod}
- 7
`;

test('an import shows what it will change before it does, and is one step', async ({ designer, page }) => {
  const before = await designer.verdicts();
  await designer.chooseFiles('Import manifests…', [{ name: 'dump.yaml', text: dump }]);
  const dialog = designer.dialog('Import dump.yaml');
  await expect(dialog).toContainText('2 added, 1 replaced.');
  await expect(dialog).toContainText('metadata.labels.app');
  await expect(dialog.getByRole('region', { name: 'Not understood' })).toContainText('dump.yaml:14:3');
  await expect(dialog.getByRole('list', { name: 'Pairs whose verdict changes' })).toContainText('Allowed → Denied');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await designer.verdicts()).toEqual(before);
  expect(await designer.history()).toEqual([]);

  await designer.showDrawer('Matrix');
  await designer.chooseFiles('Import manifests…', [{ name: 'dump.yaml', text: dump }]);
  await designer.confirmImport();
  await expect(designer.notice('Imported 3 objects from dump.yaml, 1 in the place of older ones')).toBeVisible();
  expect(await designer.history()).toEqual(['Import 3 objects']);

  const report = page.getByRole('region', { name: 'What was read' });
  await expect(report).toContainText(
    '1 document: 2 objects used, 1 kept as it is, 1 not understood, 1 in an older API',
  );
  await report.getByRole('button', { name: 'In an older API' }).click();
  await report.getByRole('button', { name: /block-all$/ }).click();
  await expect(designer.field('Name').first()).toHaveValue('block-all');
  await report.getByRole('button', { name: 'Close what was read' }).click();
  await expect(report).toHaveCount(0);
  await designer.choose('File', 'What was read…');
  await expect(report).toBeVisible();
});

test('a dump that is saved untouched keeps its bytes; the report is a panel beside the work', async ({
  designer,
  page,
}) => {
  await designer.chooseFiles('Open…', [{ name: 'dump.yaml', text: dump }]);
  await expect(page.getByRole('region', { name: 'What was read' })).toBeVisible();
  expect(await designer.save()).toBe(dump);
});
