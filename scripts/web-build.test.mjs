import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentSecurityPolicy } from './static-server.mjs';
import { assembleWeb } from './web-build.mjs';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <script type="module" src="./assets/index-1.js"></script>
  </head>
</html>`;
let top = '';

/** @param {string} folder @param {Readonly<Record<string, string>>} files */
function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(top, folder, path, '..'), { recursive: true });
    writeFileSync(join(top, folder, path), text);
  }
}

/** @param {string} out */
function assemble(out) {
  mkdirSync(join(top, out));
  return assembleWeb({
    renderer: join(top, 'renderer'),
    web: join(top, 'web'),
    worker: '/* worker */',
    out: join(top, out),
  });
}

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'firewright-web-'));
  write('renderer', {
    'index.html': page,
    'assets/index-1.js': 'one',
    'assets/index-1.js.map': '{}',
    '.vite/manifest.json': '{}',
    'licences.txt': 'theirs',
  });
  write('web', { 'manifest.webmanifest': '{}', 'icons/192x192.png': 'png' });
});
afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

test('every file that is served is listed with its hash: no maps, no leftovers of tools, not the worker itself', () => {
  const { files } = assemble('out');
  const listed = ['assets/index-1.js', 'icons/192x192.png', '', 'licences.txt', 'manifest.webmanifest'];
  expect(files.map(({ path }) => path)).toEqual(listed);
  const served = readdirSync(join(top, 'out'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(top, 'out', path)).isFile());
  const asFiles = listed.map((path) => (path === '' ? 'index.html' : path));
  expect(served.sort()).toEqual([...asFiles, 'service-worker.js'].sort());
  for (const { path, integrity } of files) {
    const bytes = readFileSync(join(top, 'out', path === '' ? 'index.html' : path));
    expect(integrity).toBe(`sha256-${createHash('sha256').update(bytes).digest('base64')}`);
  }
});

test('the worker holds the list, above its own text', () => {
  const build = assemble('out');
  const [, list = '', worker] =
    /^const webBuild = (.*);\n(.*)$/s.exec(readFileSync(join(top, 'out/service-worker.js'), 'utf8')) ?? [];
  expect(JSON.parse(list)).toEqual(build);
  expect(worker).toBe('/* worker */');
});

test.each([
  ['index.html', true],
  ['presenter.html', false],
])('%s states its policy before anything is loaded; the first page leads to its manifest', (name, isFirst) => {
  write('renderer', { 'presenter.html': page });
  assemble('out');
  const html = readFileSync(join(top, 'out', name), 'utf8');
  const policy = html.indexOf(`http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}"`);
  expect(policy).toBeGreaterThan(0);
  expect(policy).toBeLessThan(html.indexOf('<script'));
  expect(html.includes('<link rel="manifest" href="./manifest.webmanifest" />')).toBe(isFirst);
});

test.each([
  ['the same files', {}, true],
  ['another script', { 'assets/index-1.js': 'two' }, false],
  ['another page', { 'index.html': page.replace('en', 'de') }, false],
  ['a file more', { 'assets/more.js': '' }, false],
])('the version of %s', (_title, changed, isSame) => {
  const { version } = assemble('first');
  write('renderer', changed);
  expect(assemble('second').version === version).toBe(isSame);
});

test('a page that can’t be completed fails the build', () => {
  write('renderer', { 'index.html': '<!doctype html>' });
  expect(() => assemble('out')).toThrow('character set');
});

test('the manifest that is served can be installed from any folder, and its icons are there', () => {
  const manifest = JSON.parse(readFileSync('assets/web/manifest.webmanifest', 'utf8'));
  expect(manifest).toMatchObject({ start_url: './', scope: './', display: 'standalone', name: 'Firewright' });
  /** @type {{ src: string, sizes: string, purpose: string }[]} */
  const icons = manifest.icons;
  expect(icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
    '192x192 any',
    '512x512 any',
    '512x512 maskable',
  ]);
  for (const { src, sizes } of icons) {
    const png = readFileSync(join('assets/web', src));
    // Width and height stand at the same place in every PNG.
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
  }
});
