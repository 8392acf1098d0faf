import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type DesktopApp, onEachDesktop, test } from './desktop.ts';
import { ElectronStandIn } from './stand-in/launch.ts';

const design = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: prod\n';

/** The port as the page sees it: what it is given need not fit the types, that is the point of some tests. */
interface ExposedHost {
  readonly kind: string;
  readonly onRequest: (listener: (request: unknown) => void) => () => void;
  readonly showActions: (actions: unknown) => void;
  readonly showState: (state: unknown) => void;
  readonly newWindow: () => void;
  readonly answerClose: (decision: unknown) => void;
  readonly openFiles: (request: unknown) => Promise<unknown>;
  readonly openRecent: (file: unknown) => Promise<unknown>;
  readonly recentFiles: () => Promise<unknown>;
  readonly saveText: (request: unknown) => Promise<unknown>;
  readonly writeRecovery: (snapshot: unknown) => Promise<unknown>;
  readonly readRecovery: () => Promise<unknown>;
  readonly readPreferences: () => Promise<unknown>;
  readonly writePreferences: (preferences: unknown) => Promise<unknown>;
}
declare global {
  interface Window {
    readonly appHost: ExposedHost;
    heard: unknown[];
  }
}

/** Collects what main asks of the page. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.heard = [];
    window.appHost.onRequest((request) => window.heard.push(request));
  });
}

const heard = (page: Page): Promise<unknown[]> => page.evaluate(() => window.heard);

function show(page: Page, unsaved: boolean, enabledActions: readonly string[] = []): Promise<void> {
  return page.evaluate((state) => window.appHost.showState({ title: 'a.firewright.yaml', ...state }), {
    unsaved,
    enabledActions,
    checkedActions: [],
    file: null,
    isVacant: false,
  });
}

/** The next save dialog is answered with this path. */
function scriptSaveDialog(app: DesktopApp, filePath: string): Promise<void> {
  return app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
}

const closeWindow = (app: DesktopApp): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
const windowCount = (app: DesktopApp): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
const title = (app: DesktopApp): Promise<string | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());

onEachDesktop((driver) => {
  test('the page gets the Electron adapter, and nothing else of Electron or Node', async ({ desktop }) => {
    const { page } = await desktop.launch();
    expect(await page.evaluate(() => window.appHost.kind)).toBe('electron');
    const leaks = ['require', 'process', 'module', 'electron', 'ipcRenderer', '__standInInvoke', '__standInOpen'];
    expect(await page.evaluate((names) => names.filter((name) => name in window), leaks)).toEqual([]);
    expect(await page.evaluate(() => Object.isFrozen(window.appHost))).toBe(true);
  });

  test('a file given as argument is opened once the page listens', async ({ desktop }) => {
    const path = join(desktop.folder, 'a.firewright.yaml');
    await writeFile(path, design);
    const { page } = await desktop.launch(path);
    await listen(page);
    await expect
      .poll(() => heard(page))
      .toEqual([
        {
          kind: 'open-files',
          files: [
            {
              name: 'a.firewright.yaml',
              file: expect.any(String),
              version: expect.any(String),
              content: { kind: 'text', text: design },
            },
          ],
        },
      ]);
    expect(JSON.stringify(await heard(page))).not.toContain(desktop.folder);
  });

  test('saving writes the whole file, keeps its mode and leaves nothing beside it', async ({ desktop }) => {
    const path = join(desktop.folder, 'a.firewright.yaml');
    await writeFile(path, design, { mode: 0o640 });
    const { app, page } = await desktop.launch();
    await scriptSaveDialog(app, path);
    const request = {
      suggestedName: 'a.firewright.yaml',
      text: `${design}# saved\n`,
      file: null,
      expectedVersion: null,
    };
    const saved = await page.evaluate((asked) => window.appHost.saveText(asked), request);
    expect(saved).toMatchObject({ ok: true, value: { kind: 'saved', name: 'a.firewright.yaml' } });
    expect(await readFile(path, 'utf8')).toBe(request.text);
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(await readdir(desktop.folder)).toEqual(['a.firewright.yaml']);
  });

  test('a file that somebody else changed is not overwritten', async ({ desktop }) => {
    const path = join(desktop.folder, 'a.firewright.yaml');
    const { app, page } = await desktop.launch();
    await scriptSaveDialog(app, path);
    const outcome = await page.evaluate(async (text) => {
      const asked = { suggestedName: 'a.firewright.yaml', text, file: null, expectedVersion: null };
      return (await window.appHost.saveText(asked)) as { value: { file: string; version: string } };
    }, design);
    await writeFile(path, 'theirs');
    const again = {
      suggestedName: 'a',
      text: 'mine',
      file: outcome.value.file,
      expectedVersion: outcome.value.version,
    };
    expect(await page.evaluate((asked) => window.appHost.saveText(asked), again)).toEqual({
      ok: false,
      error: { reason: 'changed-on-disk', name: 'a.firewright.yaml' },
    });
    expect(await readFile(path, 'utf8')).toBe('theirs');
  });

  test('a menu item asks the page to run its action, and is enabled as the page says', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await listen(page);
    await page.evaluate(() => {
      window.appHost.showActions([
        { id: 'open', label: 'Open…', group: 'file', shortcut: 'Mod+O', isSwitch: false, beginsGroup: false },
        { id: 'undo', label: 'Undo', group: 'edit', shortcut: 'Mod+Z', isSwitch: false, beginsGroup: false },
      ]);
    });
    await show(page, false, ['undo']);
    const enabled = (): Promise<unknown> =>
      app.evaluate(({ Menu }) => ['open', 'undo'].map((id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled));
    await expect.poll(enabled).toEqual([false, true]);
    await app.evaluate(({ Menu }) => {
      Menu.getApplicationMenu()?.getMenuItemById('undo')?.click();
    });
    await expect.poll(() => heard(page)).toEqual([{ kind: 'run-action', action: 'undo' }]);
  });

  test('a window with unsaved work stays open until its page agrees', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await listen(page);
    await show(page, true);
    await expect.poll(() => title(app)).toBe('a.firewright.yaml');
    await closeWindow(app);
    await expect.poll(() => heard(page)).toEqual([{ kind: 'close-requested' }]);
    await page.evaluate(() => window.appHost.answerClose('stay'));
    await closeWindow(app);
    await expect.poll(() => heard(page)).toHaveLength(2);
    expect(await windowCount(app)).toBe(1);
    const closed = page.waitForEvent('close');
    await page.evaluate(() => window.appHost.answerClose('close')).catch(() => undefined);
    await closed;
  });

  test('a window without unsaved work closes at once', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await listen(page);
    await show(page, false);
    await expect.poll(() => title(app)).toBe('a.firewright.yaml');
    const closed = page.waitForEvent('close');
    await closeWindow(app).catch(() => undefined);
    await closed;
  });

  test('the page can neither leave nor open windows nor reach a network', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    const address = page.url();
    await page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
    const reached = await page.evaluate(() => fetch('https://example.com/').then(String, () => 'refused'));
    expect(reached).toBe('refused');
    expect(page.url()).toBe(address);
    expect(await windowCount(app)).toBe(1);
  });

  const snapshot = {
    ...{ name: 'a.firewright.yaml', text: design, file: null, version: null, savedAt: '2026-01-01T00:00:00Z' },
    ...{ history: null, objects: 1, changes: 2 },
  };
  const found = { ok: true, value: { ...snapshot, folder: '' } };

  test('a crashed page is loaded again and finds the recovery snapshot', async ({ desktop }) => {
    test.skip(driver === 'Electron', 'Playwright loses a page of Electron that crashes');
    const { app, page } = await desktop.launch();
    await page.evaluate((work) => window.appHost.writeRecovery(work), snapshot);
    const reloaded = page.waitForEvent('load');
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await reloaded;
    expect(await page.evaluate(() => window.appHost.readRecovery())).toEqual(found);
  });

  test('the recovery snapshot survives a restart', async ({ desktop }) => {
    // What a process keeps is nobody’s leftover while it runs; survival.spec.ts ends processes of the stand-in.
    test.skip(driver === 'stand-in', 'all starts of the stand-in share the process of the tests');
    const first = await desktop.launch();
    await first.page.evaluate((work) => window.appHost.writeRecovery(work), snapshot);
    await first.app.close();
    const { page } = await desktop.launch();
    expect(await page.evaluate(() => window.appHost.readRecovery())).toEqual(found);
  });

  test('preferences and recent files survive a restart', async ({ desktop }) => {
    const path = join(desktop.folder, 'a.firewright.yaml');
    const first = await desktop.launch();
    await scriptSaveDialog(first.app, path);
    await first.page.evaluate(async (text) => {
      await window.appHost.saveText({ suggestedName: 'a', text, file: null, expectedVersion: null });
      await window.appHost.writePreferences({ theme: 'dark', colours: 'standard', started: true, lessons: [] });
    }, design);
    await first.app.close();
    const { page } = await desktop.launch();
    expect(await page.evaluate(() => window.appHost.readPreferences())).toEqual({
      theme: 'dark',
      colours: 'standard',
      started: true,
      lessons: [],
    });
    const opened = await page.evaluate(async () => {
      const [recent] = (await window.appHost.recentFiles()) as { file: string }[];
      return window.appHost.openRecent(recent?.file);
    });
    expect(opened).toMatchObject({ ok: true, value: { name: 'a.firewright.yaml', content: { text: design } } });
  });

  test('malformed requests are refused before anything is done', async ({ desktop }) => {
    const { page } = await desktop.launch();
    // No dialog is scripted: on the stand-in a request that got through would say so.
    const bad: readonly unknown[] = [
      null,
      'design',
      { what: 'everything', multiple: true },
      { what: 'design', multiple: 'yes' },
      { suggestedName: '../../etc/passwd', text: 'x', file: null, expectedVersion: null },
    ];
    for (const payload of bad) {
      const answers = await page.evaluate(
        (asked) =>
          Promise.all(
            [window.appHost.openFiles(asked), window.appHost.saveText(asked)].map((call) =>
              call.then(
                () => 'done',
                (error: unknown) => String(error),
              ),
            ),
          ),
        payload,
      );
      for (const answer of answers) expect(answer).toContain('malformed');
    }
    const stranger = await page.evaluate(() => window.appHost.openRecent('/etc/passwd'));
    expect(stranger).toEqual({ ok: false, error: { reason: 'unknown-token' } });
  });
});

test('messages of frames that are not ours reach no handler', async ({ desktop }) => {
  const { app } = await desktop.launch();
  // Only the stand-in can send in another's name.
  if (!(app instanceof ElectronStandIn)) throw new Error('not the stand-in');
  const save = { suggestedName: 'a', text: 'x', file: null, expectedVersion: null };
  for (const url of ['app://firewright/index.html', 'app://other/index.html', 'https://firewright/', 'about:blank', ''])
    await expect(app.forge(url, 'file:save-text', [save])).rejects.toThrow('refused');
  await expect(app.forge('app://firewright/index.html', 'file:delete', [])).rejects.toThrow('No handler');
});

test('the content security policy is in force', async ({ desktop }) => {
  const { page } = await desktop.launch();
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    try {
      script.textContent = 'window.injected = true';
      return 'text was taken for a script';
    } catch {
      // Past that guard by the name of a policy of ours, the script still has no address of ours.
      const types = Reflect.get(window, 'trustedTypes') as {
        createPolicy: (name: string, rules: object) => { createScript: (text: string) => string };
      };
      const policy = types.createPolicy('svelte-trusted-html', { createScript: (text: string) => text });
      script.textContent = policy.createScript('window.injected = true');
      document.head.append(script);
      return 'injected' in window;
    }
  });
  expect(ran).toBe(false);
});
