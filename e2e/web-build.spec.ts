import type { Page } from '@playwright/test';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembleWeb } from '../scripts/web-build.mjs';
import { DesignerPage } from './designer-page.ts';
import { built, expect, test } from './journey.ts';

const builtWeb = join(built, 'web');

/** Another version of the web build: its page says which, and everything else is as it was built. */
function buildVersion(folder: string, name: string): string {
  const [renderer, out] = [join(folder, `${name}-renderer`), join(folder, name)];
  cpSync(join(built, 'renderer'), renderer, { recursive: true });
  const page = join(renderer, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<body', `<body data-version="${name}"`));
  mkdirSync(out);
  const worker = readFileSync(join(builtWeb, 'service-worker.js'), 'utf8').replace(/^const webBuild = .*?^};\n/ms, '');
  assembleWeb({ renderer, web: 'assets/web', worker, out });
  return out;
}

const versionOf = (page: Page): Promise<string | null> => page.locator('body').getAttribute('data-version');
const isControlled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
};
const cacheNames = (page: Page): Promise<readonly string[]> => page.evaluate(() => caches.keys());

/** What a browser does by itself when the page is loaded, and the page every hour. */
async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
    while (registration.installing !== null) await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

test.describe('without network', () => {
  test.use({ provokes: [/^console: Failed to load resource: net::ERR_(INTERNET_DISCONNECTED|FAILED)$/] });

  test('the page is loaded again, its worker too, and it judges; what was not built is out of reach', async ({
    designer,
    page,
  }) => {
    const reach = (path: string): Promise<string> =>
      page.evaluate(
        (asked) =>
          fetch(asked).then(
            (answer) => String(answer.status),
            () => 'out of reach',
          ),
        path,
      );
    expect(await reach('./nothing-of-ours.txt')).toBe('out of reach');
    expect(await reach('/elsewhere/')).toBe('out of reach');
    expect(await reach('./manifest.webmanifest')).toBe('200');
    await page.reload();
    await designer.sample('Firewall the nodes').click();
    await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
    await designer.arrow('prod/backend', 'host/node-worker').toBe('allowed');
  });

  for (const address of ['index.html', './?source=pwa', './#top']) {
    test(`the page is there under ${address}`, async ({ designer, page }) => {
      // From a part of a page to another part nothing is loaded.
      await page.goto('about:blank');
      await page.goto(address);
      await expect(designer.dialog('Start')).toBeVisible();
    });
  }
});

test.describe('in any folder of a server', () => {
  for (const at of ['/', '/a/deeper/one/', '/with%20a%20blank/']) {
    test(`${at}`, async ({ page, web, goOffline }) => {
      web.serve(at, builtWeb);
      const designer = new DesignerPage(page);
      await designer.withoutPickers();
      await page.goto(web.origin + at);
      await expect(designer.matrix).toBeVisible();
      await goOffline(page);
      await page.reload();
      await designer.sample('Protect Kubernetes nodes').click();
      await expect(designer.matrix).toBeVisible();
    });
  }
});

test('it can be installed: the browser finds nothing to complain about', async ({ designer, page }) => {
  await expect(designer.matrix).toBeVisible();
  const session = await page.context().newCDPSession(page);
  const manifest = await session.send('Page.getAppManifest');
  expect(manifest.errors).toEqual([]);
  expect(manifest.url).toMatch(/\/some\/folder\/manifest\.webmanifest$/);
  // Headless contexts are private ones, in which nothing is ever installed.
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});

test.describe('a server of the desktop program’s own page', () => {
  test.use({ network: 'online' });
  test('has no service worker: its port may be another program’s tomorrow', async ({ designer, page }) => {
    await expect(designer.matrix).toBeVisible();
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  });
});

test.describe('a new version', () => {
  const at = '/updated/';
  let folder = '';
  test.beforeEach(async ({ web, page }, testInfo) => {
    folder = testInfo.outputPath('versions');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    web.serve(at, buildVersion(folder, 'one'));
    const designer = new DesignerPage(page);
    await designer.withoutPickers();
    await page.goto(web.origin + at);
    await expect(designer.matrix).toBeVisible();
    await isControlled(page);
  });

  test('waits until the user wants it; unsaved work is asked about, and the old files go', async ({ web, page }) => {
    const designer = new DesignerPage(page);
    await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
    web.serve(at, buildVersion(folder, 'two'));
    await lookForUpdate(page);
    const note = designer.notice('A new version of Firewright is there.');
    await expect(note).toBeVisible();
    expect(await versionOf(page)).toBe('one');

    await page.getByRole('button', { name: 'Reload', exact: true }).click();
    const question = designer.dialog('Save the changes to firewall-the-nodes.firewright.yaml?');
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await versionOf(page)).toBe('one');
    await expect(designer.entry('Pod prod/backend')).toContainText('role=node');

    await note.getByRole('button', { name: 'Dismiss' }).click();
    await expect(note).toHaveCount(0);
    await designer.choose('Help', 'Reload with the new version');
    await question.getByRole('button', { name: 'Don’t save' }).click();
    await expect(page.locator('body')).toHaveAttribute('data-version', 'two');
    // What was given up is not offered again.
    await expect(designer.dialog('Start')).toBeVisible();
    await expect.poll(() => cacheNames(page)).toHaveLength(1);
    await expect(note).toHaveCount(0);
  });

  test('leaves another window as it is, with all its parts, until that one is loaded again', async ({ web, page }) => {
    const other = new DesignerPage(await page.context().newPage());
    await other.page.goto(web.origin + at);
    await expect(other.dialog('Start')).toBeVisible();
    web.serve(at, buildVersion(folder, 'two'));
    await lookForUpdate(page);
    await page.getByRole('button', { name: 'Reload', exact: true }).click();
    await expect(page.locator('body')).toHaveAttribute('data-version', 'two');
    expect(await versionOf(other.page)).toBe('one');
    await expect(other.notice('A new version of Firewright is there.')).toBeVisible();
    expect(await cacheNames(page)).toHaveLength(2);
    await page.close();
    await other.page.reload();
    expect(await versionOf(other.page)).toBe('two');
    await expect.poll(() => cacheNames(other.page)).toHaveLength(1);
  });

  test('that is only half uploaded is not offered; what is there works on, offline too', async ({
    web,
    page,
    goOffline,
  }) => {
    const two = buildVersion(folder, 'two');
    rmSync(join(two, 'assets'), { recursive: true });
    web.serve(at, two);
    await lookForUpdate(page);
    await goOffline(page);
    await page.reload();
    expect(await versionOf(page)).toBe('one');
    await expect(new DesignerPage(page).dialog('Start')).toBeVisible();
    expect(await cacheNames(page)).toHaveLength(1);
  });

  test('a cache that lost a file gives way to the server, and is whole again', async ({ page, goOffline }) => {
    const lost = await page.evaluate(async () => {
      const cache = await caches.open((await caches.keys())[0] ?? '');
      const script = (await cache.keys()).find(({ url }) => /assets\/index-.*\.js$/.test(url));
      return script !== undefined && (await cache.delete(script));
    });
    expect(lost).toBe(true);
    const designer = new DesignerPage(page);
    await page.reload();
    await expect(designer.dialog('Start')).toBeVisible();
    await goOffline(page);
    await page.reload();
    await expect(designer.dialog('Start')).toBeVisible();
  });
});
