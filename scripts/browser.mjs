import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tools } from './paths.mjs';
import { run } from './run.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];
const macPrograms = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsPrograms = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];

/**
 * Where a Chromium-like browser may lie on this machine, the user's own choice first.
 * @returns {string[]}
 */
function candidates() {
  const env = process.env;
  const chosen = [env['CHROME_PATH'], env['PLAYWRIGHT_CHROMIUM']];
  const folders = (env['PATH'] ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const onMac = macPrograms.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const windowsRoots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
  const onWindows = windowsRoots.flatMap((top) =>
    top === undefined ? [] : windowsPrograms.map((name) => join(top, name)),
  );
  const installed = process.platform === 'darwin' ? onMac : process.platform === 'win32' ? onWindows : onPath;
  return [...chosen, ...installed].flatMap((path) => path || []);
}

/**
 * Ubuntu's `chromium-browser` is a script that only asks to install a snap: a browser is one that tells its version.
 * @param {string} path
 */
function runs(path) {
  // Edge and Chrome on Windows open a window instead of answering.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;
}

/** The first Chrome, Chromium or Edge of this machine, or null. */
export function findChromium() {
  return candidates().find((path) => existsSync(path) && runs(path)) ?? null;
}

/** Playwright's options for the browser found here; without one, Playwright looks for the one that it downloaded. */
export function chromiumLaunchOptions() {
  const executablePath = findChromium();
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  // Chromium refuses to run as root with its sandbox.
  if (process.getuid?.() === 0) args.unshift('--no-sandbox');
  return executablePath === null ? { args } : { args, executablePath };
}

/** Playwright's own download of Chromium, or null if it is not there. */
async function findPlaywrightChromium() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}

/**
 * Finds a browser, else installs one: as root on Debian with apt, elsewhere with Playwright's download.
 * @returns {Promise<boolean>} whether there is one now
 */
export async function ensureChromium() {
  if (findChromium() !== null || (await findPlaywrightChromium()) !== null) return true;
  process.stderr.write('No Chrome, Chromium or Edge found: installing Chromium …\n');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.env['DEBIAN_FRONTEND'] = 'noninteractive';
    await run('apt-get', ['update', '-qq'], { toStderr: true });
    await run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-dejavu-core'], { toStderr: true });
    if (findChromium() !== null) return true;
  }
  await run(process.execPath, [tools.playwright, 'install', 'chromium'], { toStderr: true });
  return (await findPlaywrightChromium()) !== null;
}

/**
 * Finds librsvg, which reads the program's pictures as another program would, or installs it: as root on Debian with
 * apt. Where that fails the tests that need it are skipped, and say so.
 */
export async function ensureSecondRenderer() {
  const isThere = spawnSync('rsvg-convert', ['--version'], { stdio: 'ignore' }).status === 0;
  if (isThere || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  process.stderr.write('No rsvg-convert found: installing librsvg2-bin …\n');
  process.env['DEBIAN_FRONTEND'] = 'noninteractive';
  await run('apt-get', ['update', '-qq'], { toStderr: true });
  await run('apt-get', ['install', '-y', '-qq', 'librsvg2-bin'], { toStderr: true });
}
