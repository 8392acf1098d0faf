import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import afterPack, { withoutEntry } from './after-pack.mjs';

const list = `<plist><dict>
  <key>First</key><string>1</string>
  <key>NSAppTransportSecurity</key>
  <dict><key>Inner</key><dict><key>a</key><true/></dict><key>Empty</key><dict/></dict>
  <key>Last</key><string>2</string>
</dict></plist>`;

test('an entry goes with all that it holds, and nothing else', () => {
  const text = withoutEntry(list, 'NSAppTransportSecurity');
  expect(text.replace(/\s+/g, '')).toBe(
    '<plist><dict><key>First</key><string>1</string><key>Last</key><string>2</string></dict></plist>',
  );
});

test.each([
  ['an entry that is not there', '<plist><dict></dict></plist>', 'has no Gone'],
  ['an entry that is no dictionary', '<key>Gone</key><string>x</string>', 'is no dictionary'],
])('%s is a fault: the rule has changed', (_name, text, message) => {
  expect(() => withoutEntry(text, 'Gone')).toThrow(message);
});

test.each([
  ['darwin', false],
  ['linux', true],
])('on %s the list keeps its exception: %s', (electronPlatformName, keeps) => {
  const appOutDir = mkdtempSync(join(tmpdir(), 'firewright-plist-'));
  const file = join(appOutDir, 'Firewright.app/Contents/Info.plist');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, list);
  afterPack({ electronPlatformName, appOutDir, packager: { appInfo: { productFilename: 'Firewright' } } });
  expect(readFileSync(file, 'utf8').includes('NSAppTransportSecurity')).toBe(keeps);
  rmSync(appOutDir, { recursive: true, force: true });
});
