import type {
  ClusterReadRequest,
  FileToken,
  KeptLesson,
  MenuAction,
  OpenRequest,
  Preferences,
  RecoverySnapshot,
  SaveBytesRequest,
  SaveFolderRequest,
  SavePdfRequest,
  SaveRequest,
  UndoList,
  UndoListKey,
  WindowState,
} from '../src/host/app-host.ts';
import {
  isPresenterChannel,
  maxContextLength,
  maxFileBytes,
  maxSavedBytes,
  maxUndoListLength,
  savedKinds,
} from '../src/host/app-host.ts';
import type { IpcChannel, IpcRequests } from '../src/host/ipc-contract.ts';
import { fieldsOf, listOf, nothing, oneOf, type Parser, recordOf, textUpTo, truth } from './parser.ts';

export type Parsers = { readonly [C in IpcChannel]: Parser<IpcRequests[C]['request']> };

const maxNameLength = 255;
/** All files of a bundle together: the manifests, and those that put back what they replace. */
const maxFolderBytes = 4 * maxFileBytes;

const text =
  (maxLength: number): Parser<string> =>
  (raw) =>
    textUpTo(raw, maxLength);
const actionIds: Parser<readonly string[]> = (raw) => listOf(raw, text(64));

// Whether it stands for a file is for FileTokens to say; here only its form counts.
const parseToken: Parser<FileToken> = (raw) => textUpTo(raw, 64) as FileToken | null;
// Whether it is one of the user's is for the reader to say.
const parseContext = text(maxContextLength);
const parseNonEmptyName: Parser<string> = (raw) => (raw === '' ? null : textUpTo(raw, maxNameLength));

/** Its words are for the program to read; here only their length counts. */
export const parseHistory = text(maxUndoListLength);

const parseOpen = recordOf<OpenRequest>({ what: oneOf('design', 'manifests', 'folder'), multiple: truth });

const parseSave = recordOf<SaveRequest>({
  suggestedName: parseFileName,
  text: parseFileText,
  file: { orNull: parseToken },
  expectedVersion: { orNull: text(maxNameLength) },
});

const parseBundle = recordOf<SaveFolderRequest>({
  suggestedName: parseFileName,
  files: (raw) =>
    listOf(raw, recordOf<SaveFolderRequest['files'][number]>({ name: parseFileName, text: parseFileText })),
});

const parseSaveBytes = recordOf<SaveBytesRequest>({
  suggestedName: parseFileName,
  kind: oneOf(...savedKinds),
  bytes: parseBytes,
});

const parseSavePdf = recordOf<SavePdfRequest>({ suggestedName: parseFileName, paper: oneOf('a4', 'letter') });

export const parseRecovery = recordOf<RecoverySnapshot>({
  name: text(maxNameLength),
  text: parseFileText,
  file: { orNull: parseToken },
  version: { orNull: text(maxNameLength) },
  savedAt: text(64),
  history: { orNull: parseHistory },
  objects: { orNull: parseCount },
  changes: { orNull: parseCount },
});

const parseUndoList = recordOf<UndoList>({
  name: parseNonEmptyName,
  file: { orNull: parseToken },
  history: { orNull: parseHistory },
});

const parseUndoListKey = recordOf<UndoListKey>({ name: parseNonEmptyName, file: { orNull: parseToken } });

const parseClusterRead = recordOf<ClusterReadRequest>({ context: parseContext, kind: text(maxNameLength) });

const parseKeptLesson = recordOf<KeptLesson>({
  lesson: text(400),
  at: { orNull: text(400) },
  passed: (raw) => listOf(raw, text(400)),
});

const parsePresentPreferences = recordOf<Preferences>({
  theme: oneOf('system', 'light', 'dark'),
  colours: oneOf('standard', 'safe'),
  started: truth,
  lessons: (raw) => listOf(raw, parseKeptLesson),
});

const parseMenuAction = recordOf<MenuAction>({
  id: text(64),
  label: text(100),
  group: oneOf('file', 'edit', 'arrange', 'view', 'present', 'help'),
  shortcut: { orNull: text(32) },
  isSwitch: truth,
  beginsGroup: truth,
});

const parseWindowState = recordOf<WindowState>({
  title: text(1_000),
  unsaved: truth,
  file: { orNull: parseToken },
  isVacant: truth,
  enabledActions: actionIds,
  checkedActions: actionIds,
});

/** One for each channel of the contract: nothing else that arrives comes to a handler. */
export const parsers: Parsers = {
  'file:open': parseOpen,
  'file:open-recent': parseToken,
  'file:recent': nothing,
  'file:save-text': parseSave,
  'file:save-folder': parseSaveFolder,
  'file:save-bytes': parseSaveBytes,
  'file:save-pdf': parseSavePdf,
  'clipboard:copy-picture': parsePng,
  'recovery:write': parseRecovery,
  'recovery:read': nothing,
  'recovery:clear': nothing,
  'recovery:postpone': nothing,
  'undo-list:keep': parseUndoList,
  'undo-list:read': parseUndoListKey,
  'cluster:contexts': nothing,
  'cluster:plan': parseContext,
  'cluster:read': parseClusterRead,
  'cluster:cancel': nothing,
  'preferences:read': nothing,
  'preferences:write': parsePreferences,
  'menu:set-actions': (raw) => listOf(raw, parseMenuAction),
  'window:show-state': parseWindowState,
  'window:answer-close': oneOf('close', 'stay'),
  'present:set': truth,
  'present:open-presenter': parseChannel,
  'window:new': nothing,
  'window:listening': nothing,
};

/** Kept by an earlier version there may be no colours and no lessons. */
export function parsePreferences(raw: unknown): Preferences | null {
  return parsePresentPreferences({ colours: 'standard', lessons: [], ...fieldsOf(raw) });
}

function parseSaveFolder(raw: unknown): SaveFolderRequest | null {
  const bundle = parseBundle(raw);
  if (bundle === null) return null;
  const bytes = bundle.files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0);
  return bytes > maxFolderBytes ? null : bundle;
}

function parseChannel(raw: unknown): string | null {
  return typeof raw === 'string' && isPresenterChannel(raw) ? raw : null;
}

function parseCount(raw: unknown): number | null {
  return typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0 ? raw : null;
}

/** As long as a file may be, as it has to be opened again. */
function parseFileText(raw: unknown): string | null {
  if (typeof raw !== 'string' || raw.length > maxFileBytes) return null;
  // No code unit takes more than three bytes, so nearly all texts need not be counted.
  return raw.length * 3 > maxFileBytes && Buffer.byteLength(raw) > maxFileBytes ? null : raw;
}

/** As every PNG begins (RFC 2083, 3.1). */
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function parsePng(raw: unknown): Uint8Array<ArrayBuffer> | null {
  const bytes = parseBytes(raw);
  return bytes !== null && pngSignature.every((byte, index) => bytes[index] === byte) ? bytes : null;
}

/** A copy: what is looked at here must be what is used later. */
function parseBytes(raw: unknown): Uint8Array<ArrayBuffer> | null {
  const isBytes = ArrayBuffer.isView(raw) && raw instanceof Uint8Array;
  return isBytes && raw.byteLength <= maxSavedBytes ? new Uint8Array(raw) : null;
}

// Names that no system takes or that mean a device on Windows, whatever their ending.
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** One part of a path, allowed on every system: a name can't lead out of the folder that the user chose. */
function parseFileName(raw: unknown): string | null {
  if (typeof raw !== 'string' || raw === '' || raw.length > maxNameLength) return null;
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\u0000-\u001f<>:"/\\|?*]|^\.+$|[. ]$/.test(raw) || reserved.test(raw) ? null : raw;
}
