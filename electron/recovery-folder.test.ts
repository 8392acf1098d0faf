import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProcessMark } from './process-stamp.ts';
import type { KeptSnapshot } from './recovery.ts';
import { RecoveryFolder } from './recovery-folder.ts';
import type { RecoverySlot } from './recovery-slot.ts';

let top: string;
let folder: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'firewright-recovery-'));
  folder = join(top, 'recovery');
});
afterEach(() => rm(top, { recursive: true, force: true, maxRetries: 5 }));

function work(text: string, savedAt = '2026-01-01T00:00:00Z'): KeptSnapshot {
  const rest = { version: null, history: null, objects: 1, changes: 2 };
  return { snapshot: { name: 'a.yaml', text, savedAt, ...rest }, path: null };
}

const earlierFile = (): string => join(top, 'recovery.json');

/** A program as the given process, where only the listed processes run. */
function program(self: ProcessMark, running: readonly ProcessMark[] = []): RecoveryFolder {
  const isRunning = (mark: ProcessMark): boolean =>
    [self, ...running].some(({ pid, stamp }) => mark.pid === pid && mark.stamp === stamp);
  return new RecoveryFolder(folder, earlierFile(), self, isRunning);
}

const [first, second] = [
  { pid: 100, stamp: 'a1' },
  { pid: 200, stamp: 'a2' },
] as const;

async function textsIn(slots: readonly RecoverySlot[]): Promise<readonly (string | undefined)[]> {
  return Promise.all(slots.map(async (slot) => (await slot.read())?.snapshot.text));
}

describe('windows', () => {
  test('have a file each, in a folder that is made when there is something to keep', async () => {
    const own = program(first);
    const slots = [own.claim(), own.claim()];
    expect(await readdir(top)).toEqual([]);
    await Promise.all(slots.map((slot, index) => slot.write(work(String(index)))));
    expect(await textsIn(slots)).toEqual(['0', '1']);
    expect(await readdir(folder)).toHaveLength(2);
  });

  test('leave no file when there is nothing to offer any more', async () => {
    const slot = program(first).claim();
    await slot.write(work('x'));
    await slot.clear();
    expect([await slot.read(), await readdir(folder)]).toEqual([null, []]);
    await slot.clear();
  });

  test('of two instances never write the same file', async () => {
    const slots = [program(first, [second]).claim(), program(second, [first]).claim()];
    await Promise.all(slots.map((slot, index) => slot.write(work(String(index)))));
    expect(await textsIn(slots)).toEqual(['0', '1']);
  });
});

describe('the next start', () => {
  test('finds the work of processes that are gone, the newest first', async () => {
    const gone = program(first);
    await gone.claim().write(work('older', '2026-01-01T00:00:01Z'));
    await gone.claim().write(work('newer', '2026-01-01T00:00:02Z'));
    expect(await textsIn(await program(second).leftovers())).toEqual(['newer', 'older']);
  });

  test('leaves the work of a process that runs alone', async () => {
    await program(first).claim().write(work('theirs'));
    expect(await program(second, [first]).leftovers()).toEqual([]);
  });

  test('tells a process from another one that has its number now', async () => {
    await program(first).claim().write(work('left'));
    const reused = { pid: first.pid, stamp: 'b7' };
    expect(await textsIn(await program(second, [reused]).leftovers())).toEqual(['left']);
    await program(second).claim().write(work('left too'));
    expect(await textsIn(await program({ pid: second.pid, stamp: 'c1' }, [second]).leftovers())).toEqual([]);
  });

  test('takes what it finds over: nobody else is offered it, and it goes on being written there', async () => {
    await program(first).claim().write(work('left'));
    const [slot] = await program(second).leftovers();
    expect(await program({ pid: 300, stamp: 'a3' }, [second]).leftovers()).toEqual([]);
    await slot?.write(work('changed'));
    expect(await readdir(folder)).toHaveLength(1);
    expect(await textsIn(await program({ pid: 300, stamp: 'a3' }).leftovers())).toEqual(['changed']);
  });

  test('two that start at the same time share what is left, and neither gets what the other has', async () => {
    const gone = program(first);
    for (const text of ['1', '2', '3']) await gone.claim().write(work(text));
    const third = { pid: 300, stamp: 'a3' };
    const found = await Promise.all([program(second, [third]).leftovers(), program(third, [second]).leftovers()]);
    expect([...(await textsIn(found.flat()))].sort()).toEqual(['1', '2', '3']);
  });

  test('work that was put off is offered at the start after, whatever the window does now', async () => {
    await program(first).claim().write(work('left'));
    const own = program(second);
    const [slot] = await own.leftovers();
    await slot?.release();
    await slot?.write(work('new'));
    await slot?.clear();
    await own.settled();
    expect(await textsIn(await program({ pid: 300, stamp: 'a3' }).leftovers())).toEqual(['left']);
  });

  test('finds once what a version with a single recovery file left', async () => {
    await writeFile(earlierFile(), JSON.stringify({ snapshot: { name: 'a', text: 'old', savedAt: '' }, path: '/a' }));
    const [slot] = await program(first).leftovers();
    expect(await slot?.read()).toEqual({
      snapshot: { name: 'a', text: 'old', savedAt: '', version: null, history: null, objects: null, changes: null },
      path: '/a',
    });
    expect(await program(second, [first]).leftovers()).toEqual([]);
    expect(await readdir(top)).toEqual(['recovery']);
  });

  test('is not stopped by a folder that is none, by damage or by strangers in it; they are left alone', async () => {
    await writeFile(folder, 'no folder');
    expect(await program(first).leftovers()).toEqual([]);
    await rm(folder);
    await mkdir(folder);
    const names = [`7-a-${'0'.repeat(36)}.json`, 'notes.json', `7-a-${'1'.repeat(36)}.json`];
    await writeFile(join(folder, names[0] ?? ''), '{"snapshot":');
    await writeFile(join(folder, names[1] ?? ''), 'mine');
    await mkdir(join(folder, names[2] ?? ''));
    await writeFile(earlierFile(), 'null');
    expect(await program(first).leftovers()).toEqual([]);
    expect(await readdir(folder)).toEqual([...names].sort());
    expect(await readFile(join(folder, names[1] ?? ''), 'utf8')).toBe('mine');
  });
});

test('a touch is told after the next write or clearing, whether it goes well or not', async () => {
  const slot = program(first).claim();
  const touched = slot.touched();
  await slot.write(work('x'));
  await touched;
  const again = slot.touched();
  await rm(folder, { recursive: true });
  await writeFile(folder, 'no folder');
  await expect(slot.write(work('y'))).rejects.toMatchObject({ code: 'EEXIST' });
  await again;
});
