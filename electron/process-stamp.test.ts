import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { lives, markOf } from './process-stamp.ts';

test('this process lives, and its mark stays the same', () => {
  const mark = markOf(process.pid);
  expect(mark).toEqual({ pid: process.pid, stamp: expect.stringMatching(/^[A-Za-z0-9]+$/) });
  expect(markOf(process.pid)).toEqual(mark);
  expect(mark !== null && lives(mark)).toBe(true);
});

test('a process lives until it ends', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const mark = markOf(child.pid ?? 0);
  if (mark === null) throw new Error('it was started');
  // Where the system tells no start times only our own process counts.
  expect(lives(mark)).toBe(process.platform !== 'win32');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(lives(mark)).toBe(false);
});

test.runIf(process.platform === 'linux')('another process with the number of one that ended is another one', () => {
  expect(lives({ pid: process.pid, stamp: 'x' })).toBe(false);
  const other = markOf(process.ppid);
  expect(other?.stamp).not.toBe(markOf(process.pid)?.stamp);
});

test('where the system tells no start times, the single instance lock vouches for all but ourselves', () => {
  expect(markOf(process.pid, 'win32')).toEqual({ pid: process.pid, stamp: 'x' });
  expect([process.pid, process.ppid].map((pid) => lives({ pid, stamp: 'x' }, 'win32'))).toEqual([true, false]);
});
