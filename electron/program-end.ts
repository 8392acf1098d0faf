import type { Event } from 'electron';
import { type Holder, Quitting } from './quitting.ts';

/** The part of Electron's `app` that tells of the program's end. */
export interface EndingApp {
  on(event: 'before-quit' | 'will-quit', listener: (event: Pick<Event, 'preventDefault'>) => void): unknown;
  on(event: 'window-all-closed', listener: () => void): unknown;
  quit(): void;
}

/** The program ends with its last window, but for a Mac, and never before each window with unsaved work was asked. */
export function quitWhenAgreed(app: EndingApp, holders: () => readonly Holder[], platform: NodeJS.Platform): void {
  const quitting = new Quitting(holders, () => {
    app.quit();
  });
  app.on('before-quit', (event) => {
    quitting.beforeQuit(event);
  });
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
}

/** The process ends in the middle of a write unless it is told to wait. */
export function quitWhenWritten(app: EndingApp, stores: readonly { settled: () => Promise<void> }[]): void {
  let written = false;
  app.on('will-quit', (event) => {
    if (written) return;
    event.preventDefault();
    void Promise.all(stores.map((store) => store.settled())).then(() => {
      written = true;
      app.quit();
    });
  });
}
