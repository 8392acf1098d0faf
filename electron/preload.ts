import { contextBridge, ipcRenderer } from 'electron';
import type { AppHost, HostRequest } from '../src/host/app-host.ts';
import type { IpcChannel, IpcEvents, IpcRequests } from '../src/host/ipc-contract.ts';

function request<C extends IpcChannel>(
  channel: C,
  payload: IpcRequests[C]['request'],
): Promise<IpcRequests[C]['reply']> {
  return ipcRenderer.invoke(channel, payload);
}

const platforms: Readonly<Partial<Record<NodeJS.Platform, AppHost['platform']>>> = {
  darwin: 'mac',
  win32: 'windows',
  linux: 'linux',
};
// A sandboxed preload is given these of the process, and little else.
const { electron = '', chrome = '', node } = process.versions;
const versions: AppHost['versions'] = [
  { name: 'Electron', version: electron },
  { name: 'Chromium', version: chrome },
  { name: 'Node.js', version: node },
];
const listeners = new Set<(request: HostRequest) => void>();

ipcRenderer.on('host:request' satisfies keyof IpcEvents, (_event, asked: IpcEvents['host:request']) => {
  for (const listener of listeners) listener(asked);
});

contextBridge.exposeInMainWorld('appHost', {
  kind: 'electron',
  platform: platforms[process.platform] ?? 'other',
  versions,
  openFiles: (what) => request('file:open', what),
  openRecent: (file) => request('file:open-recent', file),
  recentFiles: () => request('file:recent', undefined),
  saveText: (what) => request('file:save-text', what),
  saveFolder: (what) => request('file:save-folder', what),
  saveBytes: (what) => request('file:save-bytes', what),
  // A clipboard that main writes holds one form of a picture.
  copyPicture: ({ png }) => request('clipboard:copy-picture', png),
  savePdf: (what) => request('file:save-pdf', what),
  writeRecovery: (snapshot) => request('recovery:write', snapshot),
  readRecovery: () => request('recovery:read', undefined),
  clearRecovery: () => request('recovery:clear', undefined),
  postponeRecovery: () => request('recovery:postpone', undefined),
  keepUndoList: (list) => request('undo-list:keep', list),
  readUndoList: (of) => request('undo-list:read', of),
  cluster: {
    contexts: () => request('cluster:contexts', undefined),
    plan: (context) => request('cluster:plan', context),
    read: (what) => request('cluster:read', what),
    cancel: () => request('cluster:cancel', undefined),
  },
  readPreferences: () => request('preferences:read', undefined),
  writePreferences: (preferences) => request('preferences:write', preferences),
  showActions: (actions) => void request('menu:set-actions', actions),
  showState: (state) => void request('window:show-state', state),
  onRequest: (listener) => {
    listeners.add(listener);
    // What main kept for this window comes now, and not before somebody can hear it.
    if (listeners.size === 1) void request('window:listening', undefined);
    return () => listeners.delete(listener);
  },
  newWindow: () => void request('window:new', undefined),
  setPresenting: (isPresenting) => void request('present:set', isPresenting),
  openPresenter: (channel) => request('present:open-presenter', channel),
  answerClose: (decision) => void request('window:answer-close', decision),
} satisfies AppHost);
