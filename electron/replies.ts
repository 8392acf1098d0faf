import type {
  ClusterCommand,
  ClusterError,
  FileContent,
  FileToken,
  FoundRecovery,
  HostError,
  OpenedFile,
  RecentFile,
  SaveFolderOutcome,
  SaveOutcome,
} from '../src/host/app-host.ts';
import type { IpcChannel, IpcRequests } from '../src/host/ipc-contract.ts';
import { err, ok, type Result } from '../src/core/result.ts';
import {
  type FieldParser,
  fieldsOf,
  listOf,
  nothing,
  parseField,
  type Parser,
  recordOf,
  refused,
  taggedBy,
  truth,
} from './parser.ts';
import { parsePreferences } from './payloads.ts';

export type ReplyParsers = { readonly [C in IpcChannel]: Parser<IpcRequests[C]['reply']> };

/** What main says comes from main: only its shape is looked at. */
const text: Parser<string> = (raw) => (typeof raw === 'string' ? raw : null);
const whole: Parser<number> = (raw) => (typeof raw === 'number' && Number.isSafeInteger(raw) ? raw : null);
const token: Parser<FileToken> = (raw) => text(raw) as FileToken | null; // made by FileTokens
const textOrNull = { orNull: text };
const wholeOrNull = { orNull: whole };
const tokenOrNull = { orNull: token };
const all =
  <T>(parse: Parser<T>): Parser<readonly T[]> =>
  (raw) =>
    listOf(raw, parse, Infinity);

const content = taggedBy<FileContent, 'kind'>('kind', {
  text: { text },
  'not-utf8': { offset: whole },
  'too-large': { bytes: whole },
});

const openedFile = recordOf<OpenedFile>({ name: text, file: tokenOrNull, version: textOrNull, content });
const recentFile = recordOf<RecentFile>({ file: token, name: text, folder: text });
const clusterCommand = recordOf<ClusterCommand>({ kind: text, line: text, insteadOf: textOrNull });
const foundRecovery = recordOf<FoundRecovery>({
  name: text,
  text,
  file: tokenOrNull,
  version: textOrNull,
  savedAt: text,
  history: textOrNull,
  objects: wholeOrNull,
  changes: wholeOrNull,
  folder: text,
});

const saved = taggedBy<SaveOutcome, 'kind'>('kind', {
  saved: { name: text, file: tokenOrNull, version: textOrNull },
  cancelled: {},
});
const savedFolder = taggedBy<SaveFolderOutcome, 'kind'>('kind', {
  saved: { folder: text, files: whole },
  cancelled: {},
});

const hostError = taggedBy<HostError, 'reason'>('reason', {
  'not-found': { name: text },
  forbidden: { name: text },
  'read-only': { name: text },
  'disk-full': { name: text },
  'quota-full': { name: text },
  'folder-gone': { name: text },
  unreachable: { name: text },
  'disk-error': { name: text },
  'no-file': { name: text },
  'in-use': { name: text },
  'changed-on-disk': { name: text },
  'unknown-token': {},
  'not-supported': {},
  failed: { name: text, message: text },
});
const clusterError = taggedBy<ClusterError, 'reason'>('reason', {
  'kubectl-missing': {},
  'unsafe-context': {},
  'no-such-context': {},
  'no-such-kind': {},
  forbidden: { message: text },
  'not-signed-in': { message: text },
  unreachable: { message: text },
  slow: { message: text },
  'too-large': {},
  cancelled: {},
  failed: { message: text },
});

const orHostError = <T>(value: FieldParser<T>): Parser<Result<T, HostError>> => resultOf(value, hostError);
const orClusterError = <T>(value: FieldParser<T>): Parser<Result<T, ClusterError>> => resultOf(value, clusterError);

/**
 * One for each channel: an answer leaves main with the fields of the contract and no other, so that nothing that only
 * main should know (a path, a stack) slips out with it.
 */
export const replies: ReplyParsers = {
  'file:open': orHostError(all(openedFile)),
  'file:open-recent': orHostError(openedFile),
  'file:recent': all(recentFile),
  'file:save-text': orHostError(saved),
  'file:save-folder': orHostError(savedFolder),
  'file:save-bytes': orHostError(saved),
  'file:save-pdf': orHostError(saved),
  'clipboard:copy-picture': orHostError<undefined>(nothing),
  'recovery:write': orHostError<undefined>(nothing),
  'recovery:read': orHostError<FoundRecovery | null>({ orNull: foundRecovery }),
  'recovery:clear': orHostError<undefined>(nothing),
  'recovery:postpone': orHostError<undefined>(nothing),
  'undo-list:keep': orHostError<undefined>(nothing),
  'undo-list:read': orHostError<string | null>(textOrNull),
  'cluster:contexts': orClusterError(all(text)),
  'cluster:plan': orClusterError(all(clusterCommand)),
  'cluster:read': orClusterError(content),
  'cluster:cancel': nothing,
  'preferences:read': parsePreferences,
  'preferences:write': nothing,
  'menu:set-actions': nothing,
  'window:show-state': nothing,
  'window:answer-close': nothing,
  'present:set': nothing,
  'present:open-presenter': truth,
  'window:new': nothing,
  'window:listening': nothing,
};

function resultOf<T, E>(value: FieldParser<T>, error: Parser<E>): Parser<Result<T, E>> {
  return (raw) => {
    const fields = fieldsOf(raw);
    if (fields['ok'] === true) {
      const parsed = parseField<T>(value, fields['value']);
      return parsed === refused ? null : ok(parsed);
    }
    const parsed = fields['ok'] === false ? error(fields['error']) : null;
    return parsed === null ? null : err(parsed);
  };
}
