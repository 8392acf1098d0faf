import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Arch, build, Platform } from 'electron-builder';
import configuration from '../../electron-builder.config.js';
import { root } from '../paths.mjs';
import { layOutPlaceholder } from './placeholder.mjs';
import { toolsAtHand } from './tools-at-hand.mjs';

/*
 * Has electron-builder make a platform's package around a placeholder of Electron, without network:
 * `node scripts/pack/lay-out.mjs linux|mac|win FOLDER [dir]`. It is a program of its own, as electron-builder is told of
 * its tools by the environment and talks to the terminal. What it computed for targets whose tools are missing here goes
 * to FOLDER/computed.json.
 */

/** @typedef {import('./placeholder.mjs').PlatformName} PlatformName */
/** What a .deb or .rpm would be made from. @typedef {{ kind: 'fpm', args: readonly string[], files: Readonly<Record<string, string>> }} FpmPlan */
/** @typedef {{ kind: 'AppImage', desktop: string, desktopFileName: string }} AppImagePlan */
/** @typedef {FpmPlan | AppImagePlan} Plan */

const [platform = '', folder = '', extent = 'all'] = process.argv.slice(2);
const builders = { linux: Platform.LINUX, mac: Platform.MAC, win: Platform.WINDOWS };
if (!isPlatform(platform) || folder === '') throw new Error('Usage: lay-out.mjs linux|mac|win FOLDER [dir]');

const tools = toolsAtHand();
/** @type {Plan[]} */
const plans = [];

await layOutPlaceholder(platform, join(folder, 'electron'));
prepareEnvironment();
await build({
  projectDir: root,
  publish: 'never',
  targets: builders[platform].createTarget(targets(platform), Arch.x64),
  config: {
    ...configuration,
    electronDist: join(folder, 'electron'),
    // A placeholder can't be sealed, not even on a Mac.
    electronFuses: { ...configuration.electronFuses, resetAdHocDarwinSignature: false },
    directories: { ...configuration.directories, output: join(folder, 'out') },
  },
  effectiveOptionComputed: (options) => Promise.resolve(stopsAt(options)),
});
writeFileSync(join(folder, 'computed.json'), JSON.stringify(plans));

/** @param {string} name @returns {name is PlatformName} */
function isPlatform(name) {
  return Object.hasOwn(builders, name);
}

/**
 * For Windows and the Mac the unpacked program: disk images and installers need their systems' tools.
 * @param {PlatformName} name
 */
function targets(name) {
  if (extent === 'dir') return ['dir'];
  if (name === 'linux') return ['AppImage', 'deb', 'rpm', ...(tools.gzip.found ? ['tar.gz'] : [])];
  if (name === 'mac') return tools.sevenZip.found ? ['zip'] : ['dir'];
  return ['dir'];
}

/**
 * electron-builder calls this with what it is about to run; true keeps it from it.
 * @param {unknown} options for .deb and .rpm fpm's arguments, for an AppImage its desktop file
 */
function stopsAt(options) {
  if (Array.isArray(options) && Array.isArray(options[0])) {
    /** @type {readonly string[]} */
    const args = options[0];
    plans.push({ kind: 'fpm', args, files: textsOf(args) });
    return !(args.some((argument) => argument.endsWith('.deb')) && tools.dpkg.found);
  }
  // The only other thing of this shape is an AppImage (app-builder-lib, `AppImageTarget`).
  const { desktop, desktopFileName } = /** @type {AppImagePlan} */ (options);
  plans.push({ kind: 'AppImage', desktop, desktopFileName });
  return !tools.squashfs.found;
}

/** The small files among fpm's SOURCE=TARGET, by target: electron-builder removes what it made. @param {readonly string[]} args */
function textsOf(args) {
  return Object.fromEntries(
    args.flatMap((argument) => {
      const [source = '', target = ''] = argument.split('=');
      return /^\/usr\/.*\.(desktop|xml)$/.test(target) ? [[target, readFileSync(source, 'utf8')]] : [];
    }),
  );
}

function prepareEnvironment() {
  Object.assign(process.env, {
    // Whatever would have to be fetched fails at once instead of being fetched.
    ELECTRON_BUILDER_BINARIES_DOWNLOAD_OVERRIDE_URL: 'https://127.0.0.1:9/',
    ELECTRON_MIRROR: 'https://127.0.0.1:9/',
    CSC_IDENTITY_AUTO_DISCOVERY: 'false',
    CUSTOM_FPM_PATH: fileURLToPath(new URL('fpm-by-dpkg.mjs', import.meta.url)),
    ELECTRON_BUILDER_7ZIP_PATH: tools.sevenZip.path ?? fileURLToPath(new URL('seven-zip-by-gzip.mjs', import.meta.url)),
    APPIMAGE_TOOLS_PATH: join(folder, 'appimage'),
  });
  layOutAppImageTools();
}

/** The folder that electron-builder would fetch for AppImages: our mksquashfs, and a start program that is none. */
function layOutAppImageTools() {
  if (tools.squashfs.path === null) return;
  const top = join(folder, 'appimage');
  mkdirSync(join(top, 'runtimes'), { recursive: true });
  mkdirSync(join(top, 'lib/x64'), { recursive: true });
  symlinkSync(tools.squashfs.path, join(top, 'mksquashfs'));
  writeFileSync(join(top, 'desktop-file-validate'), '');
  writeFileSync(join(top, 'runtimes/runtime-x64'), Buffer.alloc(4096));
}
