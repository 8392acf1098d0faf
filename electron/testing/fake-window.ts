import { EventEmitter } from 'node:events';
import type { BrowserWindow, Rectangle } from 'electron';
import type { HostRequest } from '../../src/host/app-host.ts';

let lastId = 0;

/** A window with the members that the main process uses, which notes what is done to it. */
export class FakeWindow extends EventEmitter {
  readonly log: string[] = [];
  readonly sent: HostRequest[] = [];
  readonly webContents = Object.assign(new EventEmitter(), {
    id: (lastId += 1),
    send: (_channel: string, request: HostRequest) => this.sent.push(request),
    reload: () => this.log.push('reload'),
    level: 0,
    getZoomLevel(): number {
      return this.level;
    },
    setZoomLevel(level: number): void {
      this.level = level;
    },
  });
  bounds: Rectangle = { x: 0, y: 0, width: 1000, height: 700 };
  represented = '';
  minimized = false;
  maximized = false;
  fullScreen = false;
  #isGone = false;

  /** As the main process sees it: only the members here are used. */
  get asWindow(): BrowserWindow {
    return this as unknown as BrowserWindow;
  }

  isMinimized = (): boolean => this.minimized;
  isMaximized = (): boolean => this.maximized;
  isFullScreen = (): boolean => this.fullScreen;
  isVisible = (): boolean => true;
  isDestroyed = (): boolean => this.#isGone;
  getBounds = (): Rectangle => this.bounds;
  getNormalBounds = (): Rectangle => this.bounds;
  setBounds(bounds: Rectangle): void {
    this.bounds = bounds;
  }
  setFullScreen(full: boolean): void {
    this.fullScreen = full;
  }
  restore(): void {
    this.minimized = false;
  }
  focus(): void {
    this.log.push('focused');
    this.emit('focus');
  }
  setRepresentedFilename(path: string): void {
    this.represented = path;
  }
  setTitle(title: string): void {
    this.log.push(`title ${title}`);
  }
  setDocumentEdited(edited: boolean): void {
    this.log.push(`edited ${edited}`);
  }
  close(): void {
    let vetoed = false;
    this.emit('close', { preventDefault: () => (vetoed = true) });
    if (!vetoed) this.#end('closed');
  }
  destroy(): void {
    this.#end('destroyed');
  }

  /** The page goes away, as when it is loaded again. */
  startNavigation(): void {
    this.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
  }
  crash(reason = 'crashed'): void {
    this.webContents.emit('render-process-gone', {}, { reason });
  }

  #end(how: string): void {
    this.#isGone = true;
    this.log.push(how);
    this.emit('closed');
  }
}
