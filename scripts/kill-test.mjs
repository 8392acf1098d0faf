import { ensureChromium } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { isEntryPoint } from './entry-point.mjs';
import { ensureDependencies } from './install.mjs';

/*
 * Kills the program (`kill -9`) again and again while somebody edits, starts it again and looks what is lost:
 * `npm run kill-test -- [--times 50] [--seed 1] [--target desktop,browser] [--dist FOLDER AS BUILT]`.
 * The desktop program runs on the stand-in for Electron, the browser build in a Chromium with a profile that stays.
 */
if (isEntryPoint(import.meta.url)) {
  const args = process.argv.slice(2);
  await ensureDependencies();
  if (!args.includes('--dist')) await ensureBuilt(['renderer', 'main', 'preload']);
  if (!(await ensureChromium())) throw new Error('No Chrome, Chromium or Edge was found and none could be installed.');
  const { killTest } = await import('../e2e/kill-test/main.mjs');
  process.exitCode = (await killTest(args)) ? 0 : 1;
}
