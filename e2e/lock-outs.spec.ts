import { expect, test } from './journey.ts';

const title = 'Check for lock-outs';

test('a design that locks out nobody is told so', async ({ designer }) => {
  await designer.choose('File', 'Check for lock-outs…');
  const dialog = designer.dialog(title);
  await expect(dialog.getByText('Nobody is locked out')).toBeVisible();
  await expect(dialog.getByText(/^Looked at \d+ life lines of 2 hosts/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Export…' }).click();
  await expect(designer.dialog('Export manifests')).toBeVisible();
});

test('what dies is named with its host, and explained by the very packet', async ({ designer }) => {
  await designer.openSample('Firewall the nodes, without the allow profile');
  await designer.choose('File', 'Check for lock-outs…');
  const report = designer.dialog(title).getByRole('region', { name: 'Lock-out guard' });
  await expect(report.getByText('8 life lines of 2 hosts would die')).toBeVisible();
  for (const host of ['policy-llm-control-plane', 'policy-llm-worker']) {
    const ofHost = report.getByRole('article').filter({ hasText: host });
    await expect(ofHost.filter({ hasText: 'no longer lets out' })).toContainText('image pulls');
    await expect(ofHost.filter({ hasText: 'no longer reaches itself for' })).toContainText('loopback health probes');
  }
  await report.getByRole('button', { name: 'Why does loopback health probes die?' }).first().click();
  await expect(designer.dialog(title)).toHaveCount(0);
  await expect(designer.page.getByText('Denied at host/node-control-plane').first()).toBeVisible();
});

test('the report is printed alone', async ({ designer }) => {
  const { page } = designer;
  await designer.openSample('Firewall the nodes, without the allow profile');
  await designer.choose('File', 'Check for lock-outs…');
  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole('button', { name: 'Print' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Lock-out guard: firewall-the-nodes-as-written.firewright.yaml')).toBeInViewport();
  await expect(page.getByText('8 life lines of 2 hosts would die')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('gridcell').first()).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
});
