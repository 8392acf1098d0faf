import { beforeEach, describe, expect, test } from 'vitest';
import { smallLesson, solution } from '../core/lesson/testing/small-lesson.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { LessonChecking } from './lesson-checking.svelte.ts';
import { editLesson } from './lesson-editing.ts';
import { TestBench } from './test-bench.ts';

let bench: TestBench<MemoryHost>;
let checking: LessonChecking;
const pause = (): Promise<void> => Promise.resolve();

beforeEach(() => {
  bench = new TestBench(new MemoryHost());
  checking = new LessonChecking(bench.app);
});

describe('a lesson is checked', () => {
  const rows: readonly (readonly [what: string, text: string, faults: number])[] = [
    ['one that is right', smallLesson, 0],
    // The text of the solution stands in its scene, indented.
    ['one whose solution solves nothing', smallLesson.replaceAll('5432]}}', '5433]}}'), 1],
  ];
  test.each(rows)('%s', async (_what, text, faults) => {
    await bench.open(text);
    await checking.run(pause);
    expect(checking.faults?.length).toBe(faults);
    expect([checking.isRunning, checking.isOld]).toEqual([false, false]);
  });

  test('the window has its turn before each step, and a second run waits for the first', async () => {
    await bench.open(smallLesson);
    const running: boolean[] = [];
    await Promise.all([
      checking.run(() => {
        running.push(checking.isRunning);
        return Promise.resolve();
      }),
      checking.run(() => {
        throw new Error('it runs already');
      }),
    ]);
    expect(running).toEqual([true, true, true]);
  });

  test('an edit makes the report old', async () => {
    await bench.open(smallLesson);
    await checking.run(pause);
    editLesson(bench.app, 'Title', { title: 'Other' });
    expect(checking.isOld).toBe(true);
  });

  test('one that can’t be gone through can be tried again', async () => {
    await bench.open(smallLesson);
    await expect(checking.run(() => Promise.reject(new Error('the window is gone')))).rejects.toThrow('gone');
    expect([checking.isRunning, checking.faults]).toEqual([false, null]);
    await checking.run(pause);
    expect(checking.faults).toEqual([]);
  });

  test('a design that is none is not', async () => {
    await bench.open(solution);
    await checking.run(pause);
    expect(checking.faults).toBeNull();
  });
});
