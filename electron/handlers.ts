import type { Result } from '../src/core/result.ts';
import type { HostError, Preferences } from '../src/host/app-host.ts';
import type { DesktopWindow } from './desktop-window.ts';
import type { Handlers } from './ipc.ts';
import type { NativeMenu } from './native-menu.ts';
import type { StoredJson } from './stored-json.ts';
import type { WindowSet } from './windows.ts';

const firstPreferences: Preferences = { theme: 'system', colours: 'standard', started: false, lessons: [] };

/** What the windows share. */
export interface Program {
  readonly preferences: StoredJson<Preferences>;
  readonly menu: Pick<NativeMenu, 'setActions'>;
  readonly windows: Pick<WindowSet, 'openNew' | 'stateShown' | 'showPreferences'>;
  /** What the system draws for the program looks like the program. */
  readonly showTheme: (theme: Preferences['theme']) => void;
  /** Puts a PNG on the clipboard. */
  readonly copyPicture: (png: Uint8Array<ArrayBuffer>) => Promise<Result<void, HostError>>;
}

/** What each channel does, once its sender and payload are known to be good. */
export function handlersFor({ preferences, menu, windows, showTheme, copyPicture }: Program): Handlers<DesktopWindow> {
  return {
    'file:open': (window, request) => window.files.open(request),
    'file:open-recent': (window, token) => window.files.openRecent(token),
    'file:recent': (window) => Promise.resolve(window.files.recentFiles()),
    'file:save-text': (window, request) => window.files.save(request),
    'file:save-folder': (window, request) => window.files.saveFolder(request),
    'file:save-bytes': (window, request) => window.files.saveBytes(request),
    'file:save-pdf': (window, request) => window.savePdf(request),
    'clipboard:copy-picture': (_window, png) => copyPicture(png),
    'recovery:write': (window, snapshot) => window.recovery.write(snapshot),
    'recovery:read': (window) => window.recovery.read(),
    'recovery:clear': (window) => window.recovery.clear(),
    'recovery:postpone': (window) => window.recovery.postpone(),
    'undo-list:keep': (window, list) => window.undoLists.keep(list),
    'undo-list:read': (window, key) => window.undoLists.read(key),
    'cluster:contexts': (window) => window.cluster.contexts(),
    'cluster:plan': (window, context) => Promise.resolve(window.cluster.plan(context)),
    'cluster:read': (window, request) => window.cluster.read(request),
    'cluster:cancel': (window) => {
      window.cluster.cancel();
      return Promise.resolve(undefined);
    },
    'preferences:read': async () => (await preferences.read().catch(() => null)) ?? firstPreferences,
    'preferences:write': (window, wanted) => {
      showTheme(wanted.theme);
      windows.showPreferences(wanted, window);
      // Preferences that can't be kept cost the user a theme, not the work.
      return preferences.write(wanted).then(
        () => undefined,
        () => undefined,
      );
    },
    'menu:set-actions': (_window, actions) => {
      menu.setActions(actions);
      return Promise.resolve(undefined);
    },
    'window:show-state': (window, state) => {
      window.showState(state);
      windows.stateShown(window);
      return Promise.resolve(undefined);
    },
    'window:answer-close': (window, decision) => {
      window.answerClose(decision);
      return Promise.resolve(undefined);
    },
    'window:new': () => {
      windows.openNew();
      return Promise.resolve(undefined);
    },
    'present:set': (window, isPresenting) => {
      window.presenting.set(isPresenting);
      return Promise.resolve(undefined);
    },
    'present:open-presenter': (window, channel) => {
      window.presenting.openPresenter(channel);
      return Promise.resolve(true);
    },
    'window:listening': (window) => {
      window.requests.start();
      return Promise.resolve(undefined);
    },
  };
}
