import { type BrowserContext, expect, type Page, type Request, test as base } from '@playwright/test';
import { join } from 'node:path';
import { complaintsOf } from './complaints.ts';
import { DesignerPage } from './designer-page.ts';
import { WebServer } from './web-server.ts';

interface Journey {
  /** The program on its very first start, with the first sample open, and from then on without any network. */
  readonly designer: DesignerPage;
  /** What a journey brings about on purpose; every other complaint of the page fails it. */
  readonly provokes: readonly RegExp[];
  /**
   * `offline`: the web build in a folder of a static server, which is gone once the service worker has all. `online`:
   * the same program without service worker, for journeys that answer its requests in the server's place; a page's
   * requests are not seen by Playwright where a service worker answers them.
   */
  readonly network: 'offline' | 'online';
  /** Takes the network away from a page that has started. */
  readonly goOffline: (page: Page) => Promise<void>;
}

interface Shared {
  readonly web: WebServer;
}

/** Holds `web` and `renderer` as they were built. */
export const built = process.env['FIREWRIGHT_BUILT'] ?? 'dist';

export const test = base.extend<Journey, Shared>({
  web: [
    async ({ playwright: _playwright }, use) => {
      const web = await WebServer.start();
      web.serve('/some/folder/', join(built, 'web'));
      web.serve('/online/', join(built, 'renderer'));
      await use(web);
      web.close();
    },
    { scope: 'worker' },
  ],
  provokes: [[], { option: true }],
  network: ['offline', { option: true }],
  // A server that the configuration names is used as it is, online.
  baseURL: async ({ web, network, baseURL }, use) => {
    await use(baseURL ?? `${web.origin}${network === 'offline' ? '/some/folder/' : '/online/'}`);
  },
  goOffline: async ({ context, web, network, baseURL }, use) => {
    web.restore();
    const asked = filesAsked(context);
    await use(async (page) => {
      if (network === 'online' || baseURL?.startsWith(web.origin) !== true) return;
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      // What was asked for before the service worker took charge comes from the server.
      await expect.poll(() => asked.size, 'files that are on their way').toBe(0);
      await page.context().setOffline(true);
      web.cutOff();
    });
    // The browser itself looks for a newer worker whenever the page is loaded, past the network that a test switches off.
    const refused = web.refused.filter((path) => !path.endsWith('/service-worker.js'));
    web.restore();
    expect(refused, 'requests that reached for the server').toEqual([]);
  },
  designer: async ({ page, baseURL, provokes, goOffline }, use) => {
    const complaints = complaintsOf(page, new URL(baseURL ?? '').origin);
    const designer = new DesignerPage(page);
    await designer.start();
    await goOffline(page);
    await use(designer);
    expect(complaints.filter((complaint) => !provokes.some((provoked) => provoked.test(complaint)))).toEqual([]);
  },
});

/** The program's files that were asked for and have not come yet. */
function filesAsked(context: BrowserContext): ReadonlySet<Request> {
  const asked = new Set<Request>();
  context.on('request', (request) => {
    if (['script', 'stylesheet', 'font'].includes(request.resourceType())) asked.add(request);
  });
  const come = (request: Request): void => void asked.delete(request);
  context.on('requestfinished', come);
  context.on('requestfailed', come);
  return asked;
}

export { expect };
