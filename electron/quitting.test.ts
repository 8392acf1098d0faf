import { beforeEach, expect, test, vi } from 'vitest';
import { type Holder, Quitting } from './quitting.ts';

let log: string[];
beforeEach(() => {
  log = [];
});

/** Windows that answer as told, in order; what they hold is gone when they close. */
function program(...answers: readonly ('closed' | 'stays' | 'saved')[]) {
  const windows = answers.map((answer, at) => {
    const window = {
      holdsWork: answer !== 'saved',
      askToClose: (): Promise<'closed' | 'stays'> => {
        log.push(`asked ${at}`);
        if (answer === 'closed') window.holdsWork = false;
        return Promise.resolve(answer === 'stays' ? 'stays' : 'closed');
      },
    };
    return window;
  });
  const quitting = new Quitting(
    (): readonly Holder[] => windows,
    () => {
      quit();
    },
  );
  const quit = (): void => {
    const preventDefault = vi.fn();
    quitting.beforeQuit({ preventDefault });
    log.push(preventDefault.mock.calls.length > 0 ? 'held' : 'ends');
  };
  return { windows, quit };
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test.each([
  ['without unsaved work it ends unasked', ['saved', 'saved'], ['ends']],
  ['without windows too', [], ['ends']],
  ['each window with work is asked in turn', ['closed', 'saved', 'closed'], ['asked 0', 'held', 'asked 2', 'ends']],
  [
    'one that stays stops it, and the others are not asked',
    ['closed', 'stays', 'closed'],
    ['asked 0', 'held', 'asked 1'],
  ],
] as const)('%s', async (_title, answers, expected) => {
  program(...answers).quit();
  await settled();
  expect(log).toEqual(expected);
});

test('the wish to quit again while windows are asked asks nobody twice', async () => {
  const { windows, quit } = program('closed');
  const ask = vi.fn(() => new Promise<'stays'>(() => undefined));
  windows[0]!.askToClose = ask;
  quit();
  quit();
  await settled();
  expect([log, ask.mock.calls.length]).toEqual([['held', 'held'], 1]);
});

test('after somebody stayed, the next wish asks anew', async () => {
  const { quit } = program('stays');
  quit();
  await settled();
  quit();
  await settled();
  expect(log).toEqual(['asked 0', 'held', 'asked 0', 'held']);
});
