import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { findOrFetchElectron } from './electron-binary.mjs';
import { isEntryPoint } from './entry-point.mjs';
import { ensureDependencies } from './install.mjs';
import { callersFolder, root } from './paths.mjs';
import { createStaticServer, listen } from './static-server.mjs';

// A fixed port keeps the origin, and with it what the browser remembers for Firewright, from one start to the next.
const usualPort = 4178;
const usage = 'Usage: npm start -- [--browser] [--no-open] [--port N] [FILE...]';
// An Electron that can't start (no permission for its sandbox, missing libraries) ends well within this time.
const startUpTime = 8_000;

/** @typedef {{ browser: boolean, open: boolean, port: number | null, files: string[] }} StartOptions */

/**
 * `--no-open` and `--port` ask for the address, so they imply the browser.
 * @param {readonly string[]} args
 * @returns {StartOptions} throws with the usage if an argument is not understood
 */
export function readOptions(args) {
  /** @type {StartOptions} */
  const options = { browser: false, open: true, port: null, files: [] };
  const rest = args.flatMap((arg) => (arg.startsWith('--port=') ? ['--port', arg.slice('--port='.length)] : [arg]));
  for (let at = 0; at < rest.length; at += 1) {
    const arg = rest[at] ?? '';
    if (arg === '--browser') options.browser = true;
    else if (arg === '--no-open') options.open = false;
    else if (arg === '--port') options.port = readPort(rest[(at += 1)]);
    else if (arg.startsWith('-')) throw new Error(`Unknown option ${arg}\n${usage}`);
    else options.files.push(resolve(callersFolder(), arg));
  }
  return { ...options, browser: options.browser || !options.open || options.port !== null };
}

/** @param {string | undefined} text */
function readPort(text) {
  const port = Number(text);
  if (text === undefined || !/^\d+$/.test(text) || port > 65_535)
    throw new Error(`--port takes a number from 0 to 65535\n${usage}`);
  return port;
}

/**
 * Runs the desktop program until it ends.
 * @param {readonly string[]} files
 * @returns {Promise<string | null>} why there is no desktop window, or null after a good run
 */
async function runDesktop(files) {
  const electron = await findOrFetchElectron();
  if (electron === null) return "Electron's program file is not on this machine and could not be fetched";
  const { DISPLAY, WAYLAND_DISPLAY, ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return 'There is no display for a desktop window';
  const started = Date.now();
  const status = await new Promise((settle) => {
    const child = spawn(electron, [root, ...files], {
      stdio: 'inherit',
      env: { ...env, ...(DISPLAY && { DISPLAY }), ...(WAYLAND_DISPLAY && { WAYLAND_DISPLAY }) },
    });
    child.on('error', () => settle(1));
    child.on('close', (code) => settle(code ?? 1));
  });
  if (status !== 0 && Date.now() - started < startUpTime) return `Electron could not start (status ${status})`;
  process.exitCode = status;
  return null;
}

/** @param {StartOptions} options */
async function serve({ open, port, files }) {
  const folder = resolve(root, 'dist/renderer');
  const used = await listenOn(folder, port);
  const address = `http://127.0.0.1:${used}/`;
  if (files.length > 0)
    console.log('A browser is not given files: open them in Firewright or drop them on its window.');
  console.log(`Firewright is at ${address} (Ctrl+C ends it).`);
  if (open) openInBrowser(address);
}

/**
 * @param {string} folder
 * @param {number | null} port null: the usual one, or any if that is taken
 */
async function listenOn(folder, port) {
  if (port !== null) return listen(createStaticServer(folder), port);
  return listen(createStaticServer(folder), usualPort).catch(() => listen(createStaticServer(folder), 0));
}

/**
 * Best effort: the address is printed anyway.
 * @param {string} address
 */
function openInBrowser(address) {
  const { platform } = process;
  const args = platform === 'win32' ? ['/c', 'start', '', address] : [address];
  const command = platform === 'win32' ? 'cmd' : platform === 'darwin' ? 'open' : 'xdg-open';
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.on('error', () => undefined);
  opener.unref();
}

if (isEntryPoint(import.meta.url)) {
  const options = readOptions(process.argv.slice(2));
  await ensureDependencies();
  await ensureBuilt(options.browser ? ['renderer'] : ['renderer', 'main', 'preload']);
  const why = options.browser ? '' : await runDesktop(options.files);
  if (why) console.log(`${why}, so Firewright opens in the browser instead.`);
  if (why !== null) await serve(options);
}
