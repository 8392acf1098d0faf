import { beforeEach, describe, expect, test } from 'vitest';
import { smallLesson, solution } from '../core/lesson/testing/small-lesson.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { addStep, editLesson, editStep, makeLesson, moveStep, removeLesson, removeStep } from './lesson-editing.ts';
import { chosenPair, pairsNow } from './lesson-pairs.ts';
import { TestBench } from './test-bench.ts';
import { runUiAction } from './ui-actions.ts';

let bench: TestBench<MemoryHost>;
const lessons = () => bench.app.lessons;
const goals = () => lessons().goals.map(({ state }) => state);
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Draws what the task asks for. */
async function solve(): Promise<void> {
  await bench.app.files.importPasted({
    name: 'x.yaml',
    content: { kind: 'text', text: solution },
    file: null,
    version: null,
  });
}
async function answerWith(choice: string | null): Promise<void> {
  await settled();
  bench.app.questions.answer(choice);
  await settled();
}

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(smallLesson);
});

test('a design that is a lesson opens with its panel, before its first step', () => {
  expect([lessons().isShown, lessons().step, lessons().mode]).toEqual([true, null, 'play']);
  expect(bench.app.session.history).toEqual([]);
});

test('a design that is none has no panel', async () => {
  await bench.open('apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n');
  expect(lessons().isOpen).toBe(false);
  runUiAction(bench.app, 'show-lesson');
  expect(lessons().isOpen).toBe(false);
});

describe('playing', () => {
  test('a step that is read is done by going on', async () => {
    lessons().start();
    expect(lessons().step?.id).toBe('hello');
    await lessons().next();
    expect([lessons().step?.id, lessons().done]).toEqual(['shut', 1]);
  });

  test('goals are judged live; a task is done once all of them hold, and stays done', async () => {
    await lessons().goTo('shut');
    expect(goals()).toEqual(['met', 'missed']);
    expect(lessons().done).toBe(0);
    await solve();
    expect(goals()).toEqual(['met', 'met']);
    expect(lessons().done).toBe(1);
    bench.app.session.undo();
    expect(goals()).toEqual(['met', 'missed']);
    expect(lessons().done).toBe(1);
  });

  test('a solution that holds before its task is begun does not count', async () => {
    await solve();
    expect(lessons().done).toBe(0);
    const going = lessons().goTo('shut');
    await answerWith('leave');
    await going;
    expect([goals(), lessons().done]).toEqual([['met', 'missed'], 0]);
  });

  test('hints come one by one', async () => {
    await lessons().goTo('shut');
    lessons().showHint();
    expect(lessons().hintsShown).toBe(1);
    lessons().showHint();
    lessons().showHint();
    expect(lessons().hintsShown).toBe(2);
    await lessons().goTo('ask');
    await lessons().goTo('shut');
    expect(lessons().hintsShown).toBe(0);
  });

  test('the solution is shown as one step that can be undone', async () => {
    await lessons().goTo('shut');
    await lessons().showSolution();
    expect(goals()).toEqual(['met', 'met']);
    bench.app.session.undo();
    expect(goals()).toEqual(['met', 'missed']);
  });

  test('what was drawn gives way only after a question', async () => {
    await lessons().goTo('shut');
    bench.app.session.dispatch({ type: 'set-note', note: '1', text: 'mine' });
    const refused = lessons().showSolution();
    await answerWith(null);
    await refused;
    expect(goals()).toEqual(['met', 'missed']);
    const agreed = lessons().showSolution();
    await answerWith('leave');
    await agreed;
    expect(goals()).toEqual(['met', 'met']);
  });

  test('starting the step again brings its scene', async () => {
    await lessons().goTo('shut');
    await solve();
    lessons().restartStep();
    expect(goals()).toEqual(['met', 'missed']);
  });

  test('a wrong answer is marked, the right one passes the question', async () => {
    await lessons().goTo('ask');
    lessons().choose(0);
    expect([lessons().answer, lessons().done]).toEqual([0, 0]);
    lessons().choose(1);
    expect([lessons().answer, lessons().done]).toEqual([1, 1]);
  });

  test('an engine note is proven live', async () => {
    await lessons().goTo('ask');
    expect(lessons().proofs.map((proof) => proof?.state)).toEqual(['met']);
    lessons().restartStep();
    bench.app.scenes.show('open');
    expect(lessons().proofs.map((proof) => proof?.state)).toEqual(['missed']);
  });

  test('behind the last step the lesson is over', async () => {
    await lessons().goTo('ask');
    await lessons().next();
    expect(lessons().step).toBeNull();
  });
});

describe('progress', () => {
  test('is kept among the preferences, beside what others keep there', async () => {
    bench.host.preferences = { ...bench.host.preferences, theme: 'dark' };
    lessons().start();
    await lessons().next();
    await settled();
    expect(bench.host.preferences).toMatchObject({
      theme: 'dark',
      lessons: [{ lesson: 'small', at: 'shut', passed: ['hello read'] }],
    });
  });

  test('the next start goes on there', async () => {
    lessons().adopt([{ lesson: 'small', at: 'ask', passed: ['hello read', 'rubbish'] }]);
    await bench.open(smallLesson);
    expect(lessons().done).toBe(1);
    lessons().start();
    expect(lessons().step?.id).toBe('ask');
  });

  test('is forgotten when the lesson is begun again', async () => {
    lessons().start();
    await lessons().next();
    const again = lessons().restartLesson();
    await answerWith('restart');
    await again;
    expect([lessons().step, lessons().done]).toEqual([null, 0]);
  });
});

describe('editing', () => {
  const text = (): unknown => lessons().lesson?.steps.map(({ id }) => id);

  test('every edit is one step that can be undone', () => {
    lessons().show('edit');
    const rows: readonly (readonly [what: string, edit: () => void, after: unknown])[] = [
      ['Add a step', () => addStep(bench.app), ['hello', 'step-4', 'shut', 'ask']],
      ['Move step “New step”', () => moveStep(bench.app, 1), ['hello', 'shut', 'step-4', 'ask']],
      ['Delete step “New step”', () => removeStep(bench.app), ['hello', 'shut', 'ask']],
    ];
    for (const [label, edit, after] of rows) {
      edit();
      expect([bench.app.session.lastStep?.label, text()]).toEqual([label, after]);
    }
    for (let steps = rows.length; steps > 0; steps -= 1) bench.app.session.undo();
    expect([text(), bench.app.session.unsaved]).toEqual([['hello', 'shut', 'ask'], false]);
  });

  test('texts of the lesson and of the step', () => {
    lessons().show('edit');
    editLesson(bench.app, 'Name the lesson', { title: 'Doors' });
    editStep(bench.app, 'Change the title', { title: 'Hello' });
    expect(lessons().lesson).toMatchObject({ title: 'Doors', steps: [{ title: 'Hello' }, {}, {}] });
    expect(bench.app.session.lastStep?.label).toBe('Change the title of “Three pods”');
  });

  test('an edit that changes nothing leaves no step', () => {
    lessons().show('edit');
    editStep(bench.app, 'Change the title', { title: 'Three pods' });
    expect(bench.app.session.lastStep).toBeNull();
  });

  test('moving between steps shows no scenes', async () => {
    lessons().show('edit');
    await lessons().goTo('ask');
    expect(bench.app.session.history).toEqual([]);
  });

  test('a design becomes a lesson, and none again', async () => {
    await bench.open('apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n', 'doors.firewright.yaml');
    makeLesson(bench.app);
    expect(lessons()).toMatchObject({ isShown: true, mode: 'edit', lesson: { id: 'doors' }, step: { id: 'step-1' } });
    removeLesson(bench.app);
    expect(lessons().lesson).toBeNull();
    expect(bench.app.notices.all.at(-1)).toMatchObject({ text: 'Deleted the lesson.', undo: true });
  });
});

describe('a pair is added as it is now:', () => {
  const selected = { source: 'a/job', destination: 'a/db' } as unknown as Parameters<typeof chosenPair>[0]; // ids as the design has them
  const rows: readonly (readonly [typed: Parameters<typeof chosenPair>[1], now: readonly unknown[]])[] = [
    [{ protocol: 'TCP', port: '5432', address: '' }, [{ protocol: 6, port: 5432, expect: 'deny' }]],
    [{ protocol: '', port: '', address: '' }, [{ protocol: null, port: null, expect: 'deny' }]],
    [{ protocol: 'TCP', port: '22', address: '10.65.0.3' }, [{ port: 22, toAddress: '10.65.0.3', expect: 'deny' }]],
  ];
  test.each(rows)('%o', async (typed, now) => {
    await lessons().goTo('ask');
    const pair = chosenPair(selected, typed);
    expect(pair.ok && (await pairsNow(bench.app, pair.value))).toMatchObject(now);
  });

  test('of one where some ports pass, each thing that passes', async () => {
    await lessons().goTo('ask');
    const web = chosenPair({ ...selected, source: 'a/web' as never }, { protocol: '', port: '', address: '' });
    expect(web.ok && (await pairsNow(bench.app, web.value))).toMatchObject([
      { protocol: 6, port: 5432, expect: 'allow' },
    ]);
  });

  test.each([
    [{ protocol: 'XYZ', port: '', address: '' }, '“XYZ” is no protocol: a name such as TCP, or 1–255.'],
    [{ protocol: 'TCP', port: 'x', address: '' }, 'A port is a number from 1 to 65535.'],
    [{ protocol: 'TCP', port: '1', address: 'x' }, '“x” is no IP address.'],
    [{ protocol: 'TCP', port: '', address: '10.0.0.1' }, 'To dial an address, say a protocol and one port.'],
  ])('%o is refused', (typed, error) => {
    expect(chosenPair(selected, typed)).toEqual({ ok: false, error });
  });
});

test('a lesson of the list is fetched and opened; one that can’t be fetched says so', async () => {
  const told = { name: 'small.firewright.yaml', id: 'small', title: 'Small', summary: '', minutes: 5 };
  await lessons().openFromLibrary({ ...told, read: () => Promise.resolve(smallLesson) });
  expect([bench.app.session.name, lessons().isShown]).toEqual(['small.firewright.yaml', true]);
  await lessons().openFromLibrary({ ...told, read: () => Promise.reject(new Error('offline')) });
  expect(bench.app.notices.all.at(-1)?.text).toBe('The lesson “Small” could not be loaded.');
});
