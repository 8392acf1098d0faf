import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fuseWire } from './fuses.mjs';

/*
 * Folders that electron-builder takes for an unpacked Electron: its names, its fuses, nothing that could run. With them
 * a package can be laid out where Electron's program files can't be fetched, and each is made in a moment.
 */

/** @typedef {'linux' | 'mac' | 'win'} PlatformName */

const require = createRequire(import.meta.url);
const locales = ['de', 'en-US', 'zh-CN'];
const helpers = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'];

/** @type {Readonly<Record<PlatformName, () => Promise<Readonly<Record<string, string | Buffer>>>>>} */
const contents = {
  linux: () =>
    Promise.resolve({
      electron: Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), fuseWire]),
      chrome_crashpad_handler: '',
      'chrome-sandbox': '',
      ...localesIn('locales', '.pak'),
    }),
  win: async () => ({ 'electron.exe': await windowsProgram(), ...localesIn('locales', '.pak') }),
  mac: () => Promise.resolve(macProgram()),
};

/**
 * @param {PlatformName} platform
 * @param {string} folder is made
 */
export async function layOutPlaceholder(platform, folder) {
  /** @type {{ version: string }} */
  const electron = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8'));
  const files = {
    ...(await contents[platform]()),
    version: electron.version,
    LICENSE: 'Licence of Electron\n',
    'LICENSES.chromium.html': 'Licences of Chromium\n',
  };
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: 0o755 });
  }
  if (platform !== 'mac') mkdirSync(join(folder, 'resources'));
}

/** @param {string} folder @param {string} ending @returns {Record<string, string>} */
function localesIn(folder, ending) {
  return Object.fromEntries(locales.map((locale) => [`${folder}/${locale}${ending}`, '']));
}

/** A program file of Windows without code, whose resources electron-builder can change. */
async function windowsProgram() {
  // electron-builder's own library for them: no dependency of ours, so it is looked for from there.
  const builder = createRequire(createRequire(require.resolve('electron-builder')).resolve('app-builder-lib'));
  /** @type {import('resedit')} */
  const { NtExecutable, NtExecutableResource, Resource } = builder('resedit');
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 0x0409, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.concat([Buffer.from(program.generate()), fuseWire]);
}

/** @returns {Record<string, string | Buffer>} */
function macProgram() {
  const contents = 'Electron.app/Contents';
  const framework = `${contents}/Frameworks/Electron Framework.framework`;
  /** @type {Record<string, string | Buffer>} */
  const files = {
    [`${contents}/Info.plist`]: propertyList('Electron'),
    [`${contents}/MacOS/Electron`]: '',
    [`${framework}/Electron Framework`]: fuseWire,
    [`${framework}/Versions/A/Resources/en.lproj/locale.pak`]: '',
    [`${framework}/Versions/A/Resources/de.lproj/locale.pak`]: '',
    [`${contents}/Resources/electron.icns`]: '',
    [`${contents}/Resources/en.lproj/.keep`]: '',
    [`${contents}/Resources/de.lproj/.keep`]: '',
  };
  for (const helper of helpers) {
    const name = `Electron Helper${helper}`;
    files[`${contents}/Frameworks/${name}.app/Contents/Info.plist`] = propertyList(name);
    files[`${contents}/Frameworks/${name}.app/Contents/MacOS/${name}`] = '';
  }
  return files;
}

/** @param {string} name */
function propertyList(name) {
  const entries = { CFBundleExecutable: name, CFBundleName: name, CFBundleIconFile: 'electron.icns' };
  const lines = Object.entries(entries).map(([key, value]) => `    <key>${key}</key>\n    <string>${value}</string>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
  <dict>
${lines.join('\n')}
  </dict>
</plist>
`;
}
