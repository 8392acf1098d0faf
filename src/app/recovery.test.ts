import { beforeEach, expect, test } from 'vitest';
import { resourceId } from '../core/model/ids.ts';
import { err } from '../core/result.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { settled, TestBench } from './test-bench.ts';

const web = resourceId({ group: '', kind: 'Pod', namespace: 'a', name: 'web' });
let host: MemoryHost;
let bench: TestBench<MemoryHost>;

beforeEach(async () => {
  host = new MemoryHost();
  bench = new TestBench(host);
  await bench.open('apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: a}\n');
});

function change(value: string): void {
  bench.app.session.dispatch({ type: 'set-label', resource: web, key: 'app', value });
}

async function pass(delayMs: number): Promise<void> {
  bench.clock.pass(delayMs);
  await settled();
}

test('a change is kept within five seconds, with its name and time', async () => {
  change('one');
  expect(host.recovery).toBeNull();
  await pass(5000);
  expect(host.recovery).toMatchObject({
    name: 'd.yaml',
    text: expect.stringContaining('app: one'),
    savedAt: '1970-01-01T00:00:05.000Z',
  });
});

test('many changes are written once, as they are at that time', async () => {
  let writes = 0;
  host.writeRecovery = (snapshot) => {
    writes += 1;
    host.recovery = snapshot;
    return Promise.resolve({ ok: true, value: undefined });
  };
  for (const value of ['one', 'two', 'three']) {
    change(value);
    await pass(500);
  }
  await pass(5000);
  expect([writes, host.recovery?.text.includes('three')]).toEqual([1, true]);
  change('four');
  await pass(5000);
  expect(writes).toBe(2);
});

test('the user’s own file is never touched', async () => {
  change('one');
  await pass(5000);
  expect(host.saveRequests).toEqual([]);
});

test('work that is undone or saved is kept no longer', async () => {
  change('one');
  await pass(5000);
  bench.app.session.undo();
  await pass(5000);
  expect(host.recovery).toBeNull();
});

test('that the work can’t be kept is said once, and again after it could be', async () => {
  const works = host.writeRecovery.bind(host);
  const fails = (): ReturnType<MemoryHost['writeRecovery']> =>
    Promise.resolve(err({ reason: 'disk-full', name: 'recovery' }));
  const count = async (write: MemoryHost['writeRecovery'], value: string): Promise<number> => {
    host.writeRecovery = write;
    change(value);
    await pass(5000);
    return bench.app.notices.all.filter(({ text }) => text.startsWith('A crash would lose this work: ')).length;
  };
  expect(await count(fails, 'one')).toBe(1);
  expect(await count(fails, 'two')).toBe(1);
  expect(await count(works, 'three')).toBe(1);
  expect(await count(fails, 'four')).toBe(2);
});

test('a steady hand does not put it off: at no time is anything older than five seconds unkept', async () => {
  const keptTexts: string[] = [];
  for (let tenth = 0; tenth < 200; tenth += 1) {
    change(`v${tenth}`);
    await pass(100);
    keptTexts.push(host.recovery?.text ?? '');
  }
  const behind = keptTexts.map((text, tenth) => tenth - Number(/app: v(\d+)/.exec(text)?.[1] ?? -1));
  expect(Math.max(...behind)).toBeLessThan(50);
});

test('on a slow disk the next copy waits for the one before, and only the newest is written', async () => {
  const underWay: (() => void)[] = [];
  const texts: string[] = [];
  host.writeRecovery = (snapshot) => {
    texts.push(snapshot.text);
    return new Promise((resolve) => underWay.push(() => resolve({ ok: true, value: undefined })));
  };
  for (const value of ['one', 'two', 'three']) {
    change(value);
    await pass(5000);
  }
  expect(texts).toHaveLength(1);
  underWay[0]?.();
  await settled();
  expect([texts.length, texts.at(-1)?.includes('three')]).toEqual([2, true]);
});

test('a disk that refused is tried again, though nothing is changed any more', async () => {
  const works = host.writeRecovery.bind(host);
  host.writeRecovery = () => Promise.resolve(err({ reason: 'disk-full', name: 'recovery' }));
  change('one');
  await pass(2000);
  host.writeRecovery = works;
  await pass(5000);
  expect(host.recovery?.text).toContain('app: one');
});

test('a host that breaks on the work is a failure like the others', async () => {
  host.writeRecovery = () => Promise.reject(new Error('too large for a message'));
  change('one');
  await pass(5000);
  expect(bench.notice).toContain('too large for a message');
});

test('it says how much it holds', async () => {
  change('one');
  change('two');
  await pass(5000);
  expect(host.recovery).toMatchObject({ objects: 1, changes: 2 });
});
