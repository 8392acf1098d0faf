import { stat } from 'node:fs/promises';
import type { BrowserWindow, Rectangle } from 'electron';
import type { HostRequest, Preferences, WindowState } from '../src/host/app-host.ts';
import { DesktopWindow, type SharedParts, type WindowSlot } from './desktop-window.ts';
import type { LaunchRequest } from './launch-files.ts';
import type { RecoveryFolder } from './recovery-folder.ts';
import type { StoredJson } from './stored-json.ts';
import { movedIntoSight, type StartPlace, startPlace, type WindowPlace } from './window-state.ts';

export type MenuState = Pick<WindowState, 'enabledActions' | 'checkedActions'>;

export interface WindowSetParts {
  readonly shared: SharedParts;
  readonly recoveries: Pick<RecoveryFolder, 'claim' | 'leftovers'>;
  readonly places: Pick<StoredJson<WindowPlace>, 'read' | 'write'>;
  /** Makes a window, hidden still and without its page. */
  readonly create: (place: StartPlace) => BrowserWindow;
  /** Loads the page; never rejects. */
  readonly load: (window: BrowserWindow) => void;
  /** The areas of the screens that windows may use. */
  readonly screens: () => readonly Rectangle[];
  /** What the one native menu is to show: the state of the window in front. */
  readonly showMenu: (state: MenuState) => void;
}

// What can be asked for while no window is open, as on a Mac: a window is opened for it.
const withoutWindow = ['new-window', 'new', 'open', 'start-page'];
// More crashed windows than this come back at the next starts.
const maxOffers = 8;

/** All windows of the program: which one is in front, which one takes a file, where a further one opens. */
export class WindowSet {
  readonly #parts: WindowSetParts;
  /** The one used last comes first. */
  #windows: readonly DesktopWindow[] = [];
  #lastPlace: WindowPlace | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: WindowSetParts) {
    this.#parts = parts;
  }

  get all(): readonly DesktopWindow[] {
    return this.#windows;
  }

  get front(): DesktopWindow | null {
    return this.#windows[0] ?? null;
  }

  /** The window with that `webContents.id`. */
  withId(id: number): DesktopWindow | null {
    return this.#windows.find(({ window }) => window.webContents.id === id) ?? null;
  }

  /** At start: a window for each work that a crash left behind, and for the files of the command line. */
  start({ files, newWindow }: LaunchRequest): Promise<void> {
    return this.#inTurn(async () => {
      this.#lastPlace = await this.#parts.places.read().catch(() => null);
      const leftovers = await this.#parts.recoveries.leftovers();
      for (const slot of leftovers.slice(0, maxOffers).reverse()) this.#open({ slot, holdsWork: true });
      if (files.length > 0) await this.#openFiles(files);
      else if (newWindow || leftovers.length === 0) this.openNew();
    });
  }

  /** A second start of the program, or a click on its icon: without a wish the window in front comes up. */
  serve({ files, newWindow }: LaunchRequest): Promise<void> {
    return this.#inTurn(async () => {
      if (newWindow || this.front === null) this.openNew();
      if (files.length > 0) await this.#openFiles(files);
      else this.front?.bringToFront();
    });
  }

  /** One after the other, so that the same file given twice finds its window. */
  openFiles(paths: readonly string[]): Promise<void> {
    return this.#inTurn(() => this.#openFiles(paths));
  }

  /** An empty window beside the others. */
  openNew(): DesktopWindow {
    return this.#open({ slot: this.#parts.recoveries.claim(), holdsWork: false });
  }

  /** An item of the native menu; on a Mac it may be chosen while no window is open. */
  runAction(action: string): void {
    const { front } = this;
    if (front === null && action === 'new-window') this.openNew();
    else (front ?? this.openNew()).requests.send({ kind: 'run-action', action });
  }

  /** A page told what it shows: the menu follows if it is the one in front. */
  stateShown(window: DesktopWindow): void {
    if (window === this.front) this.#showMenu();
  }

  /** The other windows look alike. */
  showPreferences(preferences: Preferences, from: DesktopWindow): void {
    const request: HostRequest = { kind: 'show-preferences', preferences };
    // A page that does not listen yet reads them by itself.
    for (const other of this.#windows) if (other !== from && other.requests.listening) other.requests.send(request);
  }

  /** A screen was taken away or changed its size: no window may be left where nobody can take hold of it. */
  screensChanged(): void {
    const screens = this.#parts.screens();
    for (const { window } of this.#windows) {
      if (window.isMinimized() || window.isMaximized() || window.isFullScreen()) continue;
      const moved = movedIntoSight(window.getBounds(), screens);
      if (moved !== null) window.setBounds(moved);
    }
  }

  async #openFiles(paths: readonly string[]): Promise<void> {
    const [path] = paths;
    const shown = paths.length === 1 && path !== undefined ? await this.#showing(path) : null;
    if (shown !== null) return shown.bringToFront();
    const target = await this.#targetFor(paths);
    target.bringToFront();
    await target.openFromOutside(paths);
  }

  async #showing(path: string): Promise<DesktopWindow | null> {
    for (const window of this.#windows) if (await window.shows(path)) return window;
    return null;
  }

  /** No window is opened for what can't be opened: the one in front tells of it. */
  async #targetFor(paths: readonly string[]): Promise<DesktopWindow> {
    const isThere = await Promise.all(paths.map((path) => stat(path).then(Boolean, () => false)));
    const willFail = isThere.includes(false) ? this.front : null;
    return this.#windows.find(({ isVacant }) => isVacant) ?? willFail ?? this.openNew();
  }

  #open(slot: WindowSlot): DesktopWindow {
    const corners = this.#windows.map(({ window }) => window.getNormalBounds());
    // A further window is a normal one beside the one in front.
    const place = this.front === null ? this.#lastPlace : { ...this.#placeOf(this.front), mode: 'normal' as const };
    const window = this.#parts.create(startPlace(place, this.#parts.screens(), corners));
    const opened = new DesktopWindow(window, slot, this.#parts.shared);
    this.#windows = [opened, ...this.#windows];
    this.#follow(opened, place?.zoomLevel ?? 0);
    this.#showMenu();
    this.#parts.load(window);
    return opened;
  }

  #follow(opened: DesktopWindow, zoomLevel: number): void {
    const { window } = opened;
    window.on('focus', () => {
      this.#windows = [opened, ...this.#windows.filter((other) => other !== opened)];
      this.#showMenu();
    });
    // Only now Chromium knows whose zoom it is.
    window.webContents.once('did-navigate', () => {
      opened.zoomTo(zoomLevel);
    });
    // Without its page nothing can be chosen in it.
    const pageGone = (): void => {
      this.stateShown(opened);
    };
    window.webContents.on('did-start-navigation', pageGone);
    window.webContents.on('render-process-gone', pageGone);
    window.on('close', () => {
      this.#lastPlace = this.#placeOf(opened);
      this.#parts.places.write(this.#lastPlace).catch(() => undefined);
    });
    window.on('closed', () => {
      this.#windows = this.#windows.filter((other) => other !== opened);
      this.#showMenu();
    });
  }

  #placeOf({ window, zoomLevel }: DesktopWindow): WindowPlace {
    const mode = window.isFullScreen() ? 'full-screen' : window.isMaximized() ? 'maximized' : 'normal';
    return { bounds: window.getNormalBounds(), mode, zoomLevel };
  }

  #showMenu(): void {
    const { front } = this;
    const nothing = { enabledActions: [], checkedActions: [] };
    this.#parts.showMenu(front === null ? { ...nothing, enabledActions: withoutWindow } : (front.state ?? nothing));
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
