import { expect, test } from 'vitest';
import type { IpcChannel } from '../src/host/ipc-contract.ts';
import { replies } from './replies.ts';
import { snapshot } from './testing/snapshot.ts';

const done = { ok: true, value: undefined };
const forbidden = { ok: false, error: { reason: 'forbidden', name: 'a' } };
const opened = { name: 'a', file: 'token', version: 'v', content: { kind: 'text', text: 'x' } };
const found = { ...snapshot, folder: '' };
const command = { kind: 'pods', line: 'kubectl get pods', insteadOf: null };

const good: Readonly<Record<IpcChannel, readonly unknown[]>> = {
  'file:open': [{ ok: true, value: [] }, { ok: true, value: [opened] }, forbidden],
  'file:open-recent': [
    { ok: true, value: { ...opened, file: null, version: null, content: { kind: 'not-utf8', offset: 7 } } },
    { ok: true, value: { ...opened, content: { kind: 'too-large', bytes: 2 ** 40 } } },
    { ok: false, error: { reason: 'unknown-token' } },
  ],
  'file:recent': [[], [{ file: 'token', name: 'a', folder: '/home' }]],
  'file:save-text': [
    { ok: true, value: { kind: 'cancelled' } },
    { ok: true, value: { kind: 'saved', name: 'a', file: 'token', version: 'v' } },
    { ok: false, error: { reason: 'failed', name: 'a', message: 'b' } },
  ],
  'file:save-bytes': [{ ok: true, value: { kind: 'cancelled' } }, forbidden],
  'file:save-pdf': [{ ok: true, value: { kind: 'cancelled' } }, forbidden],
  'clipboard:copy-picture': [done, forbidden],
  'file:save-folder': [{ ok: true, value: { kind: 'saved', folder: 'a', files: 7 } }, forbidden],
  'recovery:write': [done, forbidden],
  'recovery:read': [{ ok: true, value: null }, { ok: true, value: found }, forbidden],
  'recovery:clear': [done, forbidden],
  'recovery:postpone': [done, forbidden],
  'undo-list:keep': [done, forbidden],
  'undo-list:read': [{ ok: true, value: null }, { ok: true, value: 'steps' }, forbidden],
  'cluster:contexts': [
    { ok: true, value: ['dev'] },
    { ok: false, error: { reason: 'unreachable', message: 'a' } },
  ],
  'cluster:plan': [
    { ok: true, value: [command] },
    { ok: false, error: { reason: 'no-such-context' } },
  ],
  'cluster:read': [{ ok: true, value: { kind: 'text', text: '' } }],
  'cluster:cancel': [undefined],
  'preferences:read': [
    { theme: 'dark', colours: 'safe', started: true, lessons: [{ lesson: 'nodes', at: 'one', passed: ['one read'] }] },
  ],
  'preferences:write': [undefined],
  'menu:set-actions': [undefined],
  'window:show-state': [undefined],
  'window:answer-close': [undefined],
  'present:set': [undefined],
  'present:open-presenter': [true, false],
  'window:new': [undefined],
  'window:listening': [undefined],
};
const channels = Object.keys(good) as IpcChannel[];

test.each(channels)('%s answers what the contract says, and nothing else', (channel) => {
  for (const reply of good[channel]) {
    expect(replies[channel](reply)).toEqual(reply);
    const withMore = JSON.parse(
      JSON.stringify(reply ?? null)
        .replaceAll('}', ',"path":"/home"}')
        .replaceAll('{,', '{'),
    );
    if (reply !== undefined) expect(JSON.stringify(replies[channel](withMore) ?? null)).not.toContain('path');
  }
  for (const reply of [null, 'text', { ok: true }, { ok: false, error: {} }, [{}], { theme: 'dark' }])
    expect([channel, replies[channel](reply)]).toEqual([channel, expected(channel, reply)]);
});

/** Of some channels even these are answers: those with nothing in them. */
function expected(channel: IpcChannel, reply: unknown): unknown {
  const isDone =
    good[channel].includes(done) && typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok;
  return isDone ? done : null;
}
