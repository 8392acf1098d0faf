import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { createWindow } from './window.ts';

const made = vi.hoisted(() => ({ windows: [] as { options: Record<string, unknown> }[] }));
vi.mock('electron', () => ({
  BrowserWindow: class extends EventEmitter {
    readonly options: Record<string, unknown>;
    readonly log: string[] = [];
    constructor(options: Record<string, unknown>) {
      super();
      this.options = options;
      made.windows.push(this);
    }
    maximize(): void {
      this.log.push('maximize');
    }
    show(): void {
      this.log.push('show');
    }
  },
}));

const centred = { corner: null, width: 1440, height: 900, mode: 'normal' } as const;

test('a window is isolated, sandboxed and without Node, whatever Electron’s defaults are', () => {
  createWindow(centred, '/dist/preload.cjs', 'light');
  expect(made.windows.at(-1)?.options['webPreferences']).toMatchObject({
    preload: '/dist/preload.cjs',
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
  });
});

test('it is shown where it was, once there is something to see', () => {
  const place = { corner: { x: 10, y: 20 }, width: 1000, height: 700 };
  const window = createWindow({ ...place, mode: 'maximized' }, 'preload.cjs', 'dark');
  const bounds = { x: 10, y: 20, width: 1000, height: 700 };
  expect(made.windows.at(-1)?.options).toMatchObject({ ...bounds, show: false, fullscreen: false });
  expect(window).toMatchObject({ log: ['maximize'] });
  window.emit('ready-to-show');
  expect(window).toMatchObject({ log: ['maximize', 'show'] });
});

test('one that filled the screen does so again', () => {
  createWindow({ ...centred, mode: 'full-screen' }, 'preload.cjs', 'light');
  const { options } = made.windows.at(-1)!;
  expect([options['fullscreen'], 'x' in options]).toEqual([true, false]);
});

test('before its page has painted it is light or dark already', () => {
  const grounds = (['light', 'dark'] as const).map((theme) => {
    createWindow(centred, 'preload.cjs', theme);
    return made.windows.at(-1)?.options['backgroundColor'];
  });
  expect(new Set(grounds).size).toBe(2);
});
