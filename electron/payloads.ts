import type {
  ClusterReadRequest,
  FileToken,
  MenuAction,
  OpenRequest,
  Preferences,
  RecoverySnapshot,
  SaveFolderRequest,
  SaveRequest,
  UndoList,
  UndoListKey,
  WindowState,
} from '../src/host/app-host.ts';
import { maxContextLength, maxFileBytes, maxUndoListLength } from '../src/host/app-host.ts';
import type { IpcChannel, IpcRequests } from '../src/host/ipc-contract.ts';

/** Turns what arrived into the request it claims to be, or null. Only known fields are taken over. */
export type Parser<T> = (raw: unknown) => T | null;
export type Parsers = { readonly [C in IpcChannel]: Parser<IpcRequests[C]['request']> };

const maxNameLength = 255;
const maxListLength = 10_000;

export const parsers: Parsers = {
  'file:open': parseOpen,
  'file:open-recent': parseToken,
  'file:recent': parseNothing,
  'file:save-text': parseSave,
  'file:save-folder': parseSaveFolder,
  'recovery:write': parseRecovery,
  'recovery:read': parseNothing,
  'recovery:clear': parseNothing,
  'undo-list:keep': parseUndoList,
  'undo-list:read': parseUndoListKey,
  'cluster:contexts': parseNothing,
  'cluster:plan': parseContext,
  'cluster:read': parseClusterRead,
  'cluster:cancel': parseNothing,
  'preferences:read': parseNothing,
  'preferences:write': parsePreferences,
  'menu:set-actions': (raw) => listOf(raw, parseMenuAction),
  'window:show-state': parseWindowState,
  'window:answer-close': (raw) => oneOf(raw, ['close', 'stay']),
  'window:new': parseNothing,
  'window:listening': parseNothing,
};

function parseOpen(raw: unknown): OpenRequest | null {
  const { what, multiple } = fieldsOf(raw);
  const kind = oneOf(what, ['design', 'manifests', 'folder']);
  return kind === null || typeof multiple !== 'boolean' ? null : { what: kind, multiple };
}

function parseSave(raw: unknown): SaveRequest | null {
  const fields = fieldsOf(raw);
  const { suggestedName, text } = fields;
  const file = nullOr(fields['file'], parseToken);
  const expectedVersion = nullOr(fields['expectedVersion'], (version) => textUpTo(version, maxNameLength));
  if (!isFileName(suggestedName) || !isFileText(text) || file === undefined || expectedVersion === undefined)
    return null;
  return { suggestedName, text, file, expectedVersion };
}

function parseSaveFolder(raw: unknown): SaveFolderRequest | null {
  const { suggestedName, files } = fieldsOf(raw);
  const parsed = listOf(files, (file) => {
    const { name, text } = fieldsOf(file);
    return isFileName(name) && isFileText(text) ? { name, text } : null;
  });
  return isFileName(suggestedName) && parsed !== null ? { suggestedName, files: parsed } : null;
}

export function parseRecovery(raw: unknown): RecoverySnapshot | null {
  const fields = fieldsOf(raw);
  const { text } = fields;
  const name = textUpTo(fields['name'], maxNameLength);
  const savedAt = textUpTo(fields['savedAt'], 64);
  const file = nullOr(fields['file'], parseToken);
  const history = nullOr(fields['history'], parseHistory);
  if (name === null || savedAt === null || file === undefined || history === undefined || !isFileText(text))
    return null;
  return { name, text, file, savedAt, history };
}

function parseUndoList(raw: unknown): UndoList | null {
  const key = parseUndoListKey(raw);
  const history = nullOr(fieldsOf(raw)['history'], parseHistory);
  return key === null || history === undefined ? null : { ...key, history };
}

function parseUndoListKey(raw: unknown): UndoListKey | null {
  const fields = fieldsOf(raw);
  const name = textUpTo(fields['name'], maxNameLength);
  const file = nullOr(fields['file'], parseToken);
  return name === null || name === '' || file === undefined ? null : { file, name };
}

/** Whether it is one of the user's is for the reader to say. */
function parseContext(raw: unknown): string | null {
  return textUpTo(raw, maxContextLength);
}

function parseClusterRead(raw: unknown): ClusterReadRequest | null {
  const fields = fieldsOf(raw);
  const context = parseContext(fields['context']);
  const kind = textUpTo(fields['kind'], maxNameLength);
  return context === null || kind === null ? null : { context, kind };
}

/** Its words are for the program to read; here only their length counts. */
export function parseHistory(raw: unknown): string | null {
  return textUpTo(raw, maxUndoListLength);
}

export function parsePreferences(raw: unknown): Preferences | null {
  const fields = fieldsOf(raw);
  const theme = oneOf(fields['theme'], ['system', 'light', 'dark']);
  // Kept by an earlier version it is not there.
  const colours = fields['colours'] === undefined ? 'standard' : oneOf(fields['colours'], ['standard', 'safe']);
  const { started } = fields;
  return theme === null || colours === null || typeof started !== 'boolean' ? null : { theme, colours, started };
}

function parseMenuAction(raw: unknown): MenuAction | null {
  const fields = fieldsOf(raw);
  const id = textUpTo(fields['id'], 64);
  const label = textUpTo(fields['label'], 100);
  const group = oneOf(fields['group'], ['file', 'edit', 'arrange', 'view', 'help']);
  const shortcut = nullOr(fields['shortcut'], (text) => textUpTo(text, 32));
  const { isSwitch, beginsGroup } = fields;
  if (typeof isSwitch !== 'boolean' || typeof beginsGroup !== 'boolean') return null;
  return id === null || label === null || group === null || shortcut === undefined
    ? null
    : { id, label, group, shortcut, isSwitch, beginsGroup };
}

function parseWindowState(raw: unknown): WindowState | null {
  const fields = fieldsOf(raw);
  const title = textUpTo(fields['title'], 1_000);
  const { unsaved, isVacant } = fields;
  const file = nullOr(fields['file'], parseToken);
  const enabledActions = listOf(fields['enabledActions'], (id) => textUpTo(id, 64));
  const checkedActions = listOf(fields['checkedActions'], (id) => textUpTo(id, 64));
  return title === null ||
    typeof unsaved !== 'boolean' ||
    typeof isVacant !== 'boolean' ||
    file === undefined ||
    enabledActions === null ||
    checkedActions === null
    ? null
    : { title, unsaved, file, isVacant, enabledActions, checkedActions };
}

function parseNothing(raw: unknown): undefined | null {
  return raw === undefined ? undefined : null;
}

function parseToken(raw: unknown): FileToken | null {
  // Whether it stands for a file is for FileTokens to say; here only its form counts.
  return textUpTo(raw, 64) as FileToken | null;
}

/** The own fields of a plain object; none for anything else. */
export function fieldsOf(raw: unknown): Readonly<Record<string, unknown>> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return {};
  return Object.fromEntries(Object.entries(raw));
}

/** Every element parsed, or null if one is wrong, there are too many, or it is no list. */
export function listOf<T>(raw: unknown, parse: Parser<T>): readonly T[] | null {
  if (!Array.isArray(raw) || raw.length > maxListLength) return null;
  const parsed: T[] = [];
  for (const element of raw) {
    const value = parse(element);
    if (value === null) return null;
    parsed.push(value);
  }
  return parsed;
}

export function textUpTo(raw: unknown, maxLength: number): string | null {
  return typeof raw === 'string' && raw.length <= maxLength ? raw : null;
}

function oneOf<const T extends string>(raw: unknown, allowed: readonly T[]): T | null {
  return allowed.find((value) => value === raw) ?? null;
}

/** undefined where the value is neither null nor what `parse` takes. */
function nullOr<T>(raw: unknown, parse: Parser<T>): T | null | undefined {
  return raw === null ? null : (parse(raw) ?? undefined);
}

/** As long as a file may be, as it has to be opened again. */
function isFileText(raw: unknown): raw is string {
  return typeof raw === 'string' && raw.length <= maxFileBytes;
}

// Names that no system takes or that mean a device on Windows, whatever their ending.
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** One part of a path, allowed on every system: a name can't lead out of the folder that the user chose. */
function isFileName(raw: unknown): raw is string {
  if (typeof raw !== 'string' || raw === '' || raw.length > maxNameLength) return false;
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return !/[\u0000-\u001f<>:"/\\|?*]|^\.+$|[. ]$/.test(raw) && !reserved.test(raw);
}
