import type { Result } from '../core/result.ts';
import type {
  ClusterCommand,
  ClusterError,
  ClusterReadRequest,
  FileContent,
  FileToken,
  FoundRecovery,
  HostError,
  HostRequest,
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

/**
 * Every message between the window and Electron's main process. Types only: both ends are checked against them, and
 * main parses what really arrives. A channel without a payload has the request `undefined`.
 */
export interface IpcRequests {
  'file:open': { request: OpenRequest; reply: Result<readonly OpenedFile[], HostError> };
  'file:open-recent': { request: FileToken; reply: Result<OpenedFile, HostError> };
  'file:recent': { request: undefined; reply: readonly RecentFile[] };
  'file:save-text': { request: SaveRequest; reply: Result<SaveOutcome, HostError> };
  'file:save-folder': { request: SaveFolderRequest; reply: Result<SaveFolderOutcome, HostError> };
  'file:save-bytes': { request: SaveBytesRequest; reply: Result<SaveOutcome, HostError> };
  'file:save-pdf': { request: SavePdfRequest; reply: Result<SaveOutcome, HostError> };
  /** The picture as PNG. */
  'clipboard:copy-picture': { request: Uint8Array<ArrayBuffer>; reply: Result<void, HostError> };
  'recovery:write': { request: RecoverySnapshot; reply: Result<void, HostError> };
  'recovery:read': { request: undefined; reply: Result<FoundRecovery | null, HostError> };
  'recovery:clear': { request: undefined; reply: Result<void, HostError> };
  'recovery:postpone': { request: undefined; reply: Result<void, HostError> };
  'undo-list:keep': { request: UndoList; reply: Result<void, HostError> };
  'undo-list:read': { request: UndoListKey; reply: Result<string | null, HostError> };
  'cluster:contexts': { request: undefined; reply: Result<readonly string[], ClusterError> };
  'cluster:plan': { request: string; reply: Result<readonly ClusterCommand[], ClusterError> };
  'cluster:read': { request: ClusterReadRequest; reply: Result<FileContent, ClusterError> };
  'cluster:cancel': { request: undefined; reply: undefined };
  'preferences:read': { request: undefined; reply: Preferences };
  'preferences:write': { request: Preferences; reply: undefined };
  'menu:set-actions': { request: readonly MenuAction[]; reply: undefined };
  'window:show-state': { request: WindowState; reply: undefined };
  'window:answer-close': { request: 'close' | 'stay'; reply: undefined };
  'window:new': { request: undefined; reply: undefined };
  'present:set': { request: boolean; reply: undefined };
  /** The name of the broadcast channel on which the presenter's window listens. */
  'present:open-presenter': { request: string; reply: boolean };
  /** The window listens now: what waits for it may be sent. */
  'window:listening': { request: undefined; reply: undefined };
}

export type IpcChannel = keyof IpcRequests;

/** Messages from main to the window. */
export interface IpcEvents {
  'host:request': HostRequest;
}
