import { basename } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type { HostError, WindowState } from '../src/host/app-host.ts';
import type { IpcEvents } from '../src/host/ipc-contract.ts';
import { kubectlOf } from './cluster/run-kubectl.ts';
import { WindowCluster } from './cluster/window-cluster.ts';
import { CloseGuard } from './close-guard.ts';
import { type Dialogs, WindowFiles } from './files.ts';
import { FileTokens } from './file-tokens.ts';
import type { RecentFiles } from './recent-files.ts';
import { type KeptSnapshot, Recovery } from './recovery.ts';
import { type UndoListFolder, UndoLists } from './undo-lists.ts';
import type { StoredJson } from './stored-json.ts';
import { WindowRequests } from './window-requests.ts';

type MessageDialog = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>;

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
  readonly #guard: CloseGuard;
  readonly #dialog: MessageDialog;
  readonly #now: () => number;
  #lastCrash = Number.NEGATIVE_INFINITY;
  #enabledActions: readonly string[] = [];

  constructor(
    window: BrowserWindow,
    dialog: MessageDialog,
    recent: RecentFiles,
    snapshot: StoredJson<KeptSnapshot>,
    undoLists: UndoListFolder,
    now: () => number = Date.now,
  ) {
    const tokens = new FileTokens();
    this.window = window;
    this.files = new WindowFiles(dialogsOf(window, dialog), tokens, recent);
    this.recovery = new Recovery(snapshot, tokens);
    this.undoLists = new UndoLists(undoLists, tokens);
    this.requests = new WindowRequests((request) => {
      window.webContents.send('host:request' satisfies keyof IpcEvents, request);
    });
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
    this.#dialog = dialog;
    this.#now = now;
    this.#follow();
  }

  get enabledActions(): readonly string[] {
    return this.#enabledActions;
  }

  showState(state: WindowState): void {
    this.#guard.unsaved = state.unsaved;
    this.#enabledActions = state.enabledActions;
    this.window.setTitle(state.title);
    this.window.setDocumentEdited(state.unsaved);
  }

  answerClose(decision: 'close' | 'stay'): void {
    this.#guard.answer(decision);
  }

  /** Files from outside: arguments, a second start, the system's file manager, the recent files of the menu. */
  async openFromOutside(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const opened = await this.files.openPaths(paths);
    if (opened.ok) this.requests.send({ kind: 'open-files', files: opened.value });
    else
      await this.#tell(`${paths.map((path) => basename(path)).join(', ')} can’t be opened`, sentenceOf(opened.error));
  }

  #follow(): void {
    const { window } = this;
    window.on('close', (event) => {
      this.#guard.closing(event, this.requests.listening);
    });
    window.webContents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#pageGone();
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      this.#pageGone();
      if (reason !== 'clean-exit') void this.#reviveOrAsk();
    });
    window.on('closed', () => {
      this.cluster.cancel();
    });
    window.on('unresponsive', () => {
      void this.#offerToClose('Firewright does not respond', 'Wait', () => undefined);
    });
  }

  #pageGone(): void {
    this.cluster.cancel();
    this.requests.stop();
    this.#guard.forget();
  }

  /** The new page finds the recovery file and offers what the old one was doing. */
  async #reviveOrAsk(): Promise<void> {
    const before = this.#lastCrash;
    this.#lastCrash = this.#now();
    const reload = (): void => {
      this.window.webContents.reload();
    };
    if (this.#lastCrash - before > crashLoopMs) reload();
    else await this.#offerToClose('Firewright stopped working again', 'Reload', reload);
  }

  async #offerToClose(message: string, otherwise: string, go: () => void): Promise<void> {
    const detail = 'Work that was not saved is in the recovery file and is offered when Firewright starts again.';
    const buttons = [otherwise, 'Close the window'];
    const { response } = await this.#dialog.showMessageBox(this.window, { type: 'warning', message, detail, buttons });
    if (response === 1) this.window.destroy();
    else go();
  }

  async #tell(message: string, detail: string): Promise<void> {
    await this.#dialog.showMessageBox(this.window, { type: 'error', message, detail });
  }
}

function dialogsOf(window: BrowserWindow, dialog: MessageDialog): Dialogs {
  return {
    open: (options) => dialog.showOpenDialog(window, options),
    save: (options) => dialog.showSaveDialog(window, options),
    mayReplace: async (names, folder) => {
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: `Replace what is in “${folder}” already?`,
        detail: names.join('\n'),
        buttons: ['Replace', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
      });
      return response === 0;
    },
  };
}

function sentenceOf(error: HostError): string {
  switch (error.reason) {
    case 'not-found':
      return 'It is not there.';
    case 'forbidden':
      return 'You are not allowed to read it.';
    case 'failed':
      return `${error.message}.`;
    default:
      return `The system says: ${error.reason}.`;
  }
}
