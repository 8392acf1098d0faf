import { expect } from '@playwright/test';
import { onEachDesktop, test } from './desktop.ts';
import { ElectronStandIn } from './stand-in/launch.ts';

onEachDesktop((driver) => {
  test.use({ shows: 'program' });

  test('a text field has the system’s menu, which acts on its text; the canvas has its own', async ({ desktop }) => {
    test.skip(driver === 'Electron', 'a menu that the system draws can’t be looked into');
    const { app, page } = await desktop.launch();
    if (!(app instanceof ElectronStandIn)) throw new Error('not the stand-in');
    const search = page.getByRole('region', { name: 'Palette' }).getByRole('searchbox');
    await search.fill('node');
    await search.click({ button: 'right' });
    await expect.poll(() => app.shownMenu?.items.map(({ role }) => role ?? '')).toContain('selectAll');
    app.shownMenu?.getMenuItemById('select-all')?.click();
    await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe('node');

    await search.click({ button: 'right' });
    await expect.poll(() => app.shownMenu?.getMenuItemById('cut')?.enabled).toBe(true);
    app.shownMenu?.getMenuItemById('cut')?.click();
    await expect(search).toHaveValue('');

    const shown = app.shownMenu;
    await page.getByRole('region', { name: 'Canvas' }).click({ button: 'right', position: { x: 30, y: 300 } });
    await expect(page.getByRole('menu').first()).toBeVisible();
    expect(app.shownMenu).toBe(shown);
  });

  test('while text is written, Undo and Select all of the native menu mean the text', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await expect(page.getByRole('application', { name: 'Canvas' })).toBeAttached();
    const search = page.getByRole('region', { name: 'Palette' }).getByRole('searchbox');
    await search.pressSequentially('node');
    const choose = async (id: string): Promise<void> => {
      await expect
        .poll(() => app.evaluate(({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.enabled, id))
        .toBe(true);
      await app.evaluate(({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.click(), id);
    };
    await choose('select-all');
    await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe('node');
    await choose('undo');
    await expect(search).not.toHaveValue('node');
    await choose('redo');
    await expect(search).toHaveValue('node');
  });
});
