import type { AppHost } from './app-host.ts';

/** The port that Electron's preload script exposes on `scope` (the window), or null where the program runs elsewhere. */
export function findElectronHost(scope: object): AppHost | null {
  if (!('appHost' in scope)) return null;
  return isElectronHost(scope.appHost) ? scope.appHost : null;
}

// Preload is checked with `satisfies AppHost` and nothing else can put `appHost` there, so its kind is proof enough.
function isElectronHost(exposed: unknown): exposed is AppHost {
  return typeof exposed === 'object' && exposed !== null && 'kind' in exposed && exposed.kind === 'electron';
}
