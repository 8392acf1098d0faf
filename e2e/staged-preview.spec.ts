import { expect, test } from './journey.ts';

const design = `apiVersion: v1
kind: Namespace
metadata: {name: prod, labels: {env: prod}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: prod, labels: {app: web}}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: prod, labels: {app: db}}
---
apiVersion: projectcalico.org/v3
kind: StagedGlobalNetworkPolicy
metadata: {name: guard-db}
spec:
  selector: app == 'db'
  types: [Ingress]
  ingress: [{action: Allow, protocol: TCP, source: {selector: app == 'web'}, destination: {ports: [5432]}}]
---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec: {flows: [{from: prod/web, to: prod/db}, {from: prod/db, to: prod/web}]}
`;

test('staged policies are looked at as if enforced: canvas, matrix and reasons follow, the design stays as it is', async ({
  designer,
}) => {
  const { page } = designer;
  await designer.chooseFiles('Open…', [{ name: 'staged.yaml', text: design }]);
  const [toDb, toWeb] = [designer.arrow('prod/web', 'prod/db'), designer.arrow('prod/db', 'prod/web')];
  await toDb.toBe('allowed');
  await toDb.click();

  await page.keyboard.press('Control+Shift+e');
  const strip = page.getByRole('status').filter({ hasText: 'Preview:' });
  await expect(strip).toContainText('+0 allowed, −2 denied');
  await toDb.toBe('partly allowed');
  await toWeb.toBe('allowed');
  await expect(toDb.badge).toHaveAttribute('data-ghost', 'true');
  await expect(toWeb.badge).not.toHaveAttribute('data-ghost');
  await expect(page.getByRole('grid', { name: /preview with staged policies as enforced/ })).toBeVisible();
  await expect(designer.cell('prod/web', 'prod/db')).toHaveAttribute('aria-label', /in force: allowed$/);
  await expect(designer.inspector).toContainText('In force: allowed.');
  await expect(designer.inspector).toContainText('Only TCP 5432 passes.');
  await expect(designer.inspector.getByRole('button', { name: 'guard-db' }).first()).toBeVisible();

  // A way of looking: nothing to undo, nothing to save.
  expect(await designer.history()).toEqual([]);
  await expect(designer.status).toContainText('Saved');

  await strip.getByRole('button', { name: 'Leave preview' }).click();
  await expect(strip).toHaveCount(0);
  await toDb.toBe('allowed');
  await expect(designer.inspector).not.toContainText('In force');
});

test('the preview is offered where there is something staged, and says why where not', async ({ designer }) => {
  const { page } = designer;
  const item = page.getByRole('menuitemcheckbox', { name: 'Preview staged policies as enforced' });
  const openMenu = async (): Promise<void> => {
    await page.getByRole('toolbar', { name: 'Application menu' }).getByRole('button', { name: 'View' }).click();
  };
  await openMenu();
  await expect(item).toBeDisabled();
  await expect(item).toHaveAttribute('title', 'The design has no staged policy.');
  await page.keyboard.press('Escape');
  await expect(designer.status.getByRole('button', { name: /staged/ })).toHaveCount(0);

  await designer.chooseFiles('Open…', [{ name: 'staged.yaml', text: design }]);
  await openMenu();
  await item.click();
  const button = designer.status.getByRole('button', { name: '1 staged as enforced' });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await designer.arrow('prod/web', 'prod/db').toBe('partly allowed');
  await button.click();
  await designer.arrow('prod/web', 'prod/db').toBe('allowed');
  await expect(designer.status.getByRole('button', { name: '1 staged policy' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
});
