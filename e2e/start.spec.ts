import { expect, test } from './journey.ts';

test('the start page: samples as they look and are judged, the ways to begin, and what this is', async ({
  designer,
  page,
}) => {
  await designer.choose('File', 'Samples and recent files…');
  const start = designer.dialog('Start');
  await expect(start.getByText(/^Draw a Kubernetes cluster/)).toBeVisible();
  const samples = start.getByRole('list', { name: 'Samples' }).getByRole('button');
  await expect(samples).toHaveCount(3);
  for (const sample of await samples.all()) expect(await sample.locator('svg line').count()).toBeGreaterThan(1);
  // Why node to node dies without the profile can be seen before it is opened.
  const [first, second] = await Promise.all([0, 1].map((at) => samples.nth(at).locator('line.deny').count()));
  expect(second).toBeGreaterThan(first ?? 0);
  await expect(start.getByRole('button', { name: /^New design/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(start).toHaveCount(0);
});

test('a sample is opened by the keyboard alone', async ({ designer, page }) => {
  await designer.choose('File', 'Samples and recent files…');
  const sample = designer.sample('Protect Kubernetes nodes');
  await designer.tabTo(sample);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('protect-kubernetes-nodes');
});

test('shortcuts of files work on the start page, those that change the design do not', async ({ designer, page }) => {
  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  await designer.choose('File', 'Samples and recent files…');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+n');
  await designer.dialog('Save the changes').getByRole('button', { name: 'Don’t save' }).click();
  await expect(designer.dialog('Start')).toHaveCount(0);
  await expect(page.getByText('Draw a cluster')).toBeVisible();
});

test('a file that is dropped on the start page is opened', async ({ designer, page }, testInfo) => {
  await designer.choose('File', 'New design');
  await designer.choose('File', 'Samples and recent files…');
  const path = testInfo.outputPath('one.yaml');
  const { writeFile } = await import('node:fs/promises');
  await writeFile(path, 'apiVersion: v1\nkind: Pod\nmetadata: {name: dropped, namespace: a}\n');
  const letGo = await designer.dragFiles([path]);
  await letGo();
  await expect(designer.dialog('Start')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('one.yaml');
});

test('the command palette finds objects and commands, and says why something can’t be run', async ({
  designer,
  page,
}) => {
  await page.keyboard.press('Control+k');
  const palette = designer.dialog('Command palette');
  await page.keyboard.type('backend');
  await expect(palette.getByRole('option', { name: /^prod\/backend/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(designer.field('Name').first()).toHaveValue('backend');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('>undo');
  const undo = palette.getByRole('option', { name: /^Undo/ });
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(palette).toBeVisible();
});
