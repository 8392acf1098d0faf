import { beforeEach, expect, test } from 'vitest';
import { Notices } from './notices.svelte.ts';

let notices: Notices;
const texts = (): readonly string[] => notices.all.map(({ text }) => text);

beforeEach(() => {
  notices = new Notices();
});

test('come one behind the other, each with an id of its own', () => {
  notices.show({ kind: 'info', text: 'one' });
  notices.show({ kind: 'error', text: 'two', undo: true });
  expect(notices.all).toMatchObject([
    { kind: 'info', text: 'one', undo: false },
    { kind: 'error', text: 'two', undo: true },
  ]);
  expect(notices.all[0]?.id).not.toBe(notices.all[1]?.id);
});

test('the oldest makes room for the fifth', () => {
  for (const text of ['1', '2', '3', '4', '5']) notices.show({ kind: 'info', text });
  expect(texts()).toEqual(['2', '3', '4', '5']);
});

test('one is dismissed, the others stay', () => {
  for (const text of ['1', '2']) notices.show({ kind: 'info', text });
  notices.dismiss(notices.all[0]?.id ?? 0);
  notices.dismiss(99);
  expect(texts()).toEqual(['2']);
});

test('those that offer Undo go when it is done', () => {
  notices.show({ kind: 'info', text: 'step', undo: true });
  notices.show({ kind: 'info', text: 'word' });
  notices.dismissUndo();
  expect(texts()).toEqual(['word']);
});
