import { expect, test } from './journey.ts';

// The server's answers are given in its place: a service worker would have every part at hand.
test.use({ network: 'online' });

/** The file of the panel that shows what is selected. */
const panelFile = /\/assets\/SelectionPanel-[^/]*\.js$/;
/** The part that is fetched last. */
const lastFile = '/assets/LessonEditor-';

test.describe('a part of the window that can’t be loaded', () => {
  test.use({ provokes: [/Failed to load resource|SelectionPanel/] });

  test('says so, leaves the design alone, and is loaded when it is tried again', async ({ page, designer }) => {
    // A start while the server goes away behind the first window.
    await page.route(panelFile, (route) => route.abort());
    await page.reload();
    await page.getByRole('button', { name: /^Firewall the nodes Two/ }).click();
    const backend = await designer.card('Pod prod/backend');
    await designer.dragLabel('role=node').onto(backend);
    const failure = designer.inspector.getByRole('alert');
    await designer.showTab('YAML');
    await expect(failure).toContainText('This part of the window could not be loaded');
    const tryAgain = failure.getByRole('button', { name: 'Try again' });
    await tryAgain.click();
    await expect(failure).toBeVisible();
    await page.unroute(panelFile);
    await tryAgain.click();
    await expect(page.getByRole('textbox', { name: /YAML/ })).toBeVisible();
    await expect(failure).toHaveCount(0);
    // What was done before is still there, to be kept or taken back.
    await designer.arrow('prod/backend', 'host/node-worker').toBe('allowed');
    await designer.undo();
    await designer.arrow('prod/backend', 'host/node-worker').toBe('partly allowed');
  });
});

test('a part that comes late is waited for in its place', async ({ page }) => {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(panelFile, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('./');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByRole('tab', { name: 'YAML' }).click();
  await expect(inspector.getByText('Loading…')).toBeVisible();
  letGo();
  await expect(page.getByRole('textbox', { name: /YAML/ })).toBeVisible();
  await expect(inspector.getByText('Loading…')).toHaveCount(0);
});

test('once the window rests it has every part: each opens without the server', async ({ page, designer }) => {
  await page.waitForFunction(
    (file) => performance.getEntriesByType('resource').some(({ name }) => name.includes(file)),
    lastFile,
  );
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.context().setOffline(true);
  await designer.choose('Help', 'Keyboard shortcuts');
  await expect(designer.dialog('Keyboard shortcuts')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Tiers' }).click();
  await expect(page.getByRole('tabpanel', { name: 'tiers' })).not.toBeEmpty();
  await designer.showDrawer('History');
  await expect(page.getByText('Nothing to undo yet')).toBeVisible();
  await designer.showTab('YAML');
  await expect(page.getByRole('textbox', { name: /YAML/ })).toBeVisible();
  expect(asked).toEqual([]);
});
