import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page, test as base } from '@playwright/test';
import { chromiumLaunchOptions } from '../../scripts/browser.mjs';
import { findElectron } from '../../scripts/electron-binary.mjs';
import { ElectronStandIn } from './stand-in/launch.ts';
import { oneDisplay, type Rectangle } from './stand-in/system.ts';

/** What the specs use of Playwright's ElectronApplication: the stand-in offers the same. */
export type DesktopApp = Pick<ElectronApplication, 'firstWindow' | 'windows' | 'evaluate' | 'waitForEvent' | 'close'>;

type Driver = 'stand-in' | 'Electron';

interface Desktop {
  /** A folder of this test, empty at first. */
  readonly folder: string;
  /** Starts the program as from a command line. What is started is ended after the test. */
  launch(...files: string[]): Promise<{ readonly app: DesktopApp; readonly page: Page }>;
  /** The program is started once more while it runs; resolves when that second one has ended. */
  launchAgain(...files: string[]): Promise<void>;
  /** Work areas of the displays at the next start on the stand-in, the primary one first. Electron has those there are. */
  displays: readonly Rectangle[];
}

export interface DesktopFixtures {
  readonly driver: Driver;
  /**
   * The built program, or its main process with an empty page: to be driven through `window.appHost` alone, or, as if
   * the window had been taken over, through `window.raw` with any message on any channel.
   */
  readonly shows: 'program' | 'bare page' | 'hostile page';
  readonly desktop: Desktop;
}

/** What `npm run build` made, or another folder with `electron/` and `renderer/` in it. */
const built = process.env['FIREWRIGHT_DIST'] ?? 'dist';
const barePage = '<!doctype html><html lang="en"><title>bare</title><p>bare</p></html>';

const hostilePreload = `const { contextBridge, ipcRenderer } = require('electron');
contextBridge.exposeInMainWorld('raw', { invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args) });
`;

export const test = base.extend<DesktopFixtures>({
  driver: ['stand-in', { option: true }],
  shows: ['bare page', { option: true }],
  desktop: async ({ driver, shows }, use) => {
    const top = await mkdtemp(join(tmpdir(), 'firewright-desktop-'));
    const folder = join(top, 'files');
    const dist = shows === 'program' ? built : join(top, 'dist');
    if (shows !== 'program') await layOutBarePage(dist);
    if (shows === 'hostile page') await writeFile(join(dist, 'electron/preload.cjs'), hostilePreload);
    await mkdir(folder);
    const started: DesktopApp[] = [];
    const start = (files: readonly string[]): Promise<DesktopApp> =>
      launchers[driver]({ dist, userData: join(top, 'user-data'), files, displays: desktop.displays });
    const desktop: Desktop = {
      folder,
      displays: oneDisplay,
      launch: async (...files) => {
        const app = await start(files);
        started.push(app);
        return { app, page: await app.firstWindow() };
      },
      launchAgain: async (...files) => {
        const second = await start(files);
        if (second instanceof ElectronStandIn) await second.ended;
        else await second.waitForEvent('close');
      },
    };
    await use(desktop);
    for (const app of started) await end(app);
    await rm(top, { recursive: true, force: true });
  },
});

interface Start {
  readonly dist: string;
  readonly userData: string;
  readonly files: readonly string[];
  readonly displays: readonly Rectangle[];
}

const launchers: Readonly<Record<Driver, (start: Start) => Promise<DesktopApp>>> = {
  'stand-in': async ({ files, ...start }) => {
    const app = await ElectronStandIn.launch({ ...start, args: files, browser: chromiumLaunchOptions() });
    // The members that are picked, with the same meaning; the module's type is Electron's own.
    return app as unknown as DesktopApp;
  },
  Electron: ({ dist, userData, files }) =>
    _electron.launch({
      executablePath: findElectron() ?? '',
      args: [join(dist, 'electron/main.js'), `--user-data-dir=${userData}`, ...files],
      env: { ...environment(), XDG_CONFIG_HOME: userData },
    }),
};

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

async function layOutBarePage(dist: string): Promise<void> {
  await cp(join(built, 'electron'), join(dist, 'electron'), { recursive: true });
  await mkdir(join(dist, 'renderer'));
  await writeFile(join(dist, 'renderer/index.html'), barePage);
  await writeFile(join(dist, 'package.json'), await readFile('package.json'));
}

/** Windows with unsaved work would stay. */
async function end(app: DesktopApp): Promise<void> {
  await app
    .evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.destroy();
    })
    .catch(() => undefined);
  await app.close().catch(() => undefined);
}

/** The same tests against the stand-in and, where its program file is, against Electron itself. */
export function onEachDesktop(tests: (driver: Driver) => void): void {
  for (const driver of ['stand-in', 'Electron'] as const) {
    test.describe(driver, () => {
      test.use({ driver });
      test.skip(driver === 'Electron' && findElectron() === null, 'Electron’s program file is not on this machine');
      tests(driver);
    });
  }
}
