import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { manifestOf, randomFrom } from '../../scripts/kill-test/ledger.mjs';
import { createStaticServer, listen } from '../../scripts/static-server.mjs';
import { browserTarget } from '../kill-test/browser-target.mjs';
import { base, runRound } from '../kill-test/round.mjs';
import { standInTarget } from '../kill-test/stand-in-target.mjs';
import { type DesktopApp, onEachDesktop, test } from './desktop.ts';

const sample = 'assets/samples/firewall-the-nodes.firewright.yaml';
const built = process.env['FIREWRIGHT_DIST'] ?? 'dist';

const title = (app: DesktopApp): Promise<string | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());

function choose(app: DesktopApp, action: string): Promise<void> {
  return app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), action);
}

/** The texts of all recovery files. */
async function keptIn(userData: string): Promise<readonly string[]> {
  const folder = join(userData, 'recovery');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

/** The program ends without a word. On the stand-in its process goes on, so what it leaves gets another owner. */
async function die(app: DesktopApp, userData: string): Promise<void> {
  await app
    .evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.destroy();
    })
    .catch(() => undefined);
  await app.close().catch(() => undefined);
  const folder = join(userData, 'recovery');
  for (const name of await readdir(folder))
    await rename(join(folder, name), join(folder, name.replace(/^\d+-[^-]+/, '0-gone')));
}

/** From now on a temporary file in this folder fails with that code, at its opening or when it is written. */
function failToWrite(app: DesktopApp, folder: string, step: 'open' | 'writeFile', code: string): Promise<void> {
  return app.evaluate(
    (_electron, fault) => {
      const fs = process.getBuiltinModule('node:fs/promises');
      const { open } = fs;
      const fail = (): Promise<never> =>
        Promise.reject(Object.assign(new Error(`${fault.code}: injected`), { code: fault.code }));
      const failing: typeof open = async (path, flags, mode) => {
        const isMeant = flags === 'wx' && String(path).startsWith(fault.folder);
        if (isMeant && fault.step === 'open') return fail();
        const handle = await open(path, flags, mode);
        return isMeant ? Object.assign(handle, { writeFile: fail }) : handle;
      };
      Reflect.set(globalThis, 'restoreOpen', () => {
        fs.open = open;
        process.getBuiltinModule('node:module').syncBuiltinESMExports();
      });
      fs.open = failing;
      process.getBuiltinModule('node:module').syncBuiltinESMExports();
    },
    { folder, step, code },
  );
}

function writeAgain(app: DesktopApp): Promise<void> {
  return app.evaluate(() => (Reflect.get(globalThis, 'restoreOpen') as (() => void) | undefined)?.());
}

function scriptSaveDialog(app: DesktopApp, filePath: string): Promise<void> {
  return app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
}

interface Edited {
  readonly app: DesktopApp;
  readonly page: Page;
  readonly path: string;
  /** As the file was before. */
  readonly before: string;
}

onEachDesktop(() => {
  test.use({ shows: 'program' });

  /** A design of the user's, with a change that is in no file. */
  async function edited(
    desktop: {
      readonly folder: string;
      launch(...files: string[]): Promise<{ app: DesktopApp; page: Page }>;
    },
    pace: 'clock runs' | 'clock stands' = 'clock runs',
  ): Promise<Edited> {
    const path = join(desktop.folder, 'given.firewright.yaml');
    const before = await readFile(sample, 'utf8');
    await writeFile(path, before);
    const { app, page } = await desktop.launch(path);
    await expect.poll(() => title(app)).toBe('given.firewright.yaml – Firewright');
    if (pace === 'clock stands') {
      await page.clock.install();
      await page.clock.pauseAt(Date.now() + 1000);
    }
    await choose(app, 'tidy');
    await expect.poll(() => title(app)).toBe('• given.firewright.yaml – Firewright');
    return { app, page, path, before };
  }

  for (const { event, of } of [
    { event: 'suspend', of: 'powerMonitor' },
    { event: 'shutdown', of: 'powerMonitor' },
    { event: 'SIGTERM', of: 'process' },
  ] as const)
    test(`${event}: the work is kept at once, whatever the clock says`, async ({ desktop }) => {
      const { app } = await edited(desktop, 'clock stands');
      const userData = join(desktop.folder, '../user-data');
      expect(await keptIn(userData)).toEqual([]);
      await app
        .evaluate(
          ({ powerMonitor }, asked) => {
            (asked.of === 'process' ? process : powerMonitor).emit(asked.event as never);
          },
          { event, of },
        )
        // Electron is gone before it can answer.
        .catch(() => undefined);
      await expect.poll(async () => (await keptIn(userData)).join()).toContain('given');
    });

  test('what is offered says what it holds; put off it comes again, discarded it does not', async ({ desktop }) => {
    const { app, path, before } = await edited(desktop);
    const userData = join(desktop.folder, '../user-data');
    await expect.poll(async () => (await keptIn(userData)).length, { timeout: 10_000 }).toBe(1);
    await die(app, userData);
    const again = await desktop.launch();
    const question = again.page.getByRole('dialog', { name: 'Restore unsaved work?' });
    await expect(question).toContainText(`given.firewright.yaml (in ${desktop.folder}) was not saved`);
    await expect(question).toContainText(
      /The copy is from \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, with \d+ objects and 1 change/,
    );
    await question.getByRole('button', { name: 'Later' }).click();
    await expect(question).toHaveCount(0);
    await die(again.app, userData);
    const third = await desktop.launch();
    const thirdQuestion = third.page.getByRole('dialog', { name: 'Restore unsaved work?' });
    await thirdQuestion.getByRole('button', { name: 'Discard it' }).click();
    await expect.poll(() => keptIn(userData)).toEqual([]);
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  test('restored work goes on in its file', async ({ desktop }) => {
    const { app, path, before } = await edited(desktop);
    const userData = join(desktop.folder, '../user-data');
    await expect.poll(async () => (await keptIn(userData)).length, { timeout: 10_000 }).toBe(1);
    await die(app, userData);
    const again = await desktop.launch();
    await again.page.getByRole('button', { name: 'Restore' }).click();
    await expect.poll(() => title(again.app)).toBe('• given.firewright.yaml – Firewright');
    await choose(again.app, 'save');
    await expect.poll(() => title(again.app)).toBe('given.firewright.yaml – Firewright');
    expect(await readFile(path, 'utf8')).not.toBe(before);
    await expect.poll(() => keptIn(userData)).toEqual([]);
  });

  for (const [step, code, cause] of [
    ['writeFile', 'ENOSPC', 'The disk is full'],
    ['open', 'EROFS', 'is read-only'],
    ['open', 'EACCES', 'permission denied'],
    ['writeFile', 'EIO', 'The disk reports an error'],
  ] as const)
    test(`a save that fails with ${code} says why, leaves the file, and offers another place`, async ({ desktop }) => {
      const { app, page, path, before } = await edited(desktop);
      await failToWrite(app, desktop.folder, step, code);
      try {
        await choose(app, 'save');
        const question = page.getByRole('dialog', { name: 'given.firewright.yaml was not saved' });
        await expect(question).toContainText(cause);
        expect([await readFile(path, 'utf8'), await readdir(desktop.folder)]).toEqual([
          before,
          ['given.firewright.yaml'],
        ]);
        expect(await title(app)).toContain('•');
        // The work is safe before the user has to decide anything.
        const kept = await keptIn(join(desktop.folder, '../user-data'));
        expect(kept.join()).toContain('given');
        await writeAgain(app);
        const other = join(desktop.folder, 'other.firewright.yaml');
        await scriptSaveDialog(app, other);
        await question.getByRole('button', { name: 'Save as…' }).click();
        await expect.poll(() => title(app)).toBe('other.firewright.yaml – Firewright');
        expect(await readFile(path, 'utf8')).toBe(before);
        expect(await readFile(other, 'utf8')).not.toBe(before);
      } finally {
        await writeAgain(app);
      }
    });

  test('a file that was removed meanwhile is written again only on the user’s word', async ({ desktop }) => {
    const { app, page, path } = await edited(desktop);
    await rm(path);
    await choose(app, 'save');
    const question = page.getByRole('dialog', { name: 'given.firewright.yaml is not there any more' });
    await expect(question).toBeVisible();
    expect(await readdir(desktop.folder)).toEqual([]);
    await question.getByRole('button', { name: 'Save it there again' }).click();
    await expect.poll(() => title(app)).toBe('given.firewright.yaml – Firewright');
    expect(await readdir(desktop.folder)).toEqual(['given.firewright.yaml']);
  });
});

test.describe('the browser build', () => {
  for (const [how, leave] of [
    ['its tab is closed', (page: Page) => page.close()],
    ['another page is opened in its tab', (page: Page) => page.goto('about:blank')],
  ] as const)
    test(`keeps a change at once when ${how}, whatever the clock says`, async ({ context }) => {
      const server = createStaticServer(join(built, 'renderer'));
      const address = `http://127.0.0.1:${await listen(server, 0)}/`;
      try {
        const page = await context.newPage();
        page.on('dialog', (dialog) => void dialog.accept());
        await page.goto(address);
        await expect(page.getByRole('treeitem', { name: 'Pod prod/backend' })).toBeAttached();
        await page.clock.install();
        await page.clock.pauseAt(Date.now() + 1000);
        await page.evaluate((value) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', value);
          document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        }, manifestOf(1));
        await expect(page.getByRole('treeitem', { name: 'Namespace edit-1' })).toBeAttached();
        await leave(page);
        const next = await context.newPage();
        await next.goto(address);
        await next
          .getByRole('dialog', { name: 'Restore unsaved work?' })
          .getByRole('button', { name: 'Restore' })
          .click();
        await expect(next.getByRole('treeitem', { name: 'Namespace edit-1' })).toBeAttached();
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
});

test.describe('kill -9 at a random moment of random editing', () => {
  // One loss in a hundred kills is a loss.
  test.describe.configure({ retries: 0 });
  const targets = {
    'the desktop program on the stand-in': () => standInTarget(built, base),
    'the browser build': () => browserTarget(join(built, 'renderer'), base),
  };
  for (const [name, make] of Object.entries(targets))
    for (const seed of [11, 12])
      test(`${name} (seed ${seed}): at most five seconds are lost, and the file is whole`, async () => {
        test.slow();
        const target = await make();
        try {
          const outcome = await runRound(target, randomFrom(seed));
          expect(outcome).toMatchObject({ file: true, lost: expect.any(Number) });
          expect(outcome.lost).toBeLessThanOrEqual(5);
        } finally {
          await target.remove();
        }
      });
});
