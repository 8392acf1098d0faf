import type { Route } from '@playwright/test';
import { pageOrigin } from './page-runtime.ts';
import { strict } from './strict.ts';

const appOrigin = 'app://firewright';

export function toElectronUrl(address: string): string {
  return address.startsWith(pageOrigin) ? appOrigin + address.slice(pageOrigin.length) : address;
}

export function toPageUrl(address: string): string {
  if (!address.startsWith(`${appOrigin}/`)) throw new Error(`The stand-in for Electron loads no ${address}`);
  return pageOrigin + address.slice(appOrigin.length);
}

type BeforeRequest = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void;
type Serve = (request: Request) => Promise<Response>;

/** What a session needs before a window may load something. */
const guards = [
  'setPermissionRequestHandler',
  'setPermissionCheckHandler',
  'setDevicePermissionHandler',
  'setCertificateVerifyProc',
  'setSpellCheckerEnabled',
  'will-download',
];

/** `protocol` and `session.defaultSession`: what a window may load, and from where. */
export class Network {
  readonly #schemes: string[] = [];
  #ready = false;
  #serve: Serve | null = null;
  #beforeRequest: BeforeRequest | null = null;
  readonly #guards = new Set<string>();

  readonly protocol = strict('protocol', {
    registerSchemesAsPrivileged: (schemes: readonly { scheme: string; privileges: Record<string, boolean> }[]) => {
      if (this.#ready) throw new Error('registerSchemesAsPrivileged should be called before app is ready');
      for (const { scheme, privileges } of schemes)
        if (privileges['standard'] && privileges['secure']) this.#schemes.push(scheme);
    },
    handle: (scheme: string, serve: Serve) => {
      if (!this.#ready) throw new Error('protocol.handle should be called after app is ready');
      if (!this.#schemes.includes(scheme)) throw new Error(`${scheme} is no standard and secure scheme`);
      this.#serve = serve;
    },
  });

  readonly session = strict('session', {
    defaultSession: strict('session.defaultSession', {
      setPermissionRequestHandler: () => this.#guards.add('setPermissionRequestHandler'),
      setPermissionCheckHandler: () => this.#guards.add('setPermissionCheckHandler'),
      setDevicePermissionHandler: () => this.#guards.add('setDevicePermissionHandler'),
      setCertificateVerifyProc: () => this.#guards.add('setCertificateVerifyProc'),
      setSpellCheckerEnabled: (enable: boolean) => enable || this.#guards.add('setSpellCheckerEnabled'),
      on: (event: string) => this.#guards.add(event),
      webRequest: strict('session.webRequest', {
        onBeforeRequest: (listener: BeforeRequest) => {
          this.#beforeRequest = listener;
        },
      }),
    }),
  });

  becomeReady(): void {
    this.#ready = true;
  }

  /** A window that loads a page before it is guarded would be open to it. */
  assertGuarded(): void {
    if (this.#beforeRequest === null)
      throw new Error('The stand-in for Electron loads nothing without onBeforeRequest');
    const missing = guards.filter((guard) => !this.#guards.has(guard));
    if (missing.length > 0) throw new Error(`The stand-in for Electron loads nothing without ${missing.join(', ')}`);
  }

  async answer(route: Route): Promise<void> {
    const url = toElectronUrl(route.request().url());
    if (await this.#isCancelled(url)) return route.abort('blockedbyclient');
    if (!url.startsWith('app:') || this.#serve === null) return route.abort('internetdisconnected');
    const response = await this.#serve(new Request(url, { method: route.request().method() }));
    const body = Buffer.from(await response.arrayBuffer());
    return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
  }

  #isCancelled(url: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.#beforeRequest?.({ url }, ({ cancel }) => {
        resolve(cancel === true);
      });
    });
  }
}
