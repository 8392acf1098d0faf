import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * electron-builder's hook between laying a package out and signing it. On a Mac it lifts the system's rule against plain
 * HTTP for every program, for the sake of an updater; ours has no business on any network.
 * @param {Pick<import('electron-builder').AfterPackContext, 'electronPlatformName' | 'appOutDir'> &
 *   { packager: { appInfo: { productFilename: string } } }} context
 */
export default function afterPack({ electronPlatformName, appOutDir, packager }) {
  if (electronPlatformName !== 'darwin') return;
  const file = join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents/Info.plist');
  writeFileSync(file, withoutEntry(readFileSync(file, 'utf8'), 'NSAppTransportSecurity'));
}

/**
 * @param {string} text a property list as XML
 * @param {string} key of an entry that holds a dictionary
 * @returns {string} the list without it; throws where there is none, as then a rule has changed
 */
export function withoutEntry(text, key) {
  const start = text.indexOf(`<key>${key}</key>`);
  if (start === -1) throw new Error(`Info.plist has no ${key}`);
  let depth = 0;
  for (const tag of text.slice(start).matchAll(/<(\/?)dict(\/?)>/g)) {
    if (tag[2] === '/') continue;
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return text.slice(0, start) + text.slice(start + tag.index + tag[0].length).trimStart();
  }
  throw new Error(`${key} of Info.plist is no dictionary`);
}
