import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type DesktopApp, onEachDesktop, test } from './desktop.ts';

const sample = 'assets/samples/firewall-the-nodes.firewright.yaml';

const title = (app: DesktopApp): Promise<string | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());

function choose(app: DesktopApp, action: string): Promise<void> {
  return app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), action);
}

/** Everything the page complains about: what the content security policy refuses is among it. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

onEachDesktop(() => {
  test.use({ shows: 'program' });

  test('the program starts with its canvas, and no policy of the page is broken', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    const complaints = complaintsOf(page);
    await page.reload();
    await expect(page.getByRole('application', { name: 'Canvas' })).toBeVisible();
    await expect.poll(() => title(app)).toContain('Firewright');
    expect(complaints).toEqual([]);
  });

  test('a design given as argument is edited by a menu item and saved by another', async ({ desktop }) => {
    const path = join(desktop.folder, 'given.firewright.yaml');
    const before = await readFile(sample, 'utf8');
    await writeFile(path, before);
    const { app } = await desktop.launch(path);
    await expect.poll(() => title(app)).toBe('given.firewright.yaml – Firewright');
    await choose(app, 'tidy');
    await expect.poll(() => title(app)).toBe('• given.firewright.yaml – Firewright');
    expect(await readFile(path, 'utf8')).toBe(before);
    await choose(app, 'save');
    await expect.poll(() => title(app)).toBe('given.firewright.yaml – Firewright');
    expect(await readFile(path, 'utf8')).not.toBe(before);
  });

  test('closing with unsaved work asks, and giving it up leaves the file alone', async ({ desktop }) => {
    const path = join(desktop.folder, 'given.firewright.yaml');
    const before = await readFile(sample, 'utf8');
    await writeFile(path, before);
    const { app, page } = await desktop.launch(path);
    await expect.poll(() => title(app)).toContain('given');
    await choose(app, 'tidy');
    await expect.poll(() => title(app)).toContain('•');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const closed = page.waitForEvent('close');
    // The page goes away under the pointer.
    const clicked = page.getByRole('button', { name: 'Don’t save' }).click();
    await Promise.all([closed, clicked.catch(() => undefined)]);
    expect(await readFile(path, 'utf8')).toBe(before);
    const again = await desktop.launch();
    await expect(again.page.getByRole('application', { name: 'Canvas' })).toBeVisible();
    await expect(again.page.getByText('Restore unsaved work?')).toHaveCount(0);
  });

  test('after a crash the work is offered and comes back', async ({ desktop }) => {
    const path = join(desktop.folder, 'given.firewright.yaml');
    await writeFile(path, await readFile(sample, 'utf8'));
    const { app, page } = await desktop.launch(path);
    await expect.poll(() => title(app)).toContain('given');
    await choose(app, 'tidy');
    const kept = (): Promise<boolean> =>
      page.evaluate(async () => JSON.stringify(await window.appHost.readRecovery()).includes('given'));
    await expect.poll(kept, { timeout: 10_000 }).toBe(true);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
    await page.getByRole('button', { name: 'Restore' }).click();
    await expect.poll(() => title(app)).toBe('• given.firewright.yaml – Firewright');
  });
});
