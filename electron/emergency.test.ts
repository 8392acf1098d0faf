import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { keepWorkInEmergencies, keepWorkOf } from './emergency.ts';

let log: string[];
let isKept: () => void;
let process: EventEmitter;
let powerMonitor: EventEmitter;
let stop: () => void;

beforeEach(() => {
  log = [];
  [process, powerMonitor] = [new EventEmitter(), new EventEmitter()];
  stop = keepWorkInEmergencies({
    process,
    powerMonitor,
    keepWork: () => {
      log.push('keep');
      return new Promise((resolve) => (isKept = resolve));
    },
    exit: (status) => log.push(`exit ${status}`),
    tell: (title) => log.push(title),
    log: (text) => log.push(text),
  });
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('%s', (signal, status) => {
  test('ends the program once the work is kept', async () => {
    process.emit(signal);
    await settled();
    expect(log).toEqual(['keep']);
    isKept();
    await settled();
    expect(log).toEqual(['keep', `exit ${status}`]);
  });

  test('a second time ends it at once', () => {
    process.emit(signal);
    process.emit(signal);
    expect(log).toEqual(['keep', `exit ${status}`]);
  });
});

test('a fault of the main process keeps the work, is told and ends the program', async () => {
  process.emit('uncaughtException', Object.assign(new Error('broken'), { stack: 'broken at main.ts' }));
  isKept();
  await settled();
  expect(log).toEqual(['broken at main.ts', 'keep', 'Firewright has to end', 'exit 1']);
});

test('a fault while ending ends it at once', () => {
  process.emit('SIGTERM');
  process.emit('uncaughtException', 'again');
  expect(log).toEqual(['keep', 'again', 'exit 1']);
});

test.each(['shutdown', 'suspend', 'lock-screen'])('%s keeps the work, and the program goes on', async (event) => {
  powerMonitor.emit(event);
  isKept();
  await settled();
  expect(log).toEqual(['keep']);
});

test('nothing is watched any more once it is stopped', () => {
  stop();
  expect([process.eventNames(), powerMonitor.eventNames()]).toEqual([[], []]);
});

describe('keeping the work of windows', () => {
  test('waits for all of them, also if one fails', async () => {
    const kept: string[] = [];
    await keepWorkOf([
      { keepWork: () => Promise.reject(new Error('gone')) },
      { keepWork: () => settled().then(() => void kept.push('second')) },
    ]);
    expect(kept).toEqual(['second']);
  });

  test('waits for a page that hangs only so long', async () => {
    vi.useFakeTimers();
    const done = vi.fn();
    const kept = keepWorkOf([{ keepWork: () => new Promise(() => undefined) }]).then(done);
    await vi.advanceTimersByTimeAsync(3999);
    expect(done).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await kept;
    vi.useRealTimers();
  });
});
