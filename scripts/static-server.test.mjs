import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy, createStaticServer, listen } from './static-server.mjs';

const top = mkdtempSync(join(tmpdir(), 'firewright-static-'));
const folder = join(top, 'served');
const server = createStaticServer(folder);
let port = 0;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(top, 'served-not'));
  writeFileSync(join(top, 'secret.txt'), 'secret');
  writeFileSync(join(top, 'served-not/secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  for (const name of ['a.js', 'a.css', 'a.svg', 'a.woff2', 'a.bin', 'a b.txt'])
    writeFileSync(join(folder, 'assets', name), 'x');
  port = await listen(server, 0);
});

afterAll(() => {
  server.close();
  rmSync(top, { recursive: true, force: true });
});

/**
 * Sends the path as it is: `fetch` would resolve the dots before sending.
 * @param {string} path
 * @param {string} [method]
 * @returns {Promise<{ status: number, headers: import('node:http').IncomingHttpHeaders, body: string }>}
 */
function ask(path, method = 'GET') {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('a file is served with its media type', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html?x=1', 'text/html; charset=utf-8'],
    ['/assets/a.js', 'text/javascript; charset=utf-8'],
    ['/assets/a.css', 'text/css; charset=utf-8'],
    ['/assets/a.svg', 'image/svg+xml'],
    ['/assets/a.woff2', 'font/woff2'],
    ['/assets/a.bin', 'application/octet-stream'],
    ['/assets/a%20b.txt', 'text/plain; charset=utf-8'],
  ])('%s', async (path, type) => {
    const { status, headers } = await ask(path);
    expect([status, headers['content-type']]).toEqual([200, type]);
  });
});

describe('nothing outside the folder is served', () => {
  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/../served-not/secret.txt',
    '//etc/passwd',
    '/assets/',
    '/assets',
    '/nothing.js',
    '/%',
    '/a%00.js',
  ])('%s', async (path) => {
    const { status, body } = await ask(path);
    expect([status, body]).toEqual([404, 'Not found\n']);
  });
});

test.each(['/', '/nothing.js'])('every answer carries the content security policy: %s', async (path) => {
  const { headers } = await ask(path);
  expect(headers['content-security-policy']).toBe(contentSecurityPolicy);
});

test('HEAD answers as GET does, without the content', async () => {
  const { status, headers, body } = await ask('/', 'HEAD');
  expect([status, headers['content-length'], body]).toEqual([200, '15', '']);
});

test('other methods are refused', async () => {
  expect((await ask('/', 'POST')).status).toBe(405);
});

test('only the loopback address is listened on', () => {
  expect(server.address()).toMatchObject({ address: '127.0.0.1' });
});
