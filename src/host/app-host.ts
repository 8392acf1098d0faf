import type { Result } from '../core/result.ts';

/**
 * The one port between the program and what it runs in: Electron, a browser, or memory in tests. Types only.
 * The renderer never sees a path, only tokens that the host handed out.
 */
export interface AppHost {
  readonly kind: 'electron' | 'browser' | 'memory';
  readonly platform: 'mac' | 'windows' | 'linux' | 'other';
  /** What the program runs in, for the About box and for reports of faults. */
  readonly versions: readonly HostVersion[];

  /** Asks the user for files. An empty list is a cancelled dialog. */
  openFiles(request: OpenRequest): Promise<Result<readonly OpenedFile[], HostError>>;
  /** Reads again a file that is in the list of recent files. */
  openRecent(file: FileToken): Promise<Result<OpenedFile, HostError>>;
  recentFiles(): Promise<readonly RecentFile[]>;
  /** Atomic where the host can: temporary file, fsync, rename. */
  saveText(request: SaveRequest): Promise<Result<SaveOutcome, HostError>>;
  /** Several files into one folder that the user chooses (a bundle); a browser gives them one after the other. */
  saveFolder(request: SaveFolderRequest): Promise<Result<SaveFolderOutcome, HostError>>;

  /** Writes what the program makes and does not read again: a picture, a page. */
  saveBytes(request: SaveBytesRequest): Promise<Result<SaveOutcome, HostError>>;
  /** Puts a picture on the clipboard. */
  copyPicture(picture: ClipboardPicture): Promise<Result<void, HostError>>;
  /** The window, as its style for paper has it, as a PDF file; null: its own dialog for printing has to do. */
  readonly savePdf: ((request: SavePdfRequest) => Promise<Result<SaveOutcome, HostError>>) | null;

  /** Work in progress, kept outside the user's file; at most one per window. */
  writeRecovery(snapshot: RecoverySnapshot): Promise<Result<void, HostError>>;
  readRecovery(): Promise<Result<FoundRecovery | null, HostError>>;
  clearRecovery(): Promise<Result<void, HostError>>;
  /** Leaves what was found for the next start; what this window keeps from now on does not touch it. */
  postponeRecovery(): Promise<Result<void, HostError>>;

  /** Keeps the undo list of a file that was saved, beside the user's files; those of the files saved last. */
  keepUndoList(list: UndoList): Promise<Result<void, HostError>>;
  /** What was kept for that file, whatever it holds now; null: nothing. */
  readUndoList(of: UndoListKey): Promise<Result<string | null, HostError>>;

  /** What reads from clusters; null where no program of the user's can be run: a browser. */
  readonly cluster: ClusterReader | null;

  readPreferences(): Promise<Preferences>;
  writePreferences(preferences: Preferences): Promise<void>;

  /** The UI actions that a native menu offers, in their order; called once, before the first `showState`. */
  showActions(actions: readonly MenuAction[]): void;
  /** Title, unsaved mark and enabled menu items follow what the program shows. */
  showState(state: WindowState): void;
  /** A native menu item, an accelerator or a file from outside asks for something. Returns the way to stop listening. */
  onRequest(listener: (request: HostRequest) => void): () => void;
  /** Another window beside this one (in a browser: another tab), with nothing in it. */
  newWindow(): void;
  /** While something is presented the window fills the screen, and the screen does not go to sleep. */
  setPresenting(isPresenting: boolean): void;
  /**
   * The presenter's window beside this one; one that is open already comes to the front. Both listen on the broadcast
   * channel of that name (`isPresenterChannel`). False: it can't be opened.
   */
  openPresenter(channel: string): Promise<boolean>;
  /** Answer to `close-requested`: the window may go (the user saved or gave up the work), or stays. */
  answerClose(decision: 'close' | 'stay'): void;
}

/** In the name nothing but what an address's fragment and every log may hold. */
export function isPresenterChannel(name: string): boolean {
  return /^presenter-[a-z0-9]{1,32}$/.test(name);
}

export interface HostVersion {
  readonly name: string;
  readonly version: string;
}

declare const brand: unique symbol;
/** Stands for a file that the user chose. */
export type FileToken = string & { readonly [brand]: 'FileToken' };
/** Stands for the state of a file's content when it was read or written; differs when somebody else changed it. */
export type FileVersion = string;

export interface OpenRequest {
  readonly what: 'design' | 'manifests' | 'folder';
  readonly multiple: boolean;
}

export interface OpenedFile {
  /** Relative to what the user chose: `design.firewright.yaml`, or `cluster/10-policies.yaml` from a folder. */
  readonly name: string;
  /** null where the host can't write it again (browser without file handles, dropped files). */
  readonly file: FileToken | null;
  readonly version: FileVersion | null;
  readonly content: FileContent;
}

export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  /** `offset`: the first byte that is not UTF-8. */
  | { readonly kind: 'not-utf8'; readonly offset: number }
  | { readonly kind: 'too-large'; readonly bytes: number };

/** Larger files are refused (product.md section 4). */
export const maxFileBytes = 50 * 1024 * 1024;

export interface SaveRequest {
  readonly suggestedName: string;
  readonly text: string;
  /** Where to; null asks the user. */
  readonly file: FileToken | null;
  /** As last seen; the host answers `changed-on-disk` instead of overwriting another version. null: don't compare. */
  readonly expectedVersion: FileVersion | null;
}

export type SaveOutcome =
  | {
      readonly kind: 'saved';
      readonly name: string;
      readonly file: FileToken | null;
      readonly version: FileVersion | null;
    }
  | { readonly kind: 'cancelled' };

export interface SaveFolderRequest {
  readonly suggestedName: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

export type SaveFolderOutcome =
  { readonly kind: 'saved'; readonly folder: string; readonly files: number } | { readonly kind: 'cancelled' };

export const savedKinds = ['png', 'svg', 'html', 'pdf'] as const;
/** What `saveBytes` writes: the ending of the file's name. */
export type SavedKind = (typeof savedKinds)[number];

/** The user is always asked where to. */
export interface SaveBytesRequest {
  readonly suggestedName: string;
  readonly kind: SavedKind;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Larger pictures and pages are refused. */
export const maxSavedBytes = 256 * 1024 * 1024;

export interface ClipboardPicture {
  readonly png: Uint8Array<ArrayBuffer>;
  /** The same, for programs that take it; hosts that can't offer both leave it out. */
  readonly svg: string;
}

export interface SavePdfRequest {
  readonly suggestedName: string;
  readonly paper: 'a4' | 'letter';
}

export interface RecentFile {
  readonly file: FileToken;
  readonly name: string;
  /** Folder as shown to the user, '' where the host does not know it. */
  readonly folder: string;
}

export interface RecoverySnapshot {
  readonly name: string;
  readonly text: string;
  readonly file: FileToken | null;
  /** Of the file, as this work was begun on it. */
  readonly version: FileVersion | null;
  readonly savedAt: string;
  /** The undo list, in the words of the program; null: too long to be kept. */
  readonly history: string | null;
  /** How many objects the design has; null: not known. */
  readonly objects: number | null;
  /** How many steps were made since it was saved; null: it never was, or not known. */
  readonly changes: number | null;
}

/** What a start finds. */
export interface FoundRecovery extends RecoverySnapshot {
  /** Of its file, as shown to the user; '' where there is none or the host does not know it. */
  readonly folder: string;
}

/** Which file an undo list belongs to: the place of its token, or its name where the host has none. */
export interface UndoListKey {
  readonly file: FileToken | null;
  readonly name: string;
}

export interface UndoList extends UndoListKey {
  /** In the words of the program; null: none, what was kept is forgotten. */
  readonly history: string | null;
}

/** At least as long as any undo list that the program keeps, in UTF-16 code units. */
export const maxUndoListLength = 20 * 1024 * 1024;
/** For so many files undo lists are kept. */
export const maxUndoLists = 8;

/** Reads from a cluster through the user's own kubectl, with verbs that change nothing. */
export interface ClusterReader {
  /** The names in the user's kubectl configuration, in its order. No cluster is asked. */
  contexts(): Promise<Result<readonly string[], ClusterError>>;
  /** All that a reading of this cluster may run, in order; nothing is run. Only contexts that were listed are known. */
  plan(context: string): Promise<Result<readonly ClusterCommand[], ClusterError>>;
  /** Runs one command of the plan. One runs at a time: another one ends it. */
  read(request: ClusterReadRequest): Promise<Result<FileContent, ClusterError>>;
  /** Ends the command that is running, which then answers `cancelled`. */
  cancel(): Promise<void>;
}

export interface ClusterCommand {
  /** What is listed, as kubectl calls it: `tiers.projectcalico.org`. */
  readonly kind: string;
  /** As one would type it, word for word. */
  readonly line: string;
  /** Needed only where the cluster has no such kind as this other one: the same objects under another API. */
  readonly insteadOf: string | null;
}

export interface ClusterReadRequest {
  readonly context: string;
  readonly kind: string;
}

export type ClusterError =
  | { readonly reason: 'kubectl-missing' }
  /** A name that could be taken for something else, such as an option. */
  | { readonly reason: 'unsafe-context' }
  | { readonly reason: 'no-such-context' }
  | { readonly reason: 'no-such-kind' }
  | { readonly reason: 'forbidden'; readonly message: string }
  | { readonly reason: 'not-signed-in'; readonly message: string }
  | { readonly reason: 'unreachable'; readonly message: string }
  | { readonly reason: 'slow'; readonly message: string }
  | { readonly reason: 'too-large' }
  | { readonly reason: 'cancelled' }
  | { readonly reason: 'failed'; readonly message: string };

/** No name in a kubectl configuration is longer. */
export const maxContextLength = 1_000;

export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  /** `safe`: blue in the place of green, for eyes that don't tell green from orange. */
  readonly colours: 'standard' | 'safe';
  /** False until a design was opened for the first time: then the first sample opens by itself. */
  readonly started: boolean;
  /** How far the user is in lessons; the one played last comes last. */
  readonly lessons: readonly KeptLesson[];
}

/** Progress in one lesson; what the words in it mean is the program's business. */
export interface KeptLesson {
  readonly lesson: string;
  /** The step that the user is at; null: before the first one. */
  readonly at: string | null;
  readonly passed: readonly string[];
}

/** A UI action as data: what a native menu needs to show it. */
export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly group: 'file' | 'edit' | 'arrange' | 'view' | 'present' | 'help';
  /** `Mod+Shift+Z`; `Mod` is Command on a Mac, else Control. */
  readonly shortcut: string | null;
  /** It is on or off, and shows which. */
  readonly isSwitch: boolean;
  /** The first of those in its menu that belong together. */
  readonly beginsGroup: boolean;
}

export interface WindowState {
  /** As it is to be shown, with the mark of unsaved work. */
  readonly title: string;
  readonly unsaved: boolean;
  /** The file that the design stands in; null: in none that could be written. */
  readonly file: FileToken | null;
  /** Nothing is in the window, and nothing is on its way there: a file from outside may be opened in it. */
  readonly isVacant: boolean;
  /** Ids of UI actions that can be run now. */
  readonly enabledActions: readonly string[];
  /** Ids of those switches that are on. */
  readonly checkedActions: readonly string[];
}

export type HostRequest =
  | { readonly kind: 'run-action'; readonly action: string }
  | { readonly kind: 'open-files'; readonly files: readonly OpenedFile[] }
  /** Another window changed them. */
  | { readonly kind: 'show-preferences'; readonly preferences: Preferences }
  | { readonly kind: 'close-requested' }
  /** The end may be near: unsaved work goes into the recovery place now. */
  | { readonly kind: 'keep-work' }
  /** The screen is no longer filled although something is presented: the browser took Escape for itself. */
  | { readonly kind: 'left-full-screen' }
  /** A newer version of the program lies there; closing the window, or loading the page again, gives way to it. */
  | { readonly kind: 'update-ready' };

export type HostError =
  | { readonly reason: 'not-found'; readonly name: string }
  | { readonly reason: 'forbidden'; readonly name: string }
  | { readonly reason: 'read-only'; readonly name: string }
  | { readonly reason: 'disk-full'; readonly name: string }
  /** There is room on the disk, but not for this user. */
  | { readonly reason: 'quota-full'; readonly name: string }
  /** The folder that the file is in. */
  | { readonly reason: 'folder-gone'; readonly name: string }
  /** A network folder, or a disk that was pulled out. */
  | { readonly reason: 'unreachable'; readonly name: string }
  | { readonly reason: 'disk-error'; readonly name: string }
  /** A folder or a device has that name. */
  | { readonly reason: 'no-file'; readonly name: string }
  /** Another program holds it. */
  | { readonly reason: 'in-use'; readonly name: string }
  | { readonly reason: 'changed-on-disk'; readonly name: string }
  | { readonly reason: 'unknown-token' }
  | { readonly reason: 'not-supported' }
  | { readonly reason: 'failed'; readonly name: string; readonly message: string };
