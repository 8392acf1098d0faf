import { err, ok, type Result } from '../core/result.ts';
import type {
  AppHost,
  ClipboardPicture,
  ClusterReader,
  FileToken,
  FoundRecovery,
  HostError,
  HostRequest,
  HostVersion,
  MenuAction,
  OpenedFile,
  OpenRequest,
  Preferences,
  RecentFile,
  RecoverySnapshot,
  SaveBytesRequest,
  SaveFolderOutcome,
  SaveFolderRequest,
  SaveOutcome,
  SavePdfRequest,
  SaveRequest,
  UndoList,
  UndoListKey,
  WindowState,
} from './app-host.ts';

/** What the user does in a dialog of a test; `fail` stands for what the system answers afterwards. */
export type OpenAnswer = { readonly choose: readonly string[] } | { readonly fail: HostError };
export type SaveAnswer = { readonly choose: string } | { readonly fail: HostError } | 'cancel';

interface MemoryFile {
  readonly text: string;
  /** Grows with every change, whoever makes it. */
  readonly version: number;
}

/** AppHost for tests: a file system in memory, dialogs answered in advance, everything done to it in plain sight. */
export class MemoryHost implements AppHost {
  readonly kind = 'memory';
  readonly platform = 'other';
  readonly versions: readonly HostVersion[] = [];
  /** Answers of the coming open and save dialogs, oldest first; an open dialog without one is cancelled. */
  readonly openAnswers: OpenAnswer[] = [];
  readonly saveAnswers: SaveAnswer[] = [];
  /** What was asked of the dialogs. */
  readonly openRequests: OpenRequest[] = [];
  readonly saveRequests: SaveRequest[] = [];
  readonly folderRequests: SaveFolderRequest[] = [];
  readonly bytesRequests: SaveBytesRequest[] = [];
  /** What was put on the clipboard, newest last. */
  readonly copiedPictures: ClipboardPicture[] = [];
  /** In memory nothing is printed; a test may put its own printer here. */
  savePdf: ((request: SavePdfRequest) => Promise<Result<SaveOutcome, HostError>>) | null = null;
  /** In memory there is no kubectl; a test may put a cluster of its own here. */
  cluster: ClusterReader | null = null;
  recovery: RecoverySnapshot | null = null;
  /** Of the file that the snapshot belongs to. */
  recoveryFolder = '';
  /** What was left for the next start. */
  readonly postponed: RecoverySnapshot[] = [];
  readonly undoLists = new Map<string, string>();
  preferences: Preferences = { theme: 'system', colours: 'standard', started: true, lessons: [] };
  state: WindowState | null = null;
  actions: readonly MenuAction[] = [];
  newWindows = 0;
  isPresenting = false;
  /** Channels of the presenter's windows that were opened. */
  readonly presenters: string[] = [];
  /** The browser keeps the page from opening windows. */
  refusesWindows = false;
  readonly closeAnswers: ('close' | 'stay')[] = [];
  readonly #files = new Map<string, MemoryFile>();
  readonly #recent: string[] = [];
  readonly #listeners = new Set<(request: HostRequest) => void>();

  /** Puts a file there, or changes it behind the program's back. */
  put(name: string, text: string): void {
    this.#files.set(name, { text, version: (this.#files.get(name)?.version ?? 0) + 1 });
  }

  remove(name: string): void {
    this.#files.delete(name);
  }

  textOf(name: string): string | undefined {
    return this.#files.get(name)?.text;
  }

  /** Menu, accelerator, a file from outside, or the wish to close. */
  request(request: HostRequest): void {
    for (const listener of this.#listeners) listener(request);
  }

  openFiles(request: OpenRequest): Promise<Result<readonly OpenedFile[], HostError>> {
    this.openRequests.push(request);
    const answer = this.openAnswers.shift() ?? { choose: [] };
    if ('fail' in answer) return Promise.resolve(err(answer.fail));
    const opened: OpenedFile[] = [];
    for (const name of answer.choose) {
      const file = this.#open(name);
      if (!file.ok) return Promise.resolve(file);
      opened.push(file.value);
    }
    return Promise.resolve(ok(opened));
  }

  openRecent(file: FileToken): Promise<Result<OpenedFile, HostError>> {
    return Promise.resolve(this.#open(file));
  }

  recentFiles(): Promise<readonly RecentFile[]> {
    return Promise.resolve(this.#recent.map((name) => ({ file: tokenOf(name), name, folder: '' })));
  }

  saveText(request: SaveRequest): Promise<Result<SaveOutcome, HostError>> {
    this.saveRequests.push(request);
    const answer = this.saveAnswers.shift() ?? { choose: request.file ?? request.suggestedName };
    if (answer === 'cancel') return Promise.resolve(ok({ kind: 'cancelled' }));
    if ('fail' in answer) return Promise.resolve(err(answer.fail));
    const name = answer.choose;
    const before = this.#files.get(name);
    const changed = request.expectedVersion !== null && request.expectedVersion !== String(before?.version);
    if (changed) return Promise.resolve(err({ reason: before === undefined ? 'not-found' : 'changed-on-disk', name }));
    this.put(name, request.text);
    this.#remember(name);
    const version = String(this.#files.get(name)?.version);
    return Promise.resolve(ok({ kind: 'saved', name, file: tokenOf(name), version }));
  }

  saveFolder(request: SaveFolderRequest): Promise<Result<SaveFolderOutcome, HostError>> {
    this.folderRequests.push(request);
    const answer = this.saveAnswers.shift() ?? { choose: request.suggestedName };
    if (answer === 'cancel') return Promise.resolve(ok({ kind: 'cancelled' }));
    if ('fail' in answer) return Promise.resolve(err(answer.fail));
    for (const file of request.files) this.put(`${answer.choose}/${file.name}`, file.text);
    return Promise.resolve(ok({ kind: 'saved', folder: answer.choose, files: request.files.length }));
  }

  saveBytes(request: SaveBytesRequest): Promise<Result<SaveOutcome, HostError>> {
    this.bytesRequests.push(request);
    const answer = this.saveAnswers.shift() ?? { choose: request.suggestedName };
    if (answer === 'cancel') return Promise.resolve(ok({ kind: 'cancelled' }));
    if ('fail' in answer) return Promise.resolve(err(answer.fail));
    return Promise.resolve(ok({ kind: 'saved', name: answer.choose, file: null, version: null }));
  }

  copyPicture(picture: ClipboardPicture): Promise<Result<void, HostError>> {
    this.copiedPictures.push(picture);
    return Promise.resolve(ok(undefined));
  }

  writeRecovery(snapshot: RecoverySnapshot): Promise<Result<void, HostError>> {
    this.recovery = snapshot;
    return Promise.resolve(ok(undefined));
  }

  readRecovery(): Promise<Result<FoundRecovery | null, HostError>> {
    return Promise.resolve(ok(this.recovery === null ? null : { ...this.recovery, folder: this.recoveryFolder }));
  }

  clearRecovery(): Promise<Result<void, HostError>> {
    this.recovery = null;
    return Promise.resolve(ok(undefined));
  }

  postponeRecovery(): Promise<Result<void, HostError>> {
    if (this.recovery !== null) this.postponed.push(this.recovery);
    return this.clearRecovery();
  }

  keepUndoList({ name, history }: UndoList): Promise<Result<void, HostError>> {
    if (history === null) this.undoLists.delete(name);
    else this.undoLists.set(name, history);
    return Promise.resolve(ok(undefined));
  }

  readUndoList({ name }: UndoListKey): Promise<Result<string | null, HostError>> {
    return Promise.resolve(ok(this.undoLists.get(name) ?? null));
  }

  readPreferences(): Promise<Preferences> {
    return Promise.resolve(this.preferences);
  }

  writePreferences(preferences: Preferences): Promise<void> {
    this.preferences = preferences;
    return Promise.resolve();
  }

  showActions(actions: readonly MenuAction[]): void {
    this.actions = actions;
  }

  showState(state: WindowState): void {
    this.state = state;
  }

  onRequest(listener: (request: HostRequest) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  newWindow(): void {
    this.newWindows += 1;
  }

  setPresenting(isPresenting: boolean): void {
    this.isPresenting = isPresenting;
  }

  openPresenter(channel: string): Promise<boolean> {
    if (!this.refusesWindows) this.presenters.push(channel);
    return Promise.resolve(!this.refusesWindows);
  }

  answerClose(decision: 'close' | 'stay'): void {
    this.closeAnswers.push(decision);
  }

  #open(name: string): Result<OpenedFile, HostError> {
    const file = this.#files.get(name);
    if (file === undefined) return err({ reason: 'not-found', name });
    this.#remember(name);
    const content = { kind: 'text', text: file.text } as const;
    return ok({ name, file: tokenOf(name), version: String(file.version), content });
  }

  #remember(name: string): void {
    const known = this.#recent.indexOf(name);
    if (known >= 0) this.#recent.splice(known, 1);
    this.#recent.unshift(name);
  }
}

// In memory a file's name is all there is to know, so the name is its own token.
function tokenOf(name: string): FileToken {
  return name as FileToken;
}
