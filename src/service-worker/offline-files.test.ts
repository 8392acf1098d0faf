import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { OfflineFiles, type WebBuild } from './offline-files.ts';

const folder = 'https://example.org/some/folder/';
const integrityOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** A server whose answers can be changed, as a browser asks it: with the check of `integrity`. */
class Server {
  readonly texts = new Map<string, string>();
  readonly asked: string[] = [];
  isGone = false;

  upload(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) this.texts.set(folder + path, text);
  }
  readonly fetch = async (request: Request): Promise<Response> => {
    this.asked.push(request.url);
    if (this.isGone) throw new TypeError('Failed to fetch');
    const text = this.texts.get(request.url.replace(/index\.html$/, ''));
    if (text === undefined) return new Response('Not found', { status: 404 });
    if (request.integrity !== '' && request.integrity !== integrityOf(text)) throw new TypeError('Failed to fetch');
    return new Response(text);
  };
}

/** CacheStorage with the members that are used. */
class Storage {
  readonly caches = new Map<string, Map<string, Response>>();
  isBroken = false;

  readonly open = async (name: string): Promise<Cache> => {
    if (this.isBroken) throw new DOMException('', 'UnknownError');
    const kept = this.caches.get(name) ?? new Map<string, Response>();
    this.caches.set(name, kept);
    const cache = {
      match: async (address: string) => kept.get(address)?.clone(),
      put: async (address: string, response: Response) => void kept.set(address, response),
      keys: async () => [...kept.keys()].map((url) => ({ url })),
    };
    // The members that are used.
    return cache as unknown as Cache;
  };
  readonly keys = async (): Promise<string[]> => [...this.caches.keys()];
  readonly delete = async (name: string): Promise<boolean> => this.caches.delete(name);
}

type Files = Readonly<Record<string, string>>;
const first: Files = { '': '<one>', 'assets/a-1.js': 'a one', 'assets/b-1.js': 'b one' };
const second: Files = { '': '<two>', 'assets/a-2.js': 'a two', 'assets/b-1.js': 'b one' };

function buildOf(version: string, files: Files): WebBuild {
  return { version, files: Object.entries(files).map(([path, text]) => ({ path, integrity: integrityOf(text) })) };
}

let server: Server;
let storage: Storage;
beforeEach(() => {
  server = new Server();
  storage = new Storage();
});

function worker(version: string, files: Files, scope = folder): OfflineFiles {
  return new OfflineFiles({ build: buildOf(version, files), scope, caches: storage, fetch: server.fetch });
}
async function installed(version: string, files: Files): Promise<OfflineFiles> {
  server.upload(files);
  const offline = worker(version, files);
  await offline.keep();
  server.asked.length = 0;
  return offline;
}
function asked(address: string, { method = 'GET', navigates = false } = {}): Request {
  const request = new Request(address, { method });
  // Only a browser makes such requests.
  return navigates ? Object.defineProperty(request, 'mode', { value: 'navigate' }) : request;
}
const page = (path = ''): Request => asked(folder + path, { navigates: true });
async function textOf(answer: Promise<Response> | null): Promise<string | null> {
  return answer === null ? null : (await answer).text();
}

describe('which requests are answered, once all is kept and the server is gone', () => {
  const cases: readonly (readonly [title: string, request: Request, text: string | null])[] = [
    ['the folder', page(), '<one>'],
    ['the page by its name', page('index.html'), '<one>'],
    ['with what a launcher added', page('?source=pwa#top'), '<one>'],
    ['a script', asked(`${folder}assets/a-1.js`), 'a one'],
    ['a script with a query', asked(`${folder}assets/a-1.js?v=1`), 'a one'],
    ['a page that is none of ours', page('other/'), null],
    ['the folder above', asked('https://example.org/some/', { navigates: true }), null],
    ['a folder whose name begins alike', asked('https://example.org/some/folders', { navigates: true }), null],
    ['another origin', asked('https://example.com/some/folder/assets/a-1.js'), null],
    ['a request that writes', asked(folder, { method: 'POST' }), null],
  ];
  test.each(cases)('%s', async (_title, request, text) => {
    const offline = await installed('1', first);
    server.isGone = true;
    expect(await textOf(offline.answer(request))).toBe(text);
    expect(server.asked).toEqual([]);
  });
});

describe('a version that can’t be had as it was built is not kept', () => {
  const cases: readonly (readonly [title: string, spoil: () => void])[] = [
    ['a file is missing', () => server.texts.delete(`${folder}assets/b-1.js`)],
    ['another version’s page', () => server.upload({ '': '<two>' })],
    ['a page of somebody else', () => server.upload({ 'assets/a-1.js': '<html>Pay for the network</html>' })],
    ['no network', () => (server.isGone = true)],
  ];
  test.each(cases)('%s', async (_title, spoil) => {
    server.upload(first);
    spoil();
    await expect(worker('1', first).keep()).rejects.toThrow();
    expect(storage.caches.size).toBe(0);
  });

  test('and the one before goes on', async () => {
    const old = await installed('1', first);
    server.upload({ '': '<two>' });
    await expect(worker('2', second).keep()).rejects.toThrow();
    server.isGone = true;
    expect(await textOf(old.answer(page()))).toBe('<one>');
  });
});

describe('a cache that lost something', () => {
  const lose = (path: string): void => {
    for (const kept of storage.caches.values()) kept.delete(folder + path);
  };

  test('gives the page of the server, which has all parts', async () => {
    const offline = await installed('1', first);
    lose('assets/b-1.js');
    server.upload(second);
    expect(await textOf(offline.answer(page()))).toBe('<two>');
  });

  test('is mended by the next request for what is missing', async () => {
    const offline = await installed('1', first);
    lose('assets/b-1.js');
    expect(await textOf(offline.answer(asked(`${folder}assets/b-1.js`)))).toBe('b one');
    server.isGone = true;
    expect(await textOf(offline.answer(page()))).toBe('<one>');
    expect(await textOf(offline.answer(asked(`${folder}assets/b-1.js`)))).toBe('b one');
  });

  test('is not mended with something else, but that is what the window gets, as without a worker', async () => {
    const offline = await installed('1', first);
    lose('assets/b-1.js');
    server.upload({ 'assets/b-1.js': 'changed' });
    expect(await textOf(offline.answer(asked(`${folder}assets/b-1.js`)))).toBe('changed');
    expect(storage.caches.values().next().value?.has(`${folder}assets/b-1.js`)).toBe(false);
  });

  test('offline, the page is given as far as it goes', async () => {
    const offline = await installed('1', first);
    lose('assets/b-1.js');
    server.isGone = true;
    expect(await textOf(offline.answer(page()))).toBe('<one>');
  });

  test('with nothing left and nobody there, the answer is the browser’s own page of an error', async () => {
    const offline = await installed('1', first);
    storage.caches.clear();
    server.isGone = true;
    expect((await offline.answer(page()))?.type).toBe('error');
  });

  test('a server in trouble does not take the place of what is kept', async () => {
    const offline = await installed('1', first);
    lose('assets/b-1.js');
    server.texts.clear();
    expect(await textOf(offline.answer(page()))).toBe('<one>');
  });

  test('a storage that can’t even be opened leaves all to the network', async () => {
    const offline = await installed('1', first);
    storage.isBroken = true;
    expect(await textOf(offline.answer(page()))).toBe('<one>');
    expect(await textOf(offline.answer(asked(`${folder}assets/a-1.js`)))).toBe('a one');
    expect(server.asked).toContain(`${folder}assets/a-1.js`);
  });
});

describe('a version after another', () => {
  test('has a cache of its own; a window of the old one still finds its parts', async () => {
    await installed('1', first);
    const offline = await installed('2', second);
    server.texts.clear();
    expect(storage.caches.size).toBe(2);
    expect(await textOf(offline.answer(page()))).toBe('<two>');
    expect(await textOf(offline.answer(asked(`${folder}assets/a-1.js`)))).toBe('a one');
  });

  test('forgets the old ones, and nothing of other folders and other programs', async () => {
    await installed('1', first);
    const offline = await installed('2', second);
    const others = [`firewright ${folder}deeper/ 1`, 'firewright https://example.org/ 1', 'somebody else'];
    for (const name of others) await storage.open(name);
    await offline.forgetOthers();
    expect([...storage.caches.keys()]).toEqual([`firewright ${folder} 2`, ...others]);
    expect((await offline.answer(asked(`${folder}assets/a-1.js`)))?.status).toBe(200);
    server.texts.clear();
    expect((await offline.answer(asked(`${folder}assets/a-1.js`)))?.status).toBe(404);
  });
});

test('the page may be redirected by a server: what is kept says nothing of it', async () => {
  server.upload(first);
  const redirecting = async (request: Request): Promise<Response> =>
    Object.defineProperty(await server.fetch(request), 'redirected', { value: true });
  const parts = { build: buildOf('1', first), scope: folder, caches: storage, fetch: redirecting };
  const offline = new OfflineFiles(parts);
  await offline.keep();
  const answer = await offline.answer(page());
  expect([answer?.redirected, await answer?.text()]).toEqual([false, '<one>']);
});
