import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { type DesktopApp, onEachDesktop, test } from './desktop.ts';
import { ElectronStandIn } from './stand-in/launch.ts';
import type { Rectangle } from './stand-in/system.ts';

const design = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: prod\n';
const sample = 'assets/samples/firewall-the-nodes.firewright.yaml';

/** The pages of all windows, once there are so many. */
async function pagesOf(app: DesktopApp, count: number): Promise<readonly Page[]> {
  await expect.poll(() => app.windows().length).toBe(count);
  for (const page of app.windows()) await page.waitForURL(/index\.html$/);
  return app.windows();
}

async function newWindow(app: DesktopApp, page: Page): Promise<Page> {
  const before = app.windows();
  await page.evaluate(() => window.appHost.newWindow());
  const opened = (await pagesOf(app, before.length + 1)).find((other) => !before.includes(other));
  if (opened === undefined) throw new Error('no window was opened');
  return opened;
}

interface Shown {
  readonly title: string;
  readonly unsaved?: boolean;
  readonly isVacant?: boolean;
  readonly enabledActions?: readonly string[];
}

/** The page listens and shows this. */
async function show(app: DesktopApp, page: Page, shown: Shown): Promise<void> {
  await page.evaluate((state) => {
    if (!Array.isArray(window.heard)) {
      window.heard = [];
      window.appHost.onRequest((request) => window.heard.push(request));
    }
    const nothing = { unsaved: false, file: null, isVacant: false, enabledActions: [], checkedActions: [] };
    window.appHost.showState({ ...nothing, ...state });
  }, shown);
  await expect.poll(() => titles(app)).toContain(shown.title);
}

const heard = (page: Page): Promise<readonly unknown[]> => page.evaluate(() => window.heard);
const kinds = async (page: Page): Promise<readonly unknown[]> =>
  (await heard(page)).map((request) => (request as { kind: unknown }).kind);

const titles = (app: DesktopApp): Promise<string[]> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));
const focused = (app: DesktopApp): Promise<string | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.getTitle());

function focus(app: DesktopApp, title: string): Promise<void> {
  return app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.getTitle() === wanted)
      ?.focus();
  }, title);
}

/** The user's wish to end the program. It is not waited for: windows may be asked first. */
const quit = (app: DesktopApp): Promise<void> =>
  app.evaluate(({ app: program }) => {
    setTimeout(() => program.quit());
  });

/** As long as the answer before is on its way, another wish to quit counts for nothing. */
async function quitUntil(app: DesktopApp, seen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await quit(app);
    await seen();
  }).toPass();
}

const answer = (page: Page, decision: 'close' | 'stay'): Promise<void> =>
  page.evaluate((said) => window.appHost.answerClose(said), decision).catch(() => undefined);

function place(app: DesktopApp, bounds: Rectangle): Promise<void> {
  return app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
  }, bounds);
}

const boundsOf = (app: DesktopApp): Promise<Rectangle[]> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getBounds()));

async function fileNamed(folder: string, name: string): Promise<string> {
  await writeFile(join(folder, name), design);
  return join(folder, name);
}

onEachDesktop((driver) => {
  test('a new window opens beside the one in front, with nothing of it', async ({ desktop }) => {
    const { app, page } = await desktop.launch(await fileNamed(desktop.folder, 'a.yaml'));
    await show(app, page, { title: 'first' });
    await expect.poll(() => kinds(page)).toEqual(['open-files']);
    const token = await page.evaluate(() => (window.heard[0] as { files: { file: string }[] }).files[0]?.file);
    const second = await newWindow(app, page);
    await show(app, second, { title: 'second' });
    expect(await heard(second)).toEqual([]);
    const stranger = { suggestedName: 'a', text: 'x', file: token, expectedVersion: null };
    expect(await second.evaluate((asked) => window.appHost.saveText(asked), stranger)).toEqual({
      ...{ ok: false, error: { reason: 'unknown-token' } },
    });
    expect(new Set((await boundsOf(app)).map(({ x, y }) => `${x} ${y}`)).size).toBe(2);
  });

  test('a second start gives its file to the window that is vacant, else to a new one', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await show(app, page, { title: 'first', isVacant: true });
    await desktop.launchAgain(await fileNamed(desktop.folder, 'a.yaml'));
    await expect.poll(() => kinds(page)).toEqual(['open-files']);
    await show(app, page, { title: 'a.yaml' });
    await desktop.launchAgain(await fileNamed(desktop.folder, 'b.yaml'));
    const second = (await pagesOf(app, 2))[1]!;
    await show(app, second, { title: 'b.yaml' });
    await expect.poll(() => kinds(second)).toEqual(['open-files']);
    expect(await kinds(page)).toEqual(['open-files']);
  });

  test('a second start with a file that is open brings its window to the front', async ({ desktop }) => {
    const path = await fileNamed(desktop.folder, 'a.yaml');
    const { app, page } = await desktop.launch(path);
    await show(app, page, { title: 'first', isVacant: true });
    await expect.poll(() => kinds(page)).toEqual(['open-files']);
    await page.evaluate(() => {
      const { files } = window.heard[0] as { files: { file: string }[] };
      const state = { title: 'a.yaml', unsaved: false, file: files[0]?.file, isVacant: false };
      window.appHost.showState({ ...state, enabledActions: [], checkedActions: [] });
    });
    await show(app, await newWindow(app, page), { title: 'second' });
    if (driver === 'stand-in') expect(await focused(app)).toBe('second');
    await desktop.launchAgain(path);
    // Without a desktop Electron's windows take no focus.
    if (driver === 'stand-in') await expect.poll(() => focused(app)).toBe('a.yaml');
    expect([app.windows().length, await kinds(page)]).toEqual([2, ['open-files']]);
  });

  test('a second start that asks for a new window gets one', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await show(app, page, { title: 'first', isVacant: true });
    await desktop.launchAgain('--new-window');
    await pagesOf(app, 2);
  });

  test('quitting asks the windows with unsaved work in turn; one that stays stops it', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await show(app, page, { title: 'first', unsaved: true });
    const second = await newWindow(app, page);
    await show(app, second, { title: 'second', unsaved: true });
    const third = await newWindow(app, page);
    await show(app, third, { title: 'third' });
    await quit(app);
    // The one used last but the third, which has nothing to lose.
    await expect.poll(() => kinds(second)).toEqual(['close-requested']);
    expect(await heard(page)).toEqual([]);
    await answer(second, 'stay');
    await quitUntil(app, async () => expect(await kinds(second)).toHaveLength(2));
    expect([app.windows().length, await heard(page)]).toEqual([3, []]);
  });

  test('quitting ends the program when every window gave its work up', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await show(app, page, { title: 'first', unsaved: true });
    const second = await newWindow(app, page);
    await show(app, second, { title: 'second', unsaved: true });
    await quit(app);
    await expect.poll(() => kinds(second)).toEqual(['close-requested']);
    const closed = second.waitForEvent('close');
    await Promise.all([closed, answer(second, 'close')]);
    await expect.poll(() => kinds(page)).toEqual(['close-requested']);
    const ended = page.waitForEvent('close');
    await Promise.all([ended, answer(page, 'close')]);
    const again = await desktop.launch();
    expect(again.app.windows()).toHaveLength(1);
    expect(await again.page.evaluate(() => window.appHost.readRecovery())).toEqual({ ok: true, value: null });
  });

  test('a window closes alone, and the menu goes on with the other one', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    const enabled = (): Promise<unknown> =>
      app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('undo')?.enabled);
    await page.evaluate(() => {
      const undo = { id: 'undo', label: 'Undo', group: 'edit', shortcut: 'Mod+Z', isSwitch: false, beginsGroup: false };
      window.appHost.showActions([undo]);
    });
    await show(app, page, { title: 'first', enabledActions: ['undo'] });
    const second = await newWindow(app, page);
    await show(app, second, { title: 'second' });
    await expect.poll(enabled).toBe(false);
    if (driver === 'stand-in') {
      await focus(app, 'first');
      await expect.poll(enabled).toBe(true);
      await focus(app, 'second');
      await expect.poll(enabled).toBe(false);
    }
    const closed = second.waitForEvent('close');
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((window) => window.getTitle() === 'second')
        ?.close();
    });
    await closed;
    await expect.poll(enabled).toBe(true);
    expect(await titles(app)).toEqual(['first']);
  });

  test('place, size and zoom are those of the last time', async ({ desktop }) => {
    const first = await desktop.launch();
    const bounds = { x: 40, y: 60, width: 900, height: 640 };
    await place(first.app, bounds);
    await first.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomLevel(1.5);
    });
    await first.app.close();
    const { app } = await desktop.launch();
    expect(await boundsOf(app)).toEqual([bounds]);
    const zoom = (): Promise<number | undefined> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel());
    await expect.poll(zoom).toBe(1.5);
  });

  test('what a crash left behind of several windows is offered by as many', async ({ desktop }) => {
    const folder = join(desktop.folder, '../user-data/recovery');
    await mkdir(folder, { recursive: true });
    for (const [name, digit] of [
      ['a', 1],
      ['b', 2],
    ] as const) {
      const snapshot = { name, text: design, savedAt: `2026-01-0${digit}T00:00:00Z`, history: null };
      // A process with the number 0 is nobody's.
      const file = `0-gone-${String(digit).repeat(8)}-0000-4000-8000-000000000000.json`;
      await writeFile(join(folder, file), JSON.stringify({ snapshot, path: null }));
    }
    const { app } = await desktop.launch(await fileNamed(desktop.folder, 'c.yaml'));
    const pages = await pagesOf(app, 3);
    const offered = await Promise.all(
      pages.map(async (page) => {
        const found = await page.evaluate(() => window.appHost.readRecovery());
        return (found as { value: { name: string } | null }).value?.name ?? null;
      }),
    );
    expect(offered.sort()).toEqual(['a', 'b', null]);
  });

  test('the system’s own theme follows the preference, and so do the other windows', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await show(app, page, { title: 'first' });
    const second = await newWindow(app, page);
    await show(app, second, { title: 'second' });
    const preferences = { theme: 'dark', colours: 'safe', started: true, lessons: [] };
    await second.evaluate((wanted) => window.appHost.writePreferences(wanted), preferences);
    await expect.poll(() => heard(page)).toEqual([{ kind: 'show-preferences', preferences }]);
    expect(await heard(second)).toEqual([]);
    expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
    await app.close();
    const again = await desktop.launch();
    expect(await again.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  });

  test('a crash of one window leaves the other alone', async ({ desktop }) => {
    test.skip(driver === 'Electron', 'Playwright loses a page of Electron that crashes');
    const { app, page } = await desktop.launch();
    await show(app, page, { title: 'first', unsaved: true });
    const second = await newWindow(app, page);
    await show(app, second, { title: 'second', unsaved: true });
    const reloaded = second.waitForEvent('load');
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((window) => window.getTitle() === 'second')
        ?.webContents.forcefullyCrashRenderer();
    });
    await reloaded;
    expect(await heard(page)).toEqual([]);
    await quit(app);
    // It still holds its work; the other one’s is in the recovery file.
    await expect.poll(() => kinds(page)).toEqual(['close-requested']);
  });
});

test('no window is left where a display was', async ({ desktop }) => {
  const left = { x: 0, y: 0, width: 1440, height: 900 };
  desktop.displays = [left, { ...left, x: 1440 }];
  const { app } = await desktop.launch();
  const at = { x: 1600, y: 100, width: 900, height: 640 };
  await place(app, at);
  takeAway(app, left);
  await expect.poll(() => boundsOf(app)).toEqual([{ ...at, x: 540 }]);
});

/** Only the stand-in’s displays can be taken away. */
function takeAway(app: DesktopApp, left: Rectangle): void {
  if (!(app instanceof ElectronStandIn)) throw new Error('not the stand-in');
  app.setDisplays([left]);
}

onEachDesktop((driver) => {
  test.use({ shows: 'program' });

  /** Clicked in the window in front. */
  const choose = (app: DesktopApp, action: string): Promise<void> =>
    app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), action);

  const questionOf = (page: Page, choice: string): Locator =>
    page.getByRole('dialog').getByRole('button', { name: choice, exact: true });
  /** The page goes away under the pointer. */
  const clickAway = (button: Locator): Promise<void> => button.click().catch(() => undefined);

  test('work in two windows is asked for in turn when the program quits', async ({ desktop }) => {
    const [a, b] = [join(desktop.folder, 'a.firewright.yaml'), join(desktop.folder, 'b.firewright.yaml')];
    const before = await readFile(sample, 'utf8');
    for (const path of [a, b]) await writeFile(path, before);
    const { app, page } = await desktop.launch(a);
    await expect.poll(() => titles(app)).toEqual(['a.firewright.yaml – Firewright']);
    await choose(app, 'tidy');
    await expect.poll(() => titles(app)).toEqual(['• a.firewright.yaml – Firewright']);
    await desktop.launchAgain(b);
    const second = (await pagesOf(app, 2))[1]!;
    await expect.poll(() => titles(app)).toContain('b.firewright.yaml – Firewright');
    await choose(app, 'tidy');
    await expect.poll(() => titles(app)).toContain('• b.firewright.yaml – Firewright');
    await quit(app);
    await questionOf(second, 'Cancel').click();
    await quitUntil(app, () => expect(questionOf(second, 'Save')).toBeVisible({ timeout: 1_000 }));
    const saved = second.waitForEvent('close');
    await Promise.all([saved, clickAway(questionOf(second, 'Save'))]);
    const ended = page.waitForEvent('close');
    await Promise.all([ended, clickAway(questionOf(page, 'Don’t save'))]);
    expect(await readFile(a, 'utf8')).toBe(before);
    expect(await readFile(b, 'utf8')).not.toBe(before);
  });

  test('a new window starts empty and looks like the others', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await expect(page.getByRole('application', { name: 'Canvas' })).toBeVisible();
    await choose(app, 'new-window');
    const second = (await pagesOf(app, 2))[1]!;
    await expect(second.getByRole('application', { name: 'Canvas' })).toBeVisible();
    await expect.poll(() => titles(app)).toContain('untitled.firewright.yaml – Firewright');
    if (driver === 'stand-in') await focus(app, 'untitled.firewright.yaml – Firewright');
    await choose(app, 'theme-dark');
    for (const shown of [page, second]) await expect(shown.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });

  test('a window that is loaded again in the middle of work offers it', async ({ desktop }) => {
    const path = join(desktop.folder, 'a.firewright.yaml');
    await writeFile(path, await readFile(sample, 'utf8'));
    const { app, page } = await desktop.launch(path);
    await expect.poll(() => titles(app)).toEqual(['a.firewright.yaml – Firewright']);
    await choose(app, 'tidy');
    await expect.poll(() => titles(app)).toEqual(['• a.firewright.yaml – Firewright']);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
    await page.getByRole('button', { name: 'Restore' }).click();
    await expect.poll(() => titles(app)).toEqual(['• a.firewright.yaml – Firewright']);
  });
});
