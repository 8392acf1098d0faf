import { expect, test } from 'vitest';
import { parseFromPresenter, parseToPresenter, presenterWishes, type PresenterState } from './presenter-protocol.ts';

const state: PresenterState = {
  design: 'lesson.yaml',
  ...{ isOn: true, isBlank: false, current: 'one', notes: 'Say hello.', theme: 'light' },
  scenes: [{ id: 'one', title: 'First' }],
  timer: { runningSince: 5, before: 0 },
};

test('what each side says is heard by the other', () => {
  for (const wish of presenterWishes)
    expect(parseFromPresenter({ kind: 'wish', wish })).toEqual({ kind: 'wish', wish });
  expect(parseFromPresenter({ kind: 'show', scene: 'one' })).toEqual({ kind: 'show', scene: 'one' });
  expect(parseToPresenter({ kind: 'state', state })).toEqual({ kind: 'state', state });
  expect(parseToPresenter({ kind: 'gone' })).toEqual({ kind: 'gone' });
});

test.each([null, undefined, 'hello', 3, [], {}, { kind: 'wish' }, { kind: 'wish', wish: 'format' }, { kind: 'show' }])(
  'the window that presents does nothing for %j',
  (raw) => expect(parseFromPresenter(raw)).toBeNull(),
);

test.each([
  { design: 1 },
  { isOn: 'yes' },
  { scenes: null },
  { scenes: [{ id: 'one' }] },
  { current: 3 },
  { notes: null },
  { timer: null },
  { timer: { runningSince: '5', before: 0 } },
  { theme: 'blue' },
])('the presenter’s window shows nothing of %j', (wrong) => {
  expect(parseToPresenter({ kind: 'state', state: { ...state, ...wrong } })).toBeNull();
});
