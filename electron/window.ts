import { BrowserWindow } from 'electron';
import { presenterPageOf } from './scheme.ts';
import { leastSize, type StartPlace } from './window-state.ts';

// The tokens of the page's ground: what shows where it has not painted yet, as while a window grows.
const ground = { light: '#f6f7f9', dark: '#1d1f22' } as const;

/** What holds for the page of every window. */
const pageSafety = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const;

/** A window that shows only our own page, isolated and sandboxed; it stays hidden until there is something to see. */
export function createWindow(place: StartPlace, preload: string, theme: 'light' | 'dark'): BrowserWindow {
  const { corner, width, height, mode } = place;
  const window = new BrowserWindow({
    ...corner,
    width,
    height,
    fullscreen: mode === 'full-screen',
    backgroundColor: ground[theme],
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    webPreferences: { preload, ...pageSafety },
  });
  if (mode === 'maximized') window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  // The title is `showState`'s, not the page's.
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  return window;
}

/**
 * The presenter's window: notes, clock and buttons. It has no preload; what it knows comes from the window that
 * presents, on a broadcast channel of our own origin.
 *
 * @param channel a name that `isPresenterChannel` admits
 */
export function createPresenterWindow(channel: string, theme: 'light' | 'dark'): BrowserWindow {
  const window = new BrowserWindow({
    width: 960,
    height: 720,
    minWidth: 480,
    minHeight: 420,
    backgroundColor: ground[theme],
    show: false,
    webPreferences: pageSafety,
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  window.loadURL(presenterPageOf(channel)).catch((error: unknown) => {
    // Closing a window ends its loading; any other failure is a fault of the program.
    if (!window.isDestroyed()) throw error;
  });
  return window;
}
