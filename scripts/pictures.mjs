import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from './browser.mjs';
import { root } from './paths.mjs';
import { createStaticServer, listen } from './static-server.mjs';

/*
 * Takes the README's pictures of the first sample in both themes, from the renderer as it was built last:
 * `npm run build:web && node scripts/pictures.mjs [FOLDER OF THE RENDERER]`.
 */

const server = createStaticServer(process.argv[2] ?? join(root, 'dist/renderer'));
const port = await listen(server, 0);
const browser = await chromium.launch(chromiumLaunchOptions());
for (const theme of /** @type {const} */ (['light', 'dark'])) {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.getByRole('gridcell', { name: 'prod/backend to host/node-worker: ' }).click();
  await page.getByRole('list', { name: 'Port classes' }).waitFor();
  // The pointer would colour a row of the matrix.
  await page.mouse.move(720, 4);
  await page.screenshot({ path: join(root, `assets/pictures/firewall-the-nodes-${theme}.png`) });
  await page.close();
}
await browser.close();
server.close();
