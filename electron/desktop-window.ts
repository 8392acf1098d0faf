import { basename } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Result } from '../src/core/result.ts';
import type { HostError, SaveOutcome, SavePdfRequest, WindowState } from '../src/host/app-host.ts';
import type { IpcEvents } from '../src/host/ipc-contract.ts';
import { kubectlOf } from './cluster/run-kubectl.ts';
import { WindowCluster } from './cluster/window-cluster.ts';
import { CloseGuard } from './close-guard.ts';
import { WindowFiles } from './files.ts';
import { FileTokens } from './file-tokens.ts';
import { Presenting, type ScreenKeeper } from './presenting.ts';
import type { RecentFiles } from './recent-files.ts';
import { Recovery } from './recovery.ts';
import type { RecoverySlot } from './recovery-slot.ts';
import { isSameFile } from './same-file.ts';
import { type UndoListFolder, UndoLists } from './undo-lists.ts';
import { dialogsOf, type MessageDialog, sentenceOf } from './window-dialogs.ts';
import { WindowRequests } from './window-requests.ts';
import { nextZoomLevel, withinZoomLimits, type ZoomStep } from './window-zoom.ts';

/** What all windows share. */
export interface SharedParts {
  readonly dialog: MessageDialog;
  readonly recent: RecentFiles;
  readonly undoLists: UndoListFolder;
  readonly now: () => number;
  readonly screen: ScreenKeeper;
  readonly makePresenter: (channel: string) => BrowserWindow;
}

/** Where a window keeps its work, and whether there is some already, which its page will offer. */
export interface WindowSlot {
  readonly slot: RecoverySlot;
  readonly holdsWork: boolean;
}

// A page that dies again so soon would only go on dying.
const crashLoopMs = 30_000;

/** One window with what belongs to it alone: its tokens, its recovery file, what waits for its page. */
export class DesktopWindow {
  readonly window: BrowserWindow;
  readonly files: WindowFiles;
  readonly recovery: Recovery;
  readonly undoLists: UndoLists;
  readonly cluster = new WindowCluster(kubectlOf(process.env, process.platform));
  readonly requests: WindowRequests;
  readonly presenting: Presenting;
  readonly #tokens = new FileTokens();
  readonly #guard: CloseGuard;
  readonly #shared: SharedParts;
  #lastCrash = Number.NEGATIVE_INFINITY;
  /** As the page told it last; null: it has told nothing yet. */
  #state: WindowState | null = null;
  /** Nothing was ever in it, and its page will offer nothing. */
  #isNew: boolean;
  /** Paths of files that were given to the page and are not shown yet. */
  #given: readonly string[] = [];
  #tellAnswer: (answer: 'closed' | 'stays') => void = () => undefined;

  constructor(window: BrowserWindow, { slot, holdsWork }: WindowSlot, shared: SharedParts) {
    this.window = window;
    this.files = new WindowFiles(dialogsOf(window, shared.dialog), this.#tokens, shared.recent);
    this.recovery = new Recovery(slot, this.#tokens);
    this.undoLists = new UndoLists(shared.undoLists, this.#tokens);
    this.requests = new WindowRequests((request) => {
      window.webContents.send('host:request' satisfies keyof IpcEvents, request);
    });
    this.presenting = new Presenting(window, shared.screen, shared.makePresenter);
    this.#guard = new CloseGuard(
      () => {
        this.requests.send({ kind: 'close-requested' });
      },
      () => {
        // The user saved the work or gave it up: there is nothing to offer at the next start.
        void this.recovery.clear();
        window.close();
      },
    );
    this.#shared = shared;
    this.#isNew = !holdsWork;
    this.#follow();
  }

  get state(): WindowState | null {
    return this.#state;
  }

  /** Whether a file from outside may be opened in it without taking anything away from the user. */
  get isVacant(): boolean {
    if (this.#given.length > 0) return false;
    return this.requests.listening ? this.#state?.isVacant === true : this.#isNew;
  }

  /** Whether closing it would ask the user first. */
  get holdsWork(): boolean {
    return this.#guard.holds(this.requests.listening);
  }

  /** Whether this file is what the window shows or is about to show. */
  async shows(path: string): Promise<boolean> {
    for (const known of this.#paths()) if (await isSameFile(known, path)) return true;
    return false;
  }

  showState(state: WindowState): void {
    this.#state = state;
    if (!state.isVacant) this.#given = [];
    this.#guard.unsaved = state.unsaved;
    this.window.setTitle(state.title);
    this.window.setDocumentEdited(state.unsaved);
    // A Mac offers the file's folders on the title; elsewhere it does nothing.
    this.window.setRepresentedFilename(this.#paths()[0] ?? '');
  }

  /** What the page shows of itself on paper. A page may say of which size it is. */
  async savePdf({ suggestedName, paper }: SavePdfRequest): Promise<Result<SaveOutcome, HostError>> {
    const pageSize = paper === 'a4' ? 'A4' : 'Letter';
    const options = { pageSize, printBackground: true, preferCSSPageSize: true } as const;
    const pdf = await this.window.webContents.printToPDF(options);
    return this.files.saveBytes({ suggestedName, kind: 'pdf', bytes: new Uint8Array(pdf) });
  }

  answerClose(decision: 'close' | 'stay'): void {
    this.#guard.answer(decision);
    if (decision === 'stay') this.#tellAnswer('stays');
  }

  /** Has the page write its work down; resolves when that is done. A page that has none, or hangs, has nothing to say. */
  async keepWork(): Promise<void> {
    if (!this.holdsWork) return;
    const kept = this.recovery.touched();
    this.requests.send({ kind: 'keep-work' });
    await kept;
  }

  /** Closes the window, which asks the user if it holds work. */
  askToClose(): Promise<'closed' | 'stays'> {
    const answer = new Promise<'closed' | 'stays'>((resolve) => (this.#tellAnswer = resolve));
    if (this.holdsWork) this.bringToFront();
    this.window.close();
    return answer;
  }

  bringToFront(): void {
    if (this.window.isMinimized()) this.window.restore();
    // Before its page is there it shows itself.
    if (this.window.isVisible()) this.window.focus();
  }

  /**
   * Files from outside: arguments, a second start, the system's file manager, the recent files of the menu. Resolves
   * when they are read; of what can't be read the user is told.
   */
  async openFromOutside(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    this.#given = [...this.#given, ...paths];
    const opened = await this.files.openPaths(paths);
    if (this.window.isDestroyed()) return;
    const { recent } = this.#shared;
    const [first] = paths;
    if (opened.ok) {
      if (paths.length === 1 && first !== undefined) recent.add(first);
      return this.requests.send({ kind: 'open-files', files: opened.value });
    }
    this.#given = this.#given.filter((path) => !paths.includes(path));
    if (opened.error.reason === 'not-found') for (const path of paths) recent.remove(path);
    const names = paths.map((path) => basename(path)).join(', ');
    void this.#message('error', `${names} can’t be opened`, sentenceOf(opened.error), []);
  }

  zoom(step: ZoomStep): void {
    this.zoomTo(nextZoomLevel(this.zoomLevel, step));
  }

  /** For a level that was kept. */
  zoomTo(level: number): void {
    this.window.webContents.setZoomLevel(withinZoomLimits(level));
  }

  get zoomLevel(): number {
    return this.window.webContents.getZoomLevel();
  }

  #paths(): readonly string[] {
    const file = this.#state?.file ?? null;
    const shown = file === null ? null : this.#tokens.pathOf(file);
    return shown === null ? this.#given : [shown, ...this.#given];
  }

  #follow(): void {
    const { window } = this;
    window.on('close', (event) => {
      this.#guard.closing(event, this.requests.listening);
    });
    window.on('closed', () => {
      this.cluster.cancel();
      this.presenting.windowGone();
      this.#tellAnswer('closed');
    });
    // Windows says so before it ends the session.
    window.on('query-session-end', () => void this.keepWork());
    window.on('unresponsive', () => {
      void this.#offerToClose('Firewright does not respond', 'Wait', () => undefined);
    });
    window.webContents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#pageGone();
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      this.#pageGone();
      if (reason !== 'clean-exit') void this.#reviveOrAsk();
    });
  }

  #pageGone(): void {
    this.cluster.cancel();
    this.presenting.pageGone();
    // What waits for a first page still comes to it; what a page had heard is gone with it.
    if (this.requests.listening) {
      this.#isNew = false;
      this.#given = [];
    }
    this.#state = null;
    this.requests.stop();
    this.#guard.forget();
    this.#tellAnswer('stays');
  }

  /** The new page finds the recovery file and offers what the old one was doing. */
  async #reviveOrAsk(): Promise<void> {
    const before = this.#lastCrash;
    this.#lastCrash = this.#shared.now();
    const reload = (): void => {
      if (!this.window.isDestroyed()) this.window.webContents.reload();
    };
    if (this.#lastCrash - before > crashLoopMs) reload();
    else await this.#offerToClose('Firewright stopped working again', 'Reload', reload);
  }

  async #offerToClose(message: string, otherwise: string, go: () => void): Promise<void> {
    const detail = 'Work that was not saved is in the recovery file and is offered when Firewright starts again.';
    const response = await this.#message('warning', message, detail, [otherwise, 'Close the window']);
    if (response === 1) this.window.destroy();
    else go();
  }

  async #message(type: 'error' | 'warning', message: string, detail: string, buttons: string[]): Promise<number> {
    const options = { type, message, detail, ...(buttons.length === 0 ? {} : { buttons }) };
    return (await this.#shared.dialog.showMessageBox(this.window, options)).response;
  }
}
