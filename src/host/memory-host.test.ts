import { expect, test } from 'vitest';
import type { FileToken, HostRequest } from './app-host.ts';
import { MemoryHost } from './memory-host.ts';

const name = 'a.firewright.yaml';

async function openA(host: MemoryHost) {
  host.put(name, 'one');
  host.openAnswers.push({ choose: [name] });
  const opened = await host.openFiles({ what: 'design', multiple: false });
  if (!opened.ok || opened.value[0] === undefined) throw new Error('not opened');
  return opened.value[0];
}

test('an open dialog without an answer is cancelled', async () => {
  expect(await new MemoryHost().openFiles({ what: 'design', multiple: true })).toEqual({ ok: true, value: [] });
});

test('a chosen file is opened, and is the first of the recent ones', async () => {
  const host = new MemoryHost();
  const opened = await openA(host);
  expect(opened.content).toEqual({ kind: 'text', text: 'one' });
  expect((await host.recentFiles()).map((recent) => recent.name)).toEqual([name]);
  expect(await host.openRecent(opened.file ?? ('' as FileToken))).toEqual({ ok: true, value: opened });
});

test.each([
  ['saved when nobody touched it', (_: MemoryHost): void => undefined, true, 'two'],
  ['refused when it was changed', (host: MemoryHost): void => host.put(name, 'theirs'), 'changed-on-disk', 'theirs'],
  ['refused when it is gone', (host: MemoryHost): void => host.remove(name), 'not-found', undefined],
] as const)('saving over a file is %s', async (_title, meanwhile, expected, text) => {
  const host = new MemoryHost();
  const { file, version } = await openA(host);
  meanwhile(host);
  const saved = await host.saveText({ suggestedName: name, text: 'two', file, expectedVersion: version });
  expect(saved.ok ? true : saved.error.reason).toBe(expected);
  expect(host.textOf(name)).toBe(text);
});

test('a save dialog can be cancelled, or fail', async () => {
  const host = new MemoryHost();
  host.saveAnswers.push('cancel', { fail: { reason: 'disk-full', name } });
  const request = { suggestedName: name, text: 'x', file: null, expectedVersion: null };
  expect(await host.saveText(request)).toEqual({ ok: true, value: { kind: 'cancelled' } });
  expect(await host.saveText(request)).toEqual({ ok: false, error: { reason: 'disk-full', name } });
});

test('a bundle lands in the chosen folder', async () => {
  const host = new MemoryHost();
  host.saveAnswers.push({ choose: 'out' });
  const saved = await host.saveFolder({ suggestedName: 'bundle', files: [{ name: '00-tiers.yaml', text: 't' }] });
  expect(saved).toEqual({ ok: true, value: { kind: 'saved', folder: 'out', files: 1 } });
  expect(host.textOf('out/00-tiers.yaml')).toBe('t');
});

test('requests reach who listens, until they stop', () => {
  const host = new MemoryHost();
  const heard: HostRequest[] = [];
  const stop = host.onRequest((request) => heard.push(request));
  host.request({ kind: 'close-requested' });
  stop();
  host.request({ kind: 'close-requested' });
  expect(heard).toEqual([{ kind: 'close-requested' }]);
});
