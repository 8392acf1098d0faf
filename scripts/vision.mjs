import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from './browser.mjs';
import { root } from './paths.mjs';
import { createStaticServer, listen } from './static-server.mjs';

/*
 * Takes pictures of the first sample, at the desk and presented, as eyes with deficient colour vision see it, to be looked at: allow and deny must
 * be told apart in each of them, in both themes, with the usual colours and with blue in the place of green.
 * `npm run build:web && node scripts/vision.mjs FOLDER [FOLDER OF THE RENDERER]`
 */

const [folder, renderer = join(root, 'dist/renderer')] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say which folder the pictures go to.');

// `achromatopsia` sees greys only, as a black and white print does.
const eyes = /** @type {const} */ (['none', 'achromatopsia', 'deuteranopia', 'protanopia', 'tritanopia']);
const name = 'firewall-the-nodes.firewright.yaml';
// So that there is all: pairs that are allowed, partly allowed and denied.
const isolation = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: isolated, namespace: prod}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;
const text = (await readFile(join(root, 'assets/samples', name), 'utf8')) + isolation;

await mkdir(folder, { recursive: true });
const server = createStaticServer(renderer);
const port = await listen(server, 0);
const browser = await chromium.launch(chromiumLaunchOptions());
for (const theme of /** @type {const} */ (['light', 'dark'])) {
  for (const colours of ['standard', 'safe']) {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    await page.addInitScript((chosen) => {
      // A file field takes the place of the browser's own dialog.
      Object.defineProperty(globalThis, 'showOpenFilePicker', { value: undefined });
      const preferences = { theme: 'system', colours: chosen, started: true };
      localStorage.setItem('firewright.preferences', JSON.stringify(preferences));
    }, colours);
    await page.goto(`http://127.0.0.1:${port}/`);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('dialog', { name: 'Start' }).getByRole('button', { name: /^Open/ }).click(),
    ]);
    await chooser.setFiles([{ name, mimeType: 'application/yaml', buffer: Buffer.from(text) }]);
    await page.getByRole('radio', { name: 'All', exact: true }).click();
    await page.getByRole('gridcell').first().waitFor();
    await page.mouse.move(720, 4);
    const protocol = await page.context().newCDPSession(page);
    /** @param {string} what */
    const seeAll = async (what) => {
      for (const type of eyes) {
        await protocol.send('Emulation.setEmulatedVisionDeficiency', { type });
        await page.screenshot({ path: join(folder, `${what}-${theme}-${colours}-${type}.png`) });
      }
    };
    await seeAll('desk');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.keyboard.press('F5');
    // Presentations begin light; I turns the theme.
    if (theme === 'dark') await page.keyboard.press('i');
    // The picture takes its place, and the hint goes.
    await page.waitForTimeout(7_000);
    await seeAll('presented');
    await page.close();
  }
}
await browser.close();
server.close();
