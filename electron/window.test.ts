import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { expect, test, vi } from 'vitest';
import { createWindow, guardSession } from './window.ts';

const made = vi.hoisted(() => ({ windows: [] as { options: Record<string, unknown> }[] }));
vi.mock('electron', () => ({
  BrowserWindow: class extends EventEmitter {
    readonly options: Record<string, unknown>;
    readonly log: string[] = [];
    readonly webContents = Object.assign(new EventEmitter(), {
      openHandler: (): unknown => undefined,
      setWindowOpenHandler(handler: () => unknown): void {
        this.openHandler = handler;
      },
    });
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

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  '%s is refused',
  (event) => {
    const preventDefault = vi.fn();
    createWindow(centred, 'preload.cjs', 'light').webContents.emit(
      event as 'will-navigate',
      { preventDefault } as never,
    );
    expect(preventDefault).toHaveBeenCalledOnce();
  },
);

test('no window can be opened', () => {
  const { webContents } = createWindow(centred, 'preload.cjs', 'light');
  // The mock keeps the handler there.
  expect((webContents as unknown as { openHandler: () => unknown }).openHandler()).toEqual({ action: 'deny' });
});

test('every permission is denied, and only our own files are loaded', () => {
  const kept = new Map<string, (...args: unknown[]) => unknown>();
  const keep = (name: string) => (handler: (...args: unknown[]) => unknown) => kept.set(name, handler);
  const session = {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    webRequest: { onBeforeRequest: keep('load') },
  };
  guardSession(session as unknown as Session);
  const answers: unknown[] = [];
  const answer = (value: unknown): unknown => answers.push(value);
  kept.get('request')?.({}, 'media', answer);
  kept.get('load')?.({ url: 'https://example.com/' }, answer);
  kept.get('load')?.({ url: 'app://firewright/index.html' }, answer);
  expect(answers).toEqual([false, { cancel: true }, { cancel: false }]);
  expect([kept.get('check')?.(), kept.get('device')?.()]).toEqual([false, false]);
});
