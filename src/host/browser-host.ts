import { err, ok, type Result } from '../core/result.ts';
import type { AppHost, ClipboardPicture, HostError, HostRequest, KeptLesson, Preferences } from './app-host.ts';
import { hostErrorOf } from './browser-errors.ts';
import { BrowserFiles } from './browser-files.ts';
import { BrowserRecovery } from './browser-recovery.ts';
import { BrowserUndoLists } from './browser-undo-lists.ts';
import { claimIn, type ClaimName } from './claim-name.ts';
import { browserPickers, type FilePickers } from './file-pickers.ts';
import { indexedDbStore, type KeyValueStore, pageStore } from './key-value-store.ts';
import { FullScreen, type ScreenParts, screenOf } from './full-screen.ts';
import { type LaunchScope, onLaunch } from './launch-queue.ts';
import { type WebUpdates, webUpdates } from './web-updates.ts';

/** What the adapter needs of the browser; tests hand in their own. */
export interface BrowserParts {
  readonly pickers: FilePickers;
  readonly store: KeyValueStore;
  readonly preferences: Pick<Storage, 'getItem' | 'setItem'>;
  /** The clipboard as far as the browser has one that takes pictures. */
  readonly clipboard: PictureClipboard | null;
  readonly claim: ClaimName;
  readonly newId: () => string;
  readonly platform: AppHost['platform'];
  readonly userAgent: string;
  readonly setTitle: (title: string) => void;
  readonly openTab: () => void;
  readonly screen: ScreenParts;
  /** False: the browser did not open it. */
  readonly openPresenter: (channel: string) => boolean;
  readonly onBeforeUnload: (listener: (event: Event) => void) => void;
  /** The program was started with these files. */
  readonly onLaunch: (receive: (files: readonly FileSystemFileHandle[]) => void) => void;
  readonly updates: WebUpdates;
}

/** The part of the browser's clipboard that pictures need. */
export interface PictureClipboard {
  /** @param forms by their media type */
  readonly write: (forms: Readonly<Record<string, Blob>>) => Promise<void>;
  readonly takes: (mime: string) => boolean;
}

const preferencesKey = 'firewright.preferences';

/** AppHost in a browser. It has no native menu, and nothing closes its window but the browser itself. */
export function createBrowserHost(parts: BrowserParts): AppHost {
  const files = new BrowserFiles(parts.pickers, parts.store, parts.newId);
  const recovery = new BrowserRecovery(parts.store, files, parts.claim, parts.newId);
  const undoLists = new BrowserUndoLists(parts.store);
  const listeners = new Set<(request: HostRequest) => void>();
  const screen = new FullScreen(parts.screen, () => {
    for (const listener of listeners) listener({ kind: 'left-full-screen' });
  });
  let unsaved = false;
  let isLeaving = false;
  parts.onBeforeUnload((event) => {
    if (unsaved) event.preventDefault();
  });
  return {
    kind: 'browser',
    platform: parts.platform,
    versions: [{ name: 'Browser', version: parts.userAgent }],
    openFiles: (request) => files.open(request),
    openRecent: (file) => files.openRecent(file),
    recentFiles: () => files.recent(),
    saveText: (request) => files.save(request),
    saveFolder: (request) => files.saveFolder(request),
    saveBytes: (request) => files.saveBytes(request),
    copyPicture: (picture) => copyPicture(parts.clipboard, picture),
    // A page can't write what it prints: its dialog for printing does that.
    savePdf: null,
    // Work that was given up is not kept by the page's last breath.
    writeRecovery: (snapshot) => (isLeaving ? Promise.resolve(ok(undefined)) : recovery.write(snapshot)),
    readRecovery: () => recovery.read(),
    clearRecovery: () => recovery.clear(),
    postponeRecovery: () => recovery.postpone(),
    keepUndoList: (list) => undoLists.keep(list),
    readUndoList: (of) => undoLists.read(of),
    // A page can run no program of the user's.
    cluster: null,
    readPreferences: () => Promise.resolve(readPreferences(parts.preferences)),
    writePreferences: (preferences) => {
      writePreferences(parts.preferences, preferences);
      return Promise.resolve();
    },
    showActions: () => undefined,
    showState: (state) => {
      unsaved = state.unsaved;
      parts.setTitle(state.title);
    },
    onRequest: (listener) => {
      let tell: typeof listener | null = listener;
      listeners.add(listener);
      parts.onLaunch(
        (handles) => void files.given(handles).then((given) => tell?.({ kind: 'open-files', files: given })),
      );
      parts.updates.follow(() => tell?.({ kind: 'update-ready' }));
      return () => {
        listeners.delete(listener);
        tell = null;
      };
    },
    newWindow: () => {
      parts.openTab();
    },
    setPresenting: (isPresenting) => screen.set(isPresenting),
    openPresenter: (channel) => Promise.resolve(parts.openPresenter(channel)),
    // A page can't close itself: what it gives way to is its newer version.
    answerClose: (decision) => {
      if (decision === 'stay') return;
      isLeaving = true;
      unsaved = false;
      parts.updates.take();
    },
  };
}

async function copyPicture(
  clipboard: PictureClipboard | null,
  { png, svg }: ClipboardPicture,
): Promise<Result<void, HostError>> {
  if (clipboard === null) return err({ reason: 'not-supported' });
  const [bitmap, drawing] = ['image/png', 'image/svg+xml'];
  const forms = {
    [bitmap]: new Blob([png], { type: bitmap }),
    ...(clipboard.takes(drawing) ? { [drawing]: new Blob([svg], { type: drawing }) } : {}),
  };
  try {
    await clipboard.write(forms);
    return ok(undefined);
  } catch (error) {
    return err(hostErrorOf(error, 'the clipboard'));
  }
}

/** The real browser, asked for nothing until it is needed. */
export function partsOf(scope: Window & typeof globalThis & LaunchScope): BrowserParts {
  const newId = (): string =>
    [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
  return {
    pickers: browserPickers(scope),
    store: 'indexedDB' in scope ? indexedDbStore(scope.indexedDB) : pageStore(),
    preferences: storageOf(scope),
    clipboard: clipboardOf(scope),
    claim: claimIn(scope, newId),
    newId,
    platform: platformOf(scope.navigator.userAgent),
    userAgent: scope.navigator.userAgent,
    setTitle: (title) => {
      scope.document.title = title;
    },
    openTab: () => {
      // A page with no way back to this one.
      scope.open(scope.location.href, '_blank', 'noopener');
    },
    screen: screenOf(scope),
    openPresenter: (channel) =>
      scope.open(`./presenter.html#${channel}`, channel, 'popup,width=960,height=720') !== null,
    onBeforeUnload: (listener) => {
      scope.addEventListener('beforeunload', listener);
    },
    onLaunch: (receive) => onLaunch(scope, receive),
    updates: webUpdates(scope),
  };
}

/** Pages that were not loaded over a secure connection have no clipboard. */
function clipboardOf({ navigator, ClipboardItem: Item }: Window & typeof globalThis): PictureClipboard | null {
  if (!('clipboard' in navigator) || typeof Item !== 'function') return null;
  return {
    write: (forms) => navigator.clipboard.write([new Item({ ...forms })]),
    takes: (mime) => 'supports' in Item && Item.supports(mime),
  };
}

/** Merely reading `localStorage` throws where the user switched storage off. */
function storageOf(scope: Window): BrowserParts['preferences'] {
  try {
    return scope.localStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
}

/** The system as a user agent tells it. */
export function platformOf(userAgent: string): AppHost['platform'] {
  if (/Mac OS|iPhone|iPad/.test(userAgent)) return 'mac';
  if (userAgent.includes('Windows')) return 'windows';
  return /Linux|CrOS|X11/.test(userAgent) ? 'linux' : 'other';
}

function readPreferences(storage: BrowserParts['preferences']): Preferences {
  try {
    const kept: unknown = JSON.parse(storage.getItem(preferencesKey) ?? '{}');
    return preferencesIn(typeof kept === 'object' && kept !== null ? kept : {});
  } catch {
    return preferencesIn({});
  }
}

function preferencesIn(kept: object): Preferences {
  const theme = 'theme' in kept && (kept.theme === 'light' || kept.theme === 'dark') ? kept.theme : 'system';
  const colours = 'colours' in kept && kept.colours === 'safe' ? 'safe' : 'standard';
  const lessons = 'lessons' in kept && Array.isArray(kept.lessons) ? kept.lessons.flatMap(lessonIn) : [];
  return { theme, colours, started: 'started' in kept && kept.started === true, lessons };
}

function lessonIn(kept: unknown): readonly KeptLesson[] {
  if (typeof kept !== 'object' || kept === null || !('lesson' in kept) || typeof kept.lesson !== 'string') return [];
  const at = 'at' in kept && typeof kept.at === 'string' ? kept.at : null;
  const passed: readonly unknown[] = 'passed' in kept && Array.isArray(kept.passed) ? kept.passed : [];
  return [{ lesson: kept.lesson, at, passed: passed.filter((part) => typeof part === 'string') }];
}

/** Full or switched-off storage costs the user a theme, not the work. */
function writePreferences(storage: BrowserParts['preferences'], preferences: Preferences): void {
  try {
    storage.setItem(preferencesKey, JSON.stringify(preferences));
  } catch {
    return;
  }
}
