import { EventEmitter } from 'node:events';
import type { App, Session, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { guardProgram, guardSession } from './guards.ts';

type Handler = (...args: unknown[]) => unknown;

/** A session that keeps what it is given, by the name of the method. */
function guardedSession(): { readonly kept: ReadonlyMap<string, unknown>; readonly events: EventEmitter } {
  const kept = new Map<string, unknown>();
  const events = new EventEmitter();
  const keep = (name: string) => (value: unknown) => kept.set(name, value);
  const session = {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setCertificateVerifyProc: keep('certificate'),
    setSpellCheckerEnabled: keep('spell checker'),
    on: (name: string, listener: Handler) => events.on(name, listener),
    webRequest: { onBeforeRequest: keep('load') },
  };
  guardSession(session as unknown as Session);
  return { kept, events };
}

/** What a handler with these arguments hands to the callback that comes last. */
function answered(handler: unknown, ...args: unknown[]): unknown {
  const answers: unknown[] = [];
  (handler as Handler)(...args, (value: unknown) => answers.push(value));
  return answers[0];
}

/** The program with one page, guarded. */
function guardedProgram() {
  const switches = new Map<string, string | undefined>();
  const commandLine = { appendSwitch: (name: string, value?: string) => switches.set(name, value) };
  const app = Object.assign(new EventEmitter(), { commandLine });
  guardProgram(app as unknown as App);
  const log: unknown[] = [];
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: Handler) => log.push(handler({ url: 'https://example.com/' })),
    setWebRTCIPHandlingPolicy: (policy: string) => log.push(policy),
  });
  app.emit('web-contents-created', {}, contents as unknown as WebContents);
  return { app, contents, switches, log };
}

describe('a session', () => {
  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'fileSystem', 'openExternal', 'unknown'])(
    'refuses %s, asked for and looked up',
    (permission) => {
      const { kept } = guardedSession();
      expect(answered(kept.get('request'), {}, permission)).toBe(false);
      expect((kept.get('check') as Handler)({}, permission, 'app://firewright')).toBe(false);
    },
  );

  test('has no devices, trusts no certificate and fetches no dictionaries', () => {
    const { kept } = guardedSession();
    expect((kept.get('device') as Handler)({ deviceType: 'usb' })).toBe(false);
    expect(answered(kept.get('certificate'), { hostname: 'example.com' })).toBe(-2);
    expect(kept.get('spell checker')).toBe(false);
  });

  test.each([
    ['app://firewright/index.html', false],
    ['data:image/png;base64,', false],
    ['devtools://devtools/bundled/inspector.html', false],
    ['https://example.com/', true],
    ['http://127.0.0.1/', true],
    ['wss://example.com/', true],
    ['ftp://example.com/', true],
    ['file:///etc/passwd', true],
    ['app://evil/index.html', true],
    ['chrome://version/', true],
    ['chrome-extension://abc/a.js', true],
    ['blob:https://example.com/1', true],
  ])('asked for %s cancels: %s', (url, cancel) => {
    expect(answered(guardedSession().kept.get('load'), { url })).toEqual({ cancel });
  });

  test('downloads nothing', () => {
    const preventDefault = vi.fn();
    guardedSession().events.emit('will-download', { preventDefault }, {}, {});
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe('whatever shows a page', () => {
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s is refused',
    (event) => {
      const preventDefault = vi.fn();
      guardedProgram().contents.emit(event, { preventDefault });
      expect(preventDefault).toHaveBeenCalledOnce();
    },
  );

  test('opens no window and sends no datagrams past the guard', () => {
    expect(guardedProgram().log).toEqual([{ action: 'deny' }, 'disable_non_proxied_udp']);
  });

  test('finds no bluetooth device', () => {
    const preventDefault = vi.fn();
    const answer = vi.fn();
    guardedProgram().contents.emit('select-bluetooth-device', { preventDefault }, [{ deviceId: '1' }], answer);
    expect([preventDefault.mock.calls.length, answer.mock.calls]).toEqual([1, [['']]]);
  });
});

describe('the program', () => {
  test('looks up no name', () => {
    expect(guardedProgram().switches).toEqual(new Map([['host-resolver-rules', 'MAP * ~NOTFOUND']]));
  });

  test('guards every further session as well', () => {
    expect(guardedProgram().app.listeners('session-created')).toEqual([guardSession]);
  });

  test('trusts no certificate and shows none of the user’s', () => {
    const { app } = guardedProgram();
    const preventDefault = vi.fn();
    const answer = vi.fn();
    app.emit('certificate-error', { preventDefault }, {}, 'https://example.com/', 'error', {}, answer);
    app.emit('select-client-certificate', { preventDefault }, {}, 'https://example.com/', [{}], answer);
    expect(preventDefault).toHaveBeenCalledTimes(2);
    expect(answer.mock.calls).toEqual([[false], []]);
  });
});
