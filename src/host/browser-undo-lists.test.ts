import { expect, test } from 'vitest';
import { maxUndoLists } from './app-host.ts';
import { BrowserUndoLists } from './browser-undo-lists.ts';
import { pageStore } from './key-value-store.ts';

const of = (name: string): { readonly file: null; readonly name: string } => ({ file: null, name });

test('a file’s list is found again under its name until it is forgotten', async () => {
  const store = pageStore();
  await new BrowserUndoLists(store).keep({ ...of('a'), history: 'one' });
  const lists = new BrowserUndoLists(store);
  expect(await lists.read(of('a'))).toEqual({ ok: true, value: 'one' });
  expect(await lists.read(of('b'))).toEqual({ ok: true, value: null });
  await lists.keep({ ...of('a'), history: null });
  expect(await lists.read(of('a'))).toEqual({ ok: true, value: null });
});

test('the lists of the files saved last stay', async () => {
  const store = pageStore();
  const lists = new BrowserUndoLists(store);
  for (let file = 0; file <= maxUndoLists; file += 1) await lists.keep({ ...of(`${file}`), history: 'x' });
  expect(await lists.read(of('0'))).toEqual({ ok: true, value: null });
  expect(await lists.read(of('1'))).toEqual({ ok: true, value: 'x' });
  expect((await store.keys()).filter((key) => key.startsWith('undo:'))).toHaveLength(maxUndoLists);
});

test('a store that refuses is an error, not a crash', async () => {
  const store = { ...pageStore(), get: () => Promise.reject(new DOMException('', 'QuotaExceededError')) };
  const lists = new BrowserUndoLists(store);
  const refused = { ok: false, error: { reason: 'disk-full', name: 'the undo list' } };
  expect(await lists.keep({ ...of('a'), history: 'x' })).toEqual(refused);
  expect(await lists.read(of('a'))).toEqual(refused);
});
