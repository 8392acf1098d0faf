import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { hostEndpointId, podEndpointId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import type { EngineNote, Lesson, LessonPair, LessonStep, LessonTask, Quiz } from '../model/lesson.ts';
import { lessonIn } from './design-lesson.ts';
import { newDesignManifest, readDesignSpec } from './design-spec.ts';
import { withLesson } from './write-lesson.ts';

const scenes = [{ id: 'one' }, { id: 'two' }];
const design = (lesson: JsonObject | null): Manifest => ({
  ...newDesignManifest(),
  spec: { scenes, ...(lesson === null ? {} : { lesson }) },
});
const written = (manifest: Manifest): unknown => (manifest['spec'] as JsonObject)['lesson']; // as `design` makes it

const words = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
const pair: fc.Arbitrary<LessonPair> = fc
  .record({ port: fc.integer({ min: 1, max: 65535 }), isDenied: fc.boolean(), isDialled: fc.boolean() })
  .map(({ port, isDenied, isDialled }) => ({
    ...{ source: podEndpointId('a', 'b'), destination: hostEndpointId('n'), protocol: 6, port, note: '' },
    ...{ expect: isDenied ? 'deny' : 'allow', toAddress: isDialled ? '127.0.0.1' : null },
  }));
const scene = fc.constantFrom(null, 'one', 'two');
const task: fc.Arbitrary<LessonTask> = fc.record({
  wish: words,
  goals: fc.array(pair, { minLength: 1, maxLength: 3 }),
  hints: fc.array(words, { maxLength: 3 }),
  solution: scene,
});
const quiz: fc.Arbitrary<Quiz> = fc.record({
  question: words,
  options: fc.array(words, { minLength: 2, maxLength: 4 }),
  answer: fc.integer({ min: 0, max: 1 }),
  explanation: fc.string(),
});
const note: fc.Arbitrary<EngineNote> = fc.record({
  claim: words,
  truth: words,
  rules: fc.array(words, { maxLength: 2 }),
  proof: fc.option(pair),
});
const step: fc.Arbitrary<LessonStep> = fc.record({
  id: words,
  title: words,
  text: fc.string(),
  scene,
  task: fc.option(task),
  quiz: fc.option(quiz),
  engineNotes: fc.array(note, { maxLength: 2 }),
});
const lesson: fc.Arbitrary<Lesson> = fc.record({
  id: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
  title: words,
  summary: fc.string(),
  minutes: fc.integer({ min: 0, max: 1000 }),
  steps: fc.uniqueArray(step, { selector: ({ id }) => id, minLength: 1, maxLength: 4 }),
});

test('what is written is read again', () => {
  fc.assert(
    fc.property(lesson, (one) => {
      expect(lessonIn(withLesson(design(null), one))).toEqual(one);
    }),
  );
});

test('one lesson written over another is that lesson', () => {
  fc.assert(
    fc.property(lesson, lesson, (before, after) => {
      expect(lessonIn(withLesson(withLesson(design(null), before), after))).toEqual(after);
    }),
  );
});

test('a lesson written over itself changes nothing', () => {
  fc.assert(
    fc.property(lesson, (one) => {
      const manifest = withLesson(design(null), one);
      expect(withLesson(manifest, one)).toBe(manifest);
    }),
  );
});

describe('what is not about the change stays as it is written', () => {
  const goal = { from: 'a/b', to: 'a/c', expect: 'deny', mine: 1 };
  const text = {
    ...{ mine: 1, id: 'x', title: 'X' },
    steps: [
      {
        id: 'a',
        title: 'A',
        mine: 2,
        scene: 'gone',
        task: { wish: 'W', goals: [goal, 'no goal', { from: 'a/b' }], mine: 3 },
      },
      'no step',
      { id: 'b', title: 'B', engineNotes: [{ claim: 'C', truth: 'T', mine: 4 }] },
    ],
  };
  const now = lessonIn(design(text));
  if (now === null) throw new Error('it is a lesson');
  const [a, b] = now.steps;
  if (a === undefined || b?.engineNotes[0] === undefined || a.task === null) throw new Error('it has two steps');
  const [inA, unread, inB] = text.steps;
  const rows: readonly (readonly [what: string, lesson: Lesson, steps: readonly unknown[]])[] = [
    ['steps in another order', { ...now, steps: [b, a] }, [inB, inA, unread]],
    ['a step less', { ...now, steps: [b] }, [inB, unread]],
    [
      'a step’s title',
      { ...now, steps: [{ ...a, title: 'New' }, b] },
      [{ ...(inA as object), title: 'New' }, inB, unread],
    ],
    [
      'another goal',
      { ...now, steps: [{ ...a, task: { ...a.task, goals: [...a.task.goals, ...a.task.goals] } }, b] },
      [
        {
          ...(inA as object),
          task: {
            wish: 'W',
            goals: [goal, { from: 'a/b', to: 'a/c', expect: 'deny' }, 'no goal', { from: 'a/b' }],
            mine: 3,
          },
        },
        inB,
        unread,
      ],
    ],
    [
      'a note’s truth',
      { ...now, steps: [a, { ...b, engineNotes: [{ ...b.engineNotes[0], truth: 'N' }] }] },
      [inA, { id: 'b', title: 'B', engineNotes: [{ claim: 'C', truth: 'N', mine: 4 }] }, unread],
    ],
  ];
  test.each(rows)('%s', (_what, changed, steps) => {
    expect(written(withLesson(design(text), changed))).toEqual({ ...text, steps });
  });

  test('a title alone leaves the steps where they were', () => {
    expect(written(withLesson(design(text), { ...now, title: 'New' }))).toEqual({ ...text, title: 'New' });
  });
});

test('without a lesson nothing of it is left, and the rest of the design stays', () => {
  const manifest = withLesson(design({ id: 'x', title: 'X', steps: [] }), null);
  expect(manifest).toEqual(design(null));
  expect(readDesignSpec(manifest).spec.lesson).toBeNull();
});
