import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy, fileOf, isLocalResource, isProgramPage, serveFile } from './scheme.ts';

let top: string;
let folder: string;
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'firewright-scheme-'));
  folder = join(top, 'renderer');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<p>start</p>');
  await writeFile(join(folder, 'assets/a b.js'), 'export {};');
  await writeFile(join(folder, 'program.exe'), 'MZ');
  await writeFile(join(top, 'secret.txt'), 'secret');
  await mkdir(join(top, 'renderer-2'));
  await writeFile(join(top, 'renderer-2/secret.txt'), 'secret');
  await writeFile(join(folder, '.env.txt'), 'secret');
  await symlink(join(top, 'secret.txt'), join(folder, 'link.txt'));
  await symlink(top, join(folder, 'up'));
  await symlink(join(folder, 'index.html'), join(folder, 'inside.html'));
});
afterAll(() => rm(top, { recursive: true, force: true, maxRetries: 5 }));

describe('an address stands for a file', () => {
  test.each([
    ['app://firewright/index.html', 'index.html'],
    ['app://firewright/index.html?x=1#y', 'index.html'],
    ['app://firewright/assets/a%20b.js', 'assets/a b.js'],
    ['app://firewright/assets/../index.html', 'index.html'],
  ])('%s', (address, path) => {
    expect(fileOf(folder, address)).toBe(join(folder, path));
  });
});

const outside = [
  'app://firewright/%2e%2e%2fsecret.txt',
  'app://firewright/..%2fsecret.txt',
  'app://firewright/assets/..%2f..%2fsecret.txt',
  'app://firewright/..%2frenderer-2/secret.txt',
  'app://firewright/..%5csecret.txt',
  'app://firewright/%00index.html',
  'app://firewright/%zz',
  'app://firewright/',
  'app://firewright//etc/passwd',
  'app://firewright/%2fetc%2fpasswd',
  'app://firewright/%2e%2e/%2e%2e/secret.txt%00.js',
  'app://firewright/%252e%252e%252fsecret.txt',
  'app://firewright/%c0%ae%c0%ae%c0%afsecret.txt',
  'app://firewright/%uff0e%uff0e/secret.txt',
  'app://firewright/\uff0e\uff0e\uff0fsecret.txt',
  'app://firewright/assets/....//....//secret.txt',
  'app://firewright/assets/..;/secret.txt',
  'app://firewright/.env.txt',
  'app://firewright/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  'app://firewright/C:/Windows/win.ini.txt',
  'app://firewright/index.html:stream.js',
  'app://firewright/index.html::$DATA',
  'app://firewright/%5c%5cserver%5cshare%5ca.js',
  'app://firewright/~%2froot/a.js%0a',
  'app://firewright@other/index.html',
  'app://other@firewright/index.html',
  'app://firewright:80/index.html',
  'app://other/index.html',
  'file:///etc/passwd',
  'https://firewright/index.html',
  'index.html',
];
test.each(outside)('%s stands for none', (address) => {
  expect(fileOf(folder, address)).toBeNull();
});

describe('a request', () => {
  const status = async (address: string, init?: RequestInit): Promise<number> =>
    (await serveFile(folder, new Request(address, init))).status;

  test('for a file is answered with its type, the policy and its bytes', async () => {
    const response = await serveFile(folder, new Request('app://firewright/index.html'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('<p>start</p>');
  });

  test.each([
    ['what is not there', 'app://firewright/nothing.js'],
    ['a folder', 'app://firewright/assets'],
    ['a type that no page needs', 'app://firewright/program.exe'],
    ['what lies outside', 'app://firewright/..%2fsecret.txt'],
    ['a link to a file outside', 'app://firewright/link.txt'],
    ['a file behind a link to a folder outside', 'app://firewright/up/secret.txt'],
    ['a file that a query asks for', 'app://firewright/?file=index.html'],
    ['a file of which only the query has the ending', 'app://firewright/program.exe?.js'],
  ])('for %s gets 404', async (_what, address) => {
    expect(await status(address)).toBe(404);
  });

  test('for a link within the folder is answered', async () => {
    expect(await status('app://firewright/inside.html')).toBe(200);
  });

  test('by HEAD is answered without the bytes', async () => {
    const response = await serveFile(folder, new Request('app://firewright/index.html', { method: 'HEAD' }));
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('by %s is refused', async (method) => {
    const response = await serveFile(folder, new Request('app://firewright/index.html', { method }));
    expect([response.status, await response.text()]).toEqual([405, '']);
  });

  test('is never answered with what lies outside, however it is written', async () => {
    const step = fc.constantFrom(
      '..',
      '%2e%2e',
      '.%2e',
      '%252e%252e',
      '%c0%ae',
      '\\',
      '%5c',
      '%2f',
      '%252f',
      '/',
      '//',
      ':',
    );
    const part = fc.oneof(
      step,
      fc.constantFrom('secret.txt', 'renderer-2', 'assets', 'up', 'link.txt', '%00', '?', '#', ';'),
    );
    const path = fc
      .array(fc.oneof(part, fc.string({ maxLength: 4 })), { maxLength: 12 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(path, async (asked) => {
        const address = `app://firewright/${asked}`;
        const file = fileOf(folder, address);
        if (file !== null) expect(relative(folder, file)).not.toMatch(/^\.\.|^$/);
        if (!URL.canParse(address)) return;
        const response = await serveFile(folder, new Request(address));
        expect(await response.text()).not.toBe('secret');
      }),
      { numRuns: 1_000 },
    );
  });
});

test.each([
  ['app://firewright/index.html', true],
  ['app://firewright/index.html?window=2#canvas', true],
  ['app://firewright/', false],
  ['app://firewright/assets/a.svg', false],
  ['app://firewright/index.html/', false],
  ['app://other/index.html', false],
  ['app://me@firewright/index.html', false],
  ['app://:secret@firewright/index.html', false],
  ['about:blank', false],
])('%s is the program itself: %s', (address, expected) => {
  expect(isProgramPage(address)).toBe(expected);
});

test('the policy admits nothing but what it names', () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'");
  expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https?:|\*/);
});

test.each([
  ['app://firewright/assets/a.js', true],
  ['data:image/svg+xml,%3Csvg/%3E', true],
  ['blob:app://firewright/0-1', true],
  ['blob:https://evil/0-1', false],
  ['app://other/a.js', false],
  ['https://example.com/', false],
  ['ws://127.0.0.1/', false],
  ['file:///etc/passwd', false],
])('%s may be loaded: %s', (address, expected) => {
  expect(isLocalResource(address)).toBe(expected);
});
