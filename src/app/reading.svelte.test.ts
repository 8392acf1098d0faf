import { beforeEach, expect, test } from 'vitest';
import type { ReadProgress } from '../core/manifest/overlay.ts';
import type { Steps } from '../core/manifest/steps.ts';
import { Reading } from './reading.svelte.ts';
import { FakeClock, settled } from './test-bench.ts';

let clock: FakeClock;
let reading: Reading;
let steps: number;

beforeEach(() => {
  clock = new FakeClock();
  reading = new Reading(clock);
  steps = 0;
});

function* work(total: number, answer: string): Steps<ReadProgress, string> {
  for (let done = 1; done <= total; done += 1) {
    steps += 1;
    yield { done, total };
  }
  return answer;
}

async function turn(afterMs = 0): Promise<void> {
  clock.pass(afterMs);
  await settled();
}

test('what needs no pause is read at once', async () => {
  await expect(reading.run(work(0, 'read'))).resolves.toBe('read');
});

test('each pause lets others have their turn', async () => {
  const read = reading.run(work(2, 'read'));
  expect(steps).toBe(1);
  await turn();
  expect(steps).toBe(2);
  await turn();
  await expect(read).resolves.toBe('read');
});

test('progress shows once reading takes long, and goes with the answer', async () => {
  const read = reading.run(work(3, 'read'));
  expect(reading.progress).toBeNull();
  await turn(300);
  expect(reading.progress).toEqual({ done: 2, total: 3 });
  await turn();
  await turn();
  await read;
  expect(reading.progress).toBeNull();
});

test('a cancelled reading goes no further', async () => {
  const read = reading.run(work(3, 'read'));
  await turn(300);
  reading.cancel();
  expect(reading.progress).toBeNull();
  await turn();
  await expect(read).resolves.toBeNull();
  expect(steps).toBe(2);
});

test('the newest reading wins', async () => {
  const first = reading.run(work(3, 'first'));
  const second = reading.run(work(1, 'second'));
  await turn();
  await expect(Promise.all([first, second])).resolves.toEqual([null, 'second']);
});

test('a failure of the program ends the reading and is not hidden', async () => {
  function* broken(): Steps<ReadProgress, string> {
    yield { done: 1, total: 2 };
    throw new Error('broken');
  }
  const read = expect(reading.run(broken())).rejects.toThrow('broken');
  await turn(300);
  await read;
  expect(reading.progress).toBeNull();
});
