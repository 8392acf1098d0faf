import { BrowserWindow, type Session, type WebContents } from 'electron';
import { isLocalResource } from './scheme.ts';
import { leastSize, type StartPlace } from './window-state.ts';

// The tokens of the page's ground: what shows where it has not painted yet, as while a window grows.
const ground = { light: '#f6f7f9', dark: '#1d1f22' };

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
    webPreferences: {
      preload,
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
    },
  });
  if (mode === 'maximized') window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  // The title is `showState`'s, not the page's.
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  guardNavigation(window.webContents);
  return window;
}

/** The page can't leave itself, open windows or hold web views. Reloading it is no navigation. */
function guardNavigation(contents: WebContents): void {
  const refuse = (event: { preventDefault: () => void }): void => {
    event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** No permission is granted, and nothing but our own files is loaded: the program has no use for a network. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isLocalResource(url) && !url.startsWith('devtools:') });
  });
}
