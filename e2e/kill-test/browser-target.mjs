import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from '../../scripts/browser.mjs';
import { createStaticServer, listen } from '../../scripts/static-server.mjs';

/** @typedef {import('./round.mjs').Target} Target */
/** @typedef {import('./round.mjs').Running} Running */

const fileName = 'design.firewright.yaml';
const handle = `(await navigator.storage.getDirectory()).getFileHandle('${fileName}', { create: true })`;
/** No test can answer the browser's file dialogs: the user always chooses the one file, in the site's own file system. */
const answerDialogs = `window.showOpenFilePicker = async () => [await ${handle}]; window.showSaveFilePicker = async () => ${handle};`;

/**
 * The browser build in a browser of its own with a profile that stays, the user's file in the site's file system.
 * @param {string} folder the build
 * @param {string} base text of the design
 * @returns {Promise<Target>}
 */
export async function browserTarget(folder, base) {
  const profile = await mkdtemp(join(tmpdir(), 'firewright-kill-'));
  const server = createStaticServer(folder);
  const address = `http://127.0.0.1:${await listen(server, 0)}/`;
  /** @type {Running | null} */
  let last = null;
  const start = async () => (last = await startBrowser(profile, address));
  return {
    async start() {
      const running = await start();
      const put = `const stream = await (await ${handle}).createWritable(); await stream.write(${JSON.stringify(base)}); await stream.close();`;
      await running.call('evaluate', `(async () => { ${put} })()`);
      // The first sample opens by itself; keys are heard once it is there.
      await running.call('waitForSelector', '[role=treeitem]', { state: 'attached' });
      await running.call('keyboard.press', 'Control+o');
      return running;
    },
    startAgain: start,
    fileText: async () => last?.call('evaluate', `(async () => (await (await ${handle}).getFile()).text())()`),
    async remove() {
      server.close();
      server.closeAllConnections();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Started by ourselves and not by Playwright, so that its number is known and it can be killed.
 * @param {string} profile @param {string} address @returns {Promise<Running>}
 */
async function startBrowser(profile, address) {
  const { executablePath, args } = chromiumLaunchOptions();
  const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const portFile = join(profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const child = spawn(executablePath ?? chromium.executablePath(), [...args, ...own], { stdio: 'ignore' });
  const gone = once(child, 'exit').then(() => undefined);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portIn(portFile)}`);
  const context = browser.contexts()[0] ?? (await browser.newContext());
  const page = await context.newPage();
  await page.addInitScript(answerDialogs);
  await page.goto(address);
  return {
    call(path, ...values) {
      const names = path.split('.');
      const owner = names
        .slice(0, -1)
        .reduce((object, name) => Reflect.get(object, name), /** @type {object} */ (page));
      return Reflect.apply(Reflect.get(owner, names.at(-1) ?? ''), owner, values);
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
      await browser.close().catch(() => undefined);
    },
  };
}

/** The first line of the file that Chromium writes once it listens. @param {string} file */
async function portIn(file) {
  for (let tries = 0; tries < 300; tries += 1) {
    const [port] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (port !== undefined && port !== '') return port;
    await sleep(100);
  }
  throw new Error('The browser did not start');
}
