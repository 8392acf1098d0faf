import { BrowserWindow } from 'electron';
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
  return window;
}
