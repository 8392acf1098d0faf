import { expect, test, vi } from 'vitest';
import type { AppHost, HostRequest } from '../src/host/app-host.ts';
import { parsers } from './payloads.ts';
import { snapshot } from './testing/snapshot.ts';

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoked: [] as [string, unknown][],
  deliver: (_event: object, _request: unknown): void => undefined,
}));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => electron.exposed.set(name, api) },
  ipcRenderer: {
    invoke: (channel: string, payload: unknown) => {
      electron.invoked.push([channel, payload]);
      return Promise.resolve('reply');
    },
    on: (_channel: string, listener: typeof electron.deliver) => (electron.deliver = listener),
  },
}));

test('the page is given AppHost and nothing more, and every request fits its parser', async () => {
  await import('./preload.ts');
  expect([...electron.exposed.keys()]).toEqual(['appHost']);
  const host = electron.exposed.get('appHost') as AppHost;
  const save = { suggestedName: 'a', text: 'x', file: null, expectedVersion: null };
  void host.openFiles({ what: 'design', multiple: true });
  void host.recentFiles();
  void host.saveText(save);
  void host.saveFolder({ suggestedName: 'b', files: [] });
  void host.saveBytes({ suggestedName: 'a.png', kind: 'png', bytes: Uint8Array.of(1) });
  void host.savePdf?.({ suggestedName: 'a.pdf', paper: 'a4' });
  void host.copyPicture({ png: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), svg: '<svg/>' });
  void host.writeRecovery(snapshot);
  void host.readRecovery();
  void host.clearRecovery();
  void host.postponeRecovery();
  void host.keepUndoList({ name: 'a', file: null, history: '{}' });
  void host.readUndoList({ name: 'a', file: null });
  void host.cluster?.contexts();
  void host.cluster?.plan('dev');
  void host.cluster?.read({ context: 'dev', kind: 'pods' });
  void host.cluster?.cancel();
  void host.readPreferences();
  void host.writePreferences({ theme: 'dark', colours: 'standard', started: true, lessons: [] });
  host.showActions([]);
  host.showState({ title: 'a', unsaved: false, file: null, isVacant: true, enabledActions: [], checkedActions: [] });
  host.answerClose('stay');
  host.newWindow();
  host.setPresenting(true);
  void host.openPresenter('presenter-ab12');
  const heard: HostRequest[] = [];
  const stop = host.onRequest((request) => heard.push(request));
  const listening = electron.invoked.at(-1);
  const opened: HostRequest = { kind: 'open-files', files: [] };
  electron.deliver({}, opened);
  stop();
  electron.deliver({}, opened);
  expect([heard, listening]).toEqual([[opened], ['window:listening', undefined]]);
  const served = Object.entries(parsers);
  // `openRecent` needs a token, which only main can give.
  expect(
    served.map(([name]) => name).filter((name) => !electron.invoked.some(([channel]) => channel === name)),
  ).toEqual(['file:open-recent']);
  const refused = electron.invoked.filter(
    ([channel, payload]) => served.find(([name]) => name === channel)?.[1](payload) === null,
  );
  expect(refused).toEqual([]);
});
