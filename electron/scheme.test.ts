import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy, fileOf, isLocalResource, serveFile } from './scheme.ts';

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
});
afterAll(() => rm(top, { recursive: true, force: true }));

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
  ])('for %s gets 404', async (_what, address) => {
    expect(await status(address)).toBe(404);
  });

  test('that is no GET or HEAD gets 404', async () => {
    expect(await status('app://firewright/index.html', { method: 'POST' })).toBe(404);
  });
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
