import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'firewright-share-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Shares the open design, as a user does. @returns the file */
async function share(designer: DesignerPage, withNotes = false): Promise<string> {
  const { page } = designer;
  await designer.choose('File', 'Share as HTML…');
  const dialog = designer.dialog('Share as HTML');
  if (withNotes) await dialog.getByRole('checkbox', { name: /notes of the scenes/ }).check();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the page…' }).click();
  const file = await download;
  const path = join(folder, `${String(Date.now())}-${file.suggestedFilename()}`);
  await file.saveAs(path);
  await expect(dialog).toBeHidden();
  return path;
}

/** Opens it from disk, without a network, and notes everything that it complains of or asks for. */
async function opened(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const context = await browser.newContext({ ...options, offline: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  const address = pathToFileURL(path).href;
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('data:')) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(address);
  await expect(page.getByRole('tab', { name: 'Picture' })).toHaveAttribute('aria-selected', 'true');
  return { page, complaints };
}

/** Verdict words of all cells, `a to b: Allowed`. */
async function cells(page: Page): Promise<readonly string[]> {
  const labels = await page
    .getByRole('gridcell')
    .evaluateAll((all) => all.map((cell) => cell.getAttribute('aria-label') ?? ''));
  return labels.filter((label) => / to .+: /.test(label));
}

for (const sample of [
  'Firewall the nodes',
  'Firewall the nodes, without the allow profile',
  'Protect Kubernetes nodes',
])
  test(`“${sample}” shows the same verdicts from disk, without a network, as the program`, async ({
    designer,
    browser,
  }) => {
    await designer.openSample(sample);
    const own = new Map(
      (await cells(designer.page)).map((label) => [label.replace(/: .*/, ''), label.replace(/.*?: /, '')] as const),
    );
    const { page, complaints } = await opened(browser, await share(designer));
    await page.getByRole('tab', { name: 'Matrix' }).click();
    const shared = (await cells(page)).filter((label) => {
      const [, from, to] = /^(.+) to (.+): /.exec(label) ?? [];
      return from !== to;
    });
    expect(shared.length).toBeGreaterThan(20);
    for (const label of shared) {
      const [pair = '', verdict = ''] = [label.replace(/: .*/, ''), label.replace(/.*?: /, '')];
      expect(own.get(pair)?.toLowerCase(), pair).toContain(verdict.toLowerCase());
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

test('a pair is selected in the matrix, in the picture and by name, and says why', async ({ designer, browser }) => {
  const { page, complaints } = await opened(browser, await share(designer));
  const verdict = page.getByRole('status', { name: 'Verdict' });
  await page.getByLabel('From').selectOption('prod/backend');
  await page.getByLabel('to', { exact: true }).selectOption('host/node-worker');
  await expect(verdict).toContainText('Partly allowed');
  await expect(verdict).toContainText('host/node-worker');
  await page.locator('[data-element="dev/frontend → host/node-control-plane"]').first().click();
  await expect(page.getByLabel('From')).toHaveValue('dev/frontend');
  await page.getByRole('tab', { name: 'Matrix' }).click();
  const selected = page.locator('[role="gridcell"][aria-selected="true"]');
  await expect(selected).toHaveAttribute('aria-label', 'dev/frontend to host/node-control-plane: Partly allowed');
  await selected.focus();
  await page.keyboard.press('ArrowRight');
  await expect(selected).toBeFocused();
  await expect(selected).toHaveAttribute('aria-label', /^dev\/frontend to host\/node-worker: /);
  await page.keyboard.press('Control+Home');
  await expect(selected).toHaveAttribute('data-row', '0');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the picture is moved and zoomed by keys, wheel and hand', async ({ designer, browser }) => {
  const { page } = await opened(browser, await share(designer));
  const paper = page.locator('.paper');
  const place = (): Promise<string> => paper.evaluate((element) => element.style.transform);
  const start = await place();
  const stage = page.getByRole('application');
  await stage.focus();
  await page.keyboard.press('ArrowRight');
  const shifted = await place();
  expect(shifted).not.toBe(start);
  await page.keyboard.press('+');
  expect(await place()).not.toBe(shifted);
  await page.keyboard.press('0');
  expect(await place()).toBe(start);
  const box = (await stage.boundingBox())!;
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.wheel(0, -300);
  await expect.poll(place).not.toBe(start);
  await page.getByRole('button', { name: 'Fit: show all' }).click();
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 140, box.y + 90, { steps: 4 });
  await page.mouse.up();
  expect(await place()).not.toBe(start);
  await page.context().close();
});

const withScenes = `
apiVersion: v1
kind: Namespace
metadata: { name: prod }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: prod, labels: { app: web } }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: prod, labels: { app: "<img src=x onerror=alert(1)>" } }
---
apiVersion: firewright.dev/v1
kind: ExternalNetwork
metadata: { name: "</script><script>alert(2)</script>" }
spec: { nets: [192.0.2.0/24] }
---
apiVersion: firewright.dev/v1
kind: Design
metadata: { name: design }
spec:
  layout:
    notes: { "1": "</script><svg onload=alert(3)>" }
  scenes:
    - id: before
      title: "Before <script>alert(4)</script>"
      notes: "Say: <b onclick=alert(5)>hello</b>"
      lens: all
      content: |
        apiVersion: v1
        kind: Namespace
        metadata: { name: prod }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: prod, labels: { app: web } }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: db, namespace: prod, labels: { app: db } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: closed, namespace: prod }
        spec: { podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress] }
    - id: now
      title: Now
      notes: As it is.
      lens: drawn
`;

test('scenes are stepped through, each with its own verdicts; hostile names are text', async ({
  designer,
  browser,
}) => {
  await designer.chooseFiles('Open…', [{ name: 'hostile.yaml', text: withScenes }]);
  await expect(designer.cell('prod/web', 'prod/db')).toBeVisible();
  const secret = await opened(browser, await share(designer));
  await secret.page.getByRole('button', { name: 'Next scene' }).click();
  await expect(secret.page.getByText('Say:')).toHaveCount(0);
  expect(await secret.page.content()).not.toContain('Say:');
  await secret.page.context().close();

  const { page, complaints } = await opened(browser, await share(designer, true));
  const verdict = page.getByRole('status', { name: 'Verdict' });
  await page.getByLabel('From').selectOption('prod/web');
  await page.getByLabel('to', { exact: true }).selectOption('prod/db');
  await expect(verdict).toContainText('Allowed');
  await page.keyboard.press('PageDown');
  await expect(page.getByText('2 of 3: Before <script>alert(4)</script>')).toBeVisible();
  await expect(page.getByText('Say: <b onclick=alert(5)>hello</b>')).toBeVisible();
  await expect(verdict).toContainText('Denied');
  await expect(verdict).toContainText('closed');
  await page.getByRole('tab', { name: 'Manifests' }).click();
  await expect(page.getByLabel('Manifests', { exact: true }).last()).toContainText('name: closed');
  await page.getByRole('button', { name: 'Next scene' }).click();
  await expect(page.getByLabel('Manifests', { exact: true }).last()).not.toContainText('name: closed');
  await expect(page.getByLabel('Manifests', { exact: true }).last()).not.toContainText('kind: Design');
  await page.getByRole('button', { name: 'Previous scene' }).click();
  await page.getByRole('button', { name: 'Previous scene' }).click();
  await expect(verdict).toContainText('Allowed');
  expect(complaints).toEqual([]);
  await page.context().close();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ])
    test(`nothing for axe to complain of, ${colorScheme}, ${String(viewport.width)} pixels wide`, async ({
      designer,
      browser,
    }) => {
      const { page } = await opened(browser, await share(designer), { colorScheme, viewport });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      for (const tab of ['Picture', 'Matrix', 'Manifests']) {
        await page.getByRole('tab', { name: tab }).click();
        // The page's own policy lets no other script in: axe comes in past it.
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(viewport.width);
      await page.getByRole('button', { name: 'Light / dark' }).click();
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme === 'light' ? 'dark' : 'light');
      await page.context().close();
    });
