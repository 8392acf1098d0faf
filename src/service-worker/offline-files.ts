/** A file of the build. */
export interface BuiltFile {
  /** Below the folder that the page is served from; '' is the page itself. */
  readonly path: string;
  /** As in the `integrity` attribute: what the build wrote, and nothing else that a server may send in its place. */
  readonly integrity: string;
}

/** What the build tells its service worker; `version` differs when any file does. */
export interface WebBuild {
  readonly version: string;
  readonly files: readonly BuiltFile[];
}

/** What is needed of the browser. */
export interface OfflineParts {
  readonly build: WebBuild;
  /** The address of the folder, with a slash at its end. */
  readonly scope: string;
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'delete'>;
  readonly fetch: (request: Request) => Promise<Response>;
}

/**
 * The files of one version, kept in a cache of their own. Whatever is wrong with the cache, the network is asked: the
 * page is never worse off than without a service worker.
 */
export class OfflineFiles {
  readonly #parts: OfflineParts;
  readonly #files: ReadonlyMap<string, BuiltFile>;
  /** Begins the names of the caches of all versions in this folder; other folders of the origin have their own. */
  readonly #family: string;
  readonly #own: string;

  constructor(parts: OfflineParts) {
    this.#parts = parts;
    this.#files = new Map(parts.build.files.map((file) => [new URL(file.path, parts.scope).href, file]));
    this.#family = `firewright ${parts.scope} `;
    this.#own = this.#family + parts.build.version;
  }

  /** Fetches every file. Rejects when one can't be had or is not what was built (a new version half uploaded, a hotel's
   * page in its place); then nothing is kept, and the version before stays in charge. */
  async keep(): Promise<void> {
    const { caches } = this.#parts;
    const cache = await caches.open(this.#own);
    // All come to their end first: nothing is put into the cache after it was deleted.
    const kept = await Promise.allSettled(
      [...this.#files].map(async ([address, file]) => cache.put(address, await this.#download(address, file))),
    );
    const failed = kept.find((one) => one.status === 'rejected');
    if (failed === undefined) return;
    await caches.delete(this.#own);
    throw failed.reason;
  }

  /** Deletes what other versions kept. Only for when no window runs one of them: it may still need its files. */
  async forgetOthers(): Promise<void> {
    for (const name of await this.#ofFamily()) if (name !== this.#own) await this.#parts.caches.delete(name);
  }

  /** @returns null for a request that goes on as if there were no service worker */
  answer(request: Request): Promise<Response> | null {
    if (request.method !== 'GET') return null;
    const { scope } = this.#parts;
    const { origin, pathname } = new URL(request.url);
    const address = origin + pathname;
    if (!address.startsWith(scope)) return null;
    if (address === scope || address === `${scope}index.html`) return this.#page(request);
    const file = this.#files.get(address);
    if (file !== undefined) return this.#file(request, address, file);
    return request.mode === 'navigate' ? null : this.#ofAnotherVersion(request, address);
  }

  /** A page without its scripts would be a dead one: it is taken from the cache only if they are all there. */
  async #page(request: Request): Promise<Response> {
    const kept = await this.#kept(this.#own, this.#parts.scope);
    if (kept !== undefined && (await this.#isWhole())) return kept;
    const fresh = await this.#parts.fetch(request).catch(() => undefined);
    return fresh?.ok === true ? fresh : (kept ?? fresh ?? Response.error());
  }

  /** What fell out of the cache is put back. */
  async #file(request: Request, address: string, file: BuiltFile): Promise<Response> {
    const kept = await this.#kept(this.#own, address);
    if (kept !== undefined) return kept;
    const fresh = await this.#download(address, file).catch(() => null);
    if (fresh === null) return this.#parts.fetch(request);
    await this.#put(address, fresh.clone());
    return fresh;
  }

  /** A window that was there before the new version took over still asks for parts of its own. */
  async #ofAnotherVersion(request: Request, address: string): Promise<Response> {
    for (const name of await this.#ofFamily().catch(() => [])) {
      const kept = await this.#kept(name, address);
      if (kept !== undefined) return kept;
    }
    return this.#parts.fetch(request);
  }

  async #download(address: string, { integrity }: BuiltFile): Promise<Response> {
    // The HTTP cache may hold the page of the version before under the same address: the server is asked.
    const response = await this.#parts.fetch(new Request(address, { integrity, cache: 'no-cache' }));
    if (!response.ok) throw new Error(`${address} was answered with ${response.status}`);
    // A browser takes no page from a service worker that says that it was redirected.
    return response.redirected ? new Response(response.body, response) : response;
  }

  async #isWhole(): Promise<boolean> {
    const cache = await this.#parts.caches.open(this.#own);
    const there = new Set((await cache.keys()).map(({ url }) => url));
    return [...this.#files.keys()].every((address) => there.has(address));
  }

  async #ofFamily(): Promise<readonly string[]> {
    return (await this.#parts.caches.keys()).filter((name) => name.startsWith(this.#family));
  }

  /** A storage that can't be read is an empty one. */
  async #kept(cacheName: string, address: string): Promise<Response | undefined> {
    try {
      return await (await this.#parts.caches.open(cacheName)).match(address);
    } catch {
      return undefined;
    }
  }

  async #put(address: string, response: Response): Promise<void> {
    try {
      await (await this.#parts.caches.open(this.#own)).put(address, response);
    } catch {
      return;
    }
  }
}
