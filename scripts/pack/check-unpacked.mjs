import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { check, checkWith, differences, missing } from './check.mjs';
import { command } from './check-linux.mjs';
import { fuseNames, readFuses } from './fuses.mjs';
import { sizesOfIcns } from './icon-containers.mjs';

/** @typedef {import('./check.mjs').Row} Row */
/** @typedef {import('./check.mjs').Check} Check */
/** @typedef {import('./placeholder.mjs').PlatformName} PlatformName */

/** Where things lie in the unpacked program of each platform. @type {Readonly<Record<PlatformName, { program: string, resources: string, top: string, locales: string }>>} */
export const places = {
  linux: {
    program: 'linux-unpacked/firewright',
    resources: 'linux-unpacked/resources',
    top: 'linux-unpacked',
    locales: 'linux-unpacked/locales',
  },
  win: {
    program: 'win-unpacked/Firewright.exe',
    resources: 'win-unpacked/resources',
    top: 'win-unpacked',
    locales: 'win-unpacked/locales',
  },
  mac: {
    program: 'mac/Firewright.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
    resources: 'mac/Firewright.app/Contents/Resources',
    top: 'mac/Firewright.app/Contents',
    locales: 'mac/Firewright.app/Contents/Frameworks/Electron Framework.framework/Versions/A/Resources',
  },
};

/**
 * What every platform's unpacked program must have.
 * @param {PlatformName} platform
 * @param {string} out
 * @param {import('electron-builder').Configuration['electronFuses']} fuses as configured
 * @returns {readonly Check[]}
 */
export function unpackedChecks(platform, out, fuses) {
  const place = places[platform];
  return [
    check(platform, 'fuses', () => {
      const found = readFuses(readFileSync(join(out, place.program)));
      const wanted = Object.fromEntries(fuseNames.map((name) => [name, fuses?.[name]]));
      return { found: `${fuseNames.length}, all set`, faults: differences(found, wanted) };
    }),
    check(platform, 'languages', () => {
      const found = readdirSync(join(out, place.locales)).filter((name) => /\.(pak|lproj)$/.test(name));
      return { found: found.join(', '), faults: found.length === 1 ? [] : ['More than English'] };
    }),
    check(platform, 'licences', () => {
      // On a Mac electron-builder takes Electron's own from the folder that it fetched, which a placeholder is not.
      const electrons = platform === 'mac' ? [] : ['LICENSE.electron.txt', 'LICENSES.chromium.html'];
      const wanted = [join(place.resources, 'LICENSE'), ...electrons.map((name) => join(place.top, name))];
      return { found: `${wanted.length} files`, faults: missing(wanted, (path) => existsSync(join(out, path))) };
    }),
    check(platform, 'no update feed', () => ({
      found: 'none',
      faults: existsSync(join(out, place.resources, 'app-update.yml')) ? ['app-update.yml names one'] : [],
    })),
  ];
}

/**
 * @param {string} out
 * @param {string} headerHash digest of the archive's header
 * @param {import('./tools-at-hand.mjs').Tool} sevenZip
 * @returns {readonly Row[]}
 */
export function macChecks(out, headerHash, sevenZip) {
  const contents = join(out, places.mac.top);
  const plist = readFileSync(join(contents, 'Info.plist'), 'utf8');
  return [
    check('mac', 'Info.plist', () => ({
      found: valueInPlist(plist, 'CFBundleIdentifier'),
      faults: [
        ...differences(
          Object.fromEntries(
            ['CFBundleIdentifier', 'CFBundleName', 'LSApplicationCategoryType'].map((key) => [
              key,
              valueInPlist(plist, key),
            ]),
          ),
          {
            CFBundleIdentifier: 'dev.firewright.designer',
            CFBundleName: 'Firewright',
            LSApplicationCategoryType: 'public.app-category.developer-tools',
          },
        ),
        ...missing([headerHash], (hash) => plist.includes(hash)).map(() => 'The archive’s digest is missing'),
        ...(plist.includes('NSAllowsArbitraryLoads') ? ['Plain HTTP is allowed'] : []),
      ],
    })),
    check('mac', 'document types', () => {
      const types = plist.slice(plist.indexOf('<key>CFBundleDocumentTypes</key>'));
      const wanted = ['<string>yaml</string>', '<string>yml</string>', '<string>Alternate</string>'];
      return { found: 'yaml, yml, as alternate editor', faults: missing(wanted, (text) => types.includes(text)) };
    }),
    check('mac', 'icon', () => {
      const sizes = sizesOfIcns(readFileSync(join(contents, 'Resources', valueInPlist(plist, 'CFBundleIconFile'))));
      return { found: sizes.join(', '), faults: missing(['512', '1024'], (size) => sizes.includes(Number(size))) };
    }),
    checkWith('zip', 'made', sevenZip, () => {
      const [file] = readdirSync(out).filter((name) => name.endsWith('.zip'));
      if (file === undefined || sevenZip.path === null) throw new Error('No .zip');
      const list = command(sevenZip.path, ['l', join(out, file)]);
      const wanted = ['Info.plist', 'MacOS/Firewright', 'Resources/app.asar'];
      const isThere = (/** @type {string} */ path) => list.includes(join('Firewright.app/Contents', path));
      return { found: file, faults: missing(wanted, isThere) };
    }),
  ];
}

/** @param {string} plist @param {string} key */
function valueInPlist(plist, key) {
  return new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(plist)?.[1] ?? '';
}

/**
 * @param {string} out
 * @param {string} headerHash
 * @param {{ version: string, script: string, makensis: import('./tools-at-hand.mjs').Tool, folder: string }} project
 *   `script`: what is added to the installer
 * @returns {readonly Row[]}
 */
export function windowsChecks(out, headerHash, { version, script, makensis, folder }) {
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  /** @type {import('resedit')} */
  const { NtExecutable, NtExecutableResource, Resource } = createRequire(builder.resolve('app-builder-lib'))('resedit');
  const program = NtExecutable.from(readFileSync(join(out, places.win.program)));
  const { entries } = NtExecutableResource.from(program);
  return [
    check('win', 'version information', () => {
      const [information] = Resource.VersionInfo.fromEntries(entries);
      const [language] = information?.getAllLanguagesForStringValues() ?? [];
      const found = language === undefined ? {} : (information?.getStringValues(language) ?? {});
      const wanted = {
        ProductName: 'Firewright',
        FileDescription: 'Firewright',
        CompanyName: 'The Firewright authors',
      };
      return { found: found['FileVersion'] ?? '', faults: differences(found, { ...wanted, FileVersion: version }) };
    }),
    check('win', 'icon', () => {
      const sizes = Resource.IconGroupEntry.fromEntries(entries).flatMap((group) =>
        group.icons.map((icon) => icon.width),
      );
      return {
        found: sizes.map((size) => size || 256).join(', '),
        faults: sizes.length === 7 ? [] : ['Not all sizes'],
      };
    }),
    check('win', 'digest of the archive', () => {
      const integrity = entries.find((entry) => entry.type === 'INTEGRITY');
      const text = integrity === undefined ? '' : Buffer.from(integrity.bin).toString();
      return { found: headerHash.slice(0, 12), faults: missing([headerHash], (hash) => text.includes(hash)) };
    }),
    checkWith('nsis', 'script of the associations', makensis, () => compileInstallerScript(script, folder)),
  ];
}

/** The macros as electron-builder's installer uses them, in an installer that does nothing else. @param {string} script @param {string} folder */
function compileInstallerScript(script, folder) {
  command('makensis', [
    '-V2',
    '-WX',
    '-NOCD',
    `-XUnicode true`,
    `-XName Firewright`,
    `-XOutFile "${join(folder, 'associations.exe')}"`,
    '-X!define PRODUCT_NAME Firewright',
    '-X!define APP_EXECUTABLE_FILENAME Firewright.exe',
    '-XVar appExe',
    `-X!include "${script}"`,
    '-XSection',
    '-XStrCpy $appExe "$INSTDIR\\Firewright.exe"',
    '-XWriteUninstaller "$INSTDIR\\uninstall.exe"',
    '-X!insertmacro customInstall',
    '-XSectionEnd',
    '-XSection Uninstall',
    '-X!insertmacro customUnInstall',
    '-XSectionEnd',
  ]);
  return { found: 'compiles without a warning' };
}
