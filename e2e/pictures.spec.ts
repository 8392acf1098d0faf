import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Download, Locator, Page } from '@playwright/test';
import type { DesignerPage } from './designer-page.ts';
import { findInk, inkOnly } from './ink.ts';
import { expect, test } from './journey.ts';
import { pngRows } from './png-rows.ts';

async function openDialog(designer: DesignerPage): Promise<Locator> {
  await designer.page.keyboard.press('Control+Shift+g');
  const dialog = designer.dialog('Export picture');
  await expect(dialog.getByRole('img', { name: 'Preview of the picture' })).toBeVisible();
  return dialog;
}

async function saved(page: Page, dialog: Locator): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save…' }).click(),
  ]);
  await expect(dialog).toHaveCount(0);
  return download;
}

async function saveSvg(designer: DesignerPage): Promise<string> {
  const dialog = await openDialog(designer);
  await dialog.getByRole('radio', { name: /^SVG/ }).check();
  return readFile(await (await saved(designer.page, dialog)).path(), 'utf8');
}

const samples = ['Firewall the nodes', 'Firewall the nodes, without the allow profile', 'Protect Kubernetes nodes'];

test.describe('the SVG of each sample', () => {
  for (const sample of samples) {
    test(`${sample}: another renderer draws the same texts in the same places`, async ({ designer, context }, info) => {
      const hasRenderer = spawnSync('rsvg-convert', ['--version'], { stdio: 'ignore' }).status === 0;
      test.skip(!hasRenderer, 'rsvg-convert (Debian: librsvg2-bin) is not installed');
      await designer.openSample(sample);
      await designer.choose('View', 'Fit design');
      await designer.page.getByRole('radio', { name: 'All', exact: true }).click();
      const svg = await saveSvg(designer);
      const ink = inkOnly(svg);
      expect(ink.texts.length).toBeGreaterThan(20);
      const [source, drawn] = [info.outputPath('texts.svg'), info.outputPath('texts.png')];
      await writeFile(source, ink.svg);
      const rendered = spawnSync('rsvg-convert', [source, '-o', drawn], { encoding: 'utf8' });
      expect(rendered.stderr).toBe('');
      const page = await context.newPage();
      const ours = await findInk(
        page,
        `data:image/svg+xml;base64,${Buffer.from(ink.svg).toString('base64')}`,
        ink.texts.length,
      );
      const theirs = await findInk(
        page,
        `data:image/png;base64,${(await readFile(drawn)).toString('base64')}`,
        ink.texts.length,
      );
      for (const [index, text] of ink.texts.entries()) {
        const [one, other] = [ours[index], theirs[index]];
        if (!one || !other)
          throw new Error(`“${text}” is drawn by ${one ? 'us' : other ? 'the other one' : 'nobody'} only`);
        // Without the program's own font the other renderer takes one that is a bit wider or narrower.
        expect.soft(Math.abs(one.left - other.left), `left edge of “${text}”`).toBeLessThanOrEqual(3);
        expect.soft(Math.abs(one.bottom - other.bottom), `foot of “${text}”`).toBeLessThanOrEqual(2);
        expect.soft(Math.abs(one.top - other.top), `head of “${text}”`).toBeLessThanOrEqual(3);
        const widths = (other.right - other.left) / (one.right - one.left);
        expect.soft(widths, `width of “${text}”`).toBeGreaterThan(0.7);
        expect.soft(widths, `width of “${text}”`).toBeLessThan(1.35);
      }
    });
  }
});

test('the SVG says what the canvas shows, as text, and holds no foreign content', async ({ designer }) => {
  const svg = await saveSvg(designer);
  for (const text of [
    'node-control-plane',
    'policy-llm-worker',
    'TCP 22, 179, 2379-2380 +4',
    '✓ TCP 8080 denied',
    'Internet',
  ])
    expect(svg).toContain(`>${text}</text>`);
  expect(svg).not.toContain('foreignObject');
  expect(svg).toContain("font-family:'Inter Variable'");
  // The same design drawn again is the same file.
  expect(await saveSvg(designer)).toBe(svg);
});

test('a name that is markup stays a name', async ({ designer, context }) => {
  const name = '<script>x()</script>&amp;"';
  await designer.chooseFiles('Open…', [
    {
      name: 'hostile.firewright.yaml',
      text: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: prod\n  labels: {app: web}\nspec:\n  serviceAccountName: ${JSON.stringify(name)}\n`,
    },
  ]);
  await expect(designer.entry('Pod prod/web')).toHaveCount(1);
  const svg = await saveSvg(designer);
  expect(svg).not.toContain('<script');
  const page = await context.newPage();
  await page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
  expect(await page.evaluate(() => document.querySelector('parsererror') === null)).toBe(true);
  expect(await page.evaluate(() => document.documentElement.textContent)).toContain('<script>');
});

test('of the selection, without title and legend, on nothing', async ({ designer }) => {
  await designer.cell('prod/backend', 'host/node-worker').click();
  const dialog = await openDialog(designer);
  await dialog.getByRole('radio', { name: /^SVG/ }).check();
  await dialog.getByRole('radio', { name: 'The selection' }).check();
  await dialog.getByRole('radio', { name: 'Transparent' }).check();
  await dialog.getByLabel('Title').fill('');
  await dialog.getByRole('checkbox', { name: 'Legend' }).uncheck();
  const preview = dialog.getByRole('img', { name: 'Preview of the picture' });
  await expect.poll(() => preview.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBeLessThan(600);
  const svg = await readFile(await (await saved(designer.page, dialog)).path(), 'utf8');
  expect(svg).toContain('>backend</text>');
  expect(svg).not.toContain('>frontend</text>');
  expect(svg).not.toContain('can’t be evaluated');
  expect(svg).not.toMatch(/<rect width="\d+" height="\d+" fill="#/);
});

/** Pods that are all unlike, so that each has a card of its own. */
function manyPods(count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const name = `pod-${String(index).padStart(3, '0')}`;
    return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  namespace: ns-${index % 12}\n  labels: {app: ${name}}\n`;
  }).join('---\n');
}

test('a PNG of 300 endpoints at 4× is complete: every card has its pixels', async ({ designer }) => {
  await designer.chooseFiles('Open…', [{ name: 'many.yaml', text: manyPods(300) }]);
  await expect(designer.entry(/^Pod /)).toHaveCount(300);
  const svg = await saveSvg(designer);
  const dialog = await openDialog(designer);
  await dialog.getByRole('radio', { name: 'PNG' }).check();
  await dialog.getByRole('radio', { name: '4×' }).check();
  const file = await readFile(await (await saved(designer.page, dialog)).path());
  const { width, height, rows } = pngRows(file);
  const [, svgWidth = '', svgHeight = ''] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  expect([width, height]).toEqual([4 * Number(svgWidth), 4 * Number(svgHeight)]);
  const wanted = titlesIn(svg);
  expect(wanted).toHaveLength(300);
  const inked = new Map<string, number>();
  let y = 0;
  for await (const row of rows) {
    for (const title of wanted) {
      if (y < 4 * (title.y - 9) || y > 4 * title.y) continue;
      for (let x = Math.floor(4 * title.x); x < 4 * (title.x + 44); x += 1)
        if ((row[4 * x] ?? 255) < 80) inked.set(title.text, (inked.get(title.text) ?? 0) + 1);
    }
    y += 1;
  }
  expect(y).toBe(height);
  // Seven letters of 13 pixels, four times as large.
  expect(wanted.filter(({ text }) => (inked.get(text) ?? 0) < 800)).toEqual([]);
});

/** Where the names of pods stand in the picture. */
function titlesIn(svg: string): readonly { readonly text: string; readonly x: number; readonly y: number }[] {
  const [, right = '0', down = '0'] = /<g transform="translate\((\S+) (\S+)\)"><rect/.exec(svg) ?? [];
  const titles = svg.matchAll(/<text x="([^"]+)" y="([^"]+)" font-size="13" [^>]*>(pod-\d{3})<\/text>/g);
  return [...titles].map(([, x = '', y = '', text = '']) => ({
    text,
    x: Number(x) + Number(right),
    y: Number(y) + Number(down),
  }));
}

test('the picture is copied as PNG, and by its shortcut without the dialog', async ({ designer, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = designer;
  const dialog = await openDialog(designer);
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(designer.notice('The picture is on the clipboard.')).toHaveCount(1);
  const types = (): Promise<readonly string[]> =>
    page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => [...item.types]));
  expect(await types()).toContain('image/png');
  await page.keyboard.press('Escape');
  await page.evaluate(() => navigator.clipboard.writeText('other'));
  await page.keyboard.press('Control+Shift+y');
  await expect.poll(types).toContain('image/png');
});

test('the dialog is used by the keyboard alone, and nothing in it stands in the way of anybody', async ({
  designer,
}) => {
  const { page } = designer;
  const dialog = await openDialog(designer);
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await dialog.getByRole('radio', { name: 'PNG' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: /^SVG/ })).toBeChecked();
  await designer.tabTo(dialog.getByRole('button', { name: 'Save…' }));
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toBe('firewall-the-nodes.svg');
});

test('the handout has picture, matrix, expectations with the reasons of failing ones, and policies', async ({
  designer,
}) => {
  const { page } = designer;
  await designer.showDrawer('Expectations');
  await page.locator('[data-flow="0"] select').selectOption('deny');
  await page.evaluate(() => (window.print = () => undefined));
  await page.keyboard.press('Control+p');
  const dialog = designer.dialog('Handout');
  await expect(dialog.getByRole('img', { name: 'The design' })).toBeVisible();
  await expect(dialog.getByRole('heading', { name: 'Who reaches whom' })).toBeVisible();
  await expect(dialog.getByRole('heading', { name: 'Tier host-firewall' })).toBeVisible();
  await expect(dialog).toContainText('kind: GlobalNetworkPolicy');
  await expect(dialog).toContainText('4 of 5 expectations met, 1 missed');
  await expect(dialog.getByRole('heading', { name: /^Why .*TCP 10250, is not as expected/ })).toBeVisible();
  await expect(dialog).toContainText('Allowed at host/');
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const copy = page.locator('body > article');
  for (const [paper, box] of papers) {
    await dialog.getByRole('radio', { name: paper }).check();
    await dialog.getByRole('button', { name: 'Print…' }).click();
    await expect(copy).toHaveCount(1);
    await page.emulateMedia({ media: 'print' });
    await expect(copy).toBeVisible();
    await expect(page.locator('#app')).toBeHidden();
    await page.emulateMedia({ media: null });
    // The browser tells the page that it has printed: the copy goes.
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    await expect(copy).toHaveCount(0);
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 (\d+)[.\d]* (\d+)/g)].map(
      ([, width, height]) => `${width} ${height}`,
    );
    expect(new Set(boxes)).toEqual(new Set([box]));
    expect(boxes.length, `pages of ${paper}`).toBeGreaterThanOrEqual(2);
    expect(boxes.length, `pages of ${paper}`).toBeLessThanOrEqual(5);
  }
  await expect(dialog).toBeVisible();
});

/** In points. */
const papers = [
  ['A4', '594 841'],
  ['Letter', '612 792'],
] as const;
