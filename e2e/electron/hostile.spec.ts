import { readdir, readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { type DesktopApp, onEachDesktop, test } from './desktop.ts';
import { ElectronStandIn } from './stand-in/launch.ts';

declare global {
  interface Window {
    /** Of the hostile page: no contract stands between it and the channels. */
    readonly raw: { readonly invoke: (channel: string, ...args: unknown[]) => Promise<unknown> };
  }
}

/** Every channel of the contract, as the program's own preload names them. */
async function channelsOf(): Promise<readonly string[]> {
  const source = await readFile('electron/preload.ts', 'utf8');
  const channels = [...source.matchAll(/request\('([a-z:-]+)'/g)].map(([, channel = '']) => channel);
  expect(channels.length).toBeGreaterThan(20);
  return channels;
}

// Those without a payload take `undefined`, and nothing else.
const withoutPayload = (channel: string): boolean =>
  /^(?:file:recent|recovery:(?:read|clear|postpone)|cluster:(?:contexts|cancel)|preferences:read|window:(?:new|listening))$/.test(
    channel,
  );

/** Those whose payload is a flag by itself: both its values are well formed. */
const takesFlag = (channel: string): boolean => channel === 'present:set';

/** Runs in the page: everything is sent on that channel, and the answers that are no refusal come back. */
async function assault([channel, takesNothing, isFlag]: readonly [string, boolean, boolean]): Promise<
  readonly string[]
> {
  const circle: Record<string, unknown> = { what: 'design', multiple: true };
  circle['self'] = [circle];
  let deep: unknown = 'end';
  for (let depth = 0; depth < 200; depth += 1) deep = { what: deep };
  const holes: unknown[] = [];
  holes.length = 3;
  const messages: readonly (readonly unknown[])[] = [
    ...(takesNothing ? [] : [[undefined]]),
    ...(isFlag ? [] : [[true]]),
    ...[[], [null], [0], [Number.NaN], [10n ** 40n], [new Date(0)], [new Map([['what', 'design']])]],
    ...[[new Uint8Array(64)], [new ArrayBuffer(1 << 20)], [/x/], [new Error('x')], [Object('close')], [{}]],
    ...[[[null]], [[[]]], [holes], [circle], [deep], ['x'.repeat(100_001)], [{ length: 1, 0: 'undo' }]],
    ...[[JSON.parse('{"__proto__":{"what":"design","multiple":true}}')], [{ constructor: { prototype: {} } }]],
    ...[[{ what: 'everything', multiple: true }], [{ what: 'design' }], [{ what: 'design', multiple: 'yes' }]],
    ...[[{ suggestedName: '../../etc/passwd', text: 'x', file: null, expectedVersion: null }]],
    ...[
      [{ suggestedName: 'con', text: 'x', file: null, expectedVersion: null }],
      [{ suggestedName: 'a', files: [{}] }],
    ],
    ...[[{ context: 'a', kind: null }]],
    ...[[{ theme: 'dark', colours: 'standard', started: 'true' }], [[{ id: 'undo', label: 'Undo', group: 'debug' }]]],
    ...[
      [undefined, undefined],
      [null, null, null],
    ],
  ];
  const answers = await Promise.all(
    messages.map((message) =>
      Promise.resolve()
        .then(() => window.raw.invoke(channel, ...message))
        .then(
          (answer) => `answered ${JSON.stringify(answer)}`,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        ),
    ),
  );
  // Some never leave the page: the bridge can't copy them.
  return answers.filter((answer) => !/malformed|could not be cloned|recursion|call stack/.test(answer));
}

/** Nothing asks the user for anything: the count of dialogs, native menus that popped up and windows. */
async function watchDialogs(app: DesktopApp): Promise<void> {
  await app.evaluate(({ dialog }) => {
    Object.assign(globalThis, { dialogsOpened: 0 });
    const opened = (): Promise<never> => {
      Object.assign(globalThis, { dialogsOpened: Number(Reflect.get(globalThis, 'dialogsOpened')) + 1 });
      return Promise.reject(new Error('a dialog was opened'));
    };
    Object.assign(dialog, { showOpenDialog: opened, showSaveDialog: opened, showMessageBox: opened });
  });
}

const dialogsOpened = (app: DesktopApp): Promise<unknown> =>
  app.evaluate(() => Reflect.get(globalThis, 'dialogsOpened') as unknown);

/** Main lives, serves, and has done nothing that it was not asked for properly. */
async function expectUnharmed(app: DesktopApp, page: Page, folder: string): Promise<void> {
  expect(await page.evaluate(() => window.raw.invoke('file:recent', undefined))).toEqual([]);
  expect(await page.evaluate(() => window.raw.invoke('recovery:read', undefined))).toEqual({ ok: true, value: null });
  expect(await dialogsOpened(app)).toBe(0);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await readdir(folder)).toEqual([]);
  expect(Reflect.get({}, 'multiple')).toBeUndefined();
}

onEachDesktop(() => {
  test.use({ shows: 'hostile page' });

  test('a window that was taken over gets nothing for malformed messages, on no channel; the program lives on', async ({
    desktop,
  }) => {
    const { app, page } = await desktop.launch();
    await watchDialogs(app);
    for (const channel of await channelsOf()) {
      const accepted = await page.evaluate(assault, [channel, withoutPayload(channel), takesFlag(channel)] as const);
      expect(accepted, channel).toEqual([]);
    }
    await expectUnharmed(app, page, desktop.folder);
  });

  test('channels that are not in the contract are nobody’s', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await watchDialogs(app);
    for (const channel of ['', 'file:delete', 'ELECTRON_BROWSER_REQUIRE', '__proto__', 'constructor', 'file:open ']) {
      const answer = page.evaluate((name) => window.raw.invoke(name, { what: 'design', multiple: true }), channel);
      await expect(answer, channel).rejects.toThrow('No handler registered');
    }
    await expectUnharmed(app, page, desktop.folder);
  });

  test('a frame within the page, and a page of another kind within it, reach no channel', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await watchDialogs(app);
    const reached = await page.evaluate(async () => {
      const frames = ['about:blank', 'data:text/html,x', `${location.origin}/index.html`].map((src) => {
        const frame = document.createElement('iframe');
        frame.src = src;
        document.body.append(frame);
        return frame;
      });
      await new Promise((resolve) => setTimeout(resolve, 500));
      return frames.map((frame) => {
        try {
          return 'raw' in (frame.contentWindow ?? {});
        } catch {
          return false;
        }
      });
    });
    expect(reached).toEqual([false, false, false]);
    await expectUnharmed(app, page, desktop.folder);
  });
});

// Only the stand-in can send in the name of a frame that is not there.
test.describe('foreign frames', () => {
  test.use({ shows: 'hostile page' });

  test('no channel serves a proper message from them', async ({ desktop }) => {
    const { app, page } = await desktop.launch();
    await watchDialogs(app);
    if (!(app instanceof ElectronStandIn)) throw new Error('not the stand-in');
    for (const channel of await channelsOf())
      for (const url of [
        'app://firewright/index.html',
        'app://other/index.html',
        'file:///index.html',
        'about:blank',
        '',
      ])
        await expect(app.forge(url, channel, [undefined]), `${channel} from ${url}`).rejects.toThrow('refused');
    await expectUnharmed(app, page, desktop.folder);
  });
});
