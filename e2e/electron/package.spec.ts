import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { chromiumLaunchOptions } from '../../scripts/browser.mjs';
import { extractArchive, readArchive } from '../../scripts/pack/archive.mjs';
import { capture } from '../../scripts/run.mjs';
import type { DesktopApp } from './desktop.ts';
import { ElectronStandIn } from './stand-in/launch.ts';

const sample = 'assets/samples/firewall-the-nodes.firewright.yaml';

let top = '';
test.beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'firewright-package-'));
});
test.afterAll(async () => {
  await rm(top, { recursive: true, force: true });
});

/** The folder that electron-builder's archive holds, and nothing else of this repository. */
async function unpackedProgram(): Promise<string> {
  const { status, output } = await capture(['scripts/pack/lay-out.mjs', 'linux', top, 'dir']);
  if (status !== 0) throw new Error(output);
  const folder = join(top, 'program');
  extractArchive(readArchive(join(top, 'out/linux-unpacked/resources/app.asar')), folder);
  return folder;
}

// On the stand-in only: Electron itself starts its archive where a package has been installed.
test('the packed program is complete: it starts, judges the design it is given, edits and saves it', async () => {
  // electron-builder works for a while first.
  test.slow();
  const program = await unpackedProgram();
  const design = join(top, 'files/given.firewright.yaml');
  await mkdir(join(top, 'files'));
  await writeFile(design, await readFile(sample));

  const started = await ElectronStandIn.launch({
    dist: join(program, 'dist'),
    userData: join(top, 'user-data'),
    args: [design],
    browser: chromiumLaunchOptions(),
  });
  // The members that the stand-in shares with Playwright's driver; the module's type is Electron's own.
  const app = started as unknown as DesktopApp;
  const page = await app.firstWindow();
  const title = (): Promise<string | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  const choose = (action: string): Promise<void> =>
    app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), action);

  await expect.poll(title).toBe('given.firewright.yaml – Firewright');
  expect(await page.evaluate(() => window.appHost.kind)).toBe('electron');
  await expect(page.getByRole('application', { name: 'Canvas' })).toBeVisible();
  // A cell is named with its verdict once the evaluator, a file of its own, has answered.
  await expect(page.getByRole('gridcell', { name: 'prod/backend to host/node-worker: ' })).toBeVisible();
  const licences = await page.evaluate(async () => (await fetch('./licences.txt')).text());
  expect(licences).toContain('MIT');

  await choose('tidy');
  await expect.poll(title).toBe('• given.firewright.yaml – Firewright');
  await choose('save');
  await expect.poll(title).toBe('given.firewright.yaml – Firewright');
  expect(await readFile(design, 'utf8')).not.toBe(await readFile(sample, 'utf8'));
  await app.close();
});
