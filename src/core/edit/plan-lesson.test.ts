import { describe, expect, test } from 'vitest';
import { newLesson, withStep } from '../lesson/edit-lesson.ts';
import { openDesign, printDesign } from '../file/design-file.ts';
import { smallLesson } from '../lesson/testing/small-lesson.ts';
import { nameOf } from '../manifest/identity.ts';
import type { ClusterDocument } from '../model/document.ts';
import { podEndpointId, type ResourceId } from '../model/ids.ts';
import type { Lesson, LessonStep } from '../model/lesson.ts';
import type { Command } from './command.ts';
import { applyPatch, invertPatch } from './patch.ts';
import { planCommand } from './plan-command.ts';
import { designOf, designSpecOf } from './plan-design.ts';

const document = openDesign([{ name: 'a.yaml', text: smallLesson }]).document;
const lesson = lessonIn(document);

function lessonIn(of: ClusterDocument): Lesson {
  const found = designSpecOf(of).lesson;
  if (found === null) throw new Error('it is no lesson');
  return found;
}
const idOf = (kind: string, name: string): ResourceId =>
  Object.values(document.resources).find(({ manifest }) => manifest['kind'] === kind && nameOf(manifest) === name)!.id;
const [hello, shut, ask] = lesson.steps as readonly [LessonStep, LessonStep, LessonStep];
const proof = { ...ask.engineNotes[0]!.proof!, source: podEndpointId('a', 'web') };
const withProofOfWeb = withStep(lesson, { ...ask, engineNotes: [{ ...ask.engineNotes[0]!, proof }] });

function done(from: ClusterDocument, command: Command): ClusterDocument {
  const planned = planCommand(from, command);
  if (!planned.ok) throw new Error(planned.error.reason);
  const after = applyPatch(from, planned.value);
  expect(applyPatch(after, invertPatch(planned.value))).toEqual(from);
  return after;
}

describe('the lesson of a design', () => {
  test('it takes the place of the one that was there; null: the design is none any more', () => {
    expect(
      lessonIn(done(document, { type: 'write-lesson', label: 'Change the lesson', lesson: newLesson('other.yaml') }))
        .title,
    ).toBe('other');
    expect(
      designSpecOf(done(document, { type: 'write-lesson', label: 'Change the lesson', lesson: null })).lesson,
    ).toBeNull();
  });
  test('the same again changes no byte', () => {
    expect(printDesign(done(document, { type: 'write-lesson', label: 'Change the lesson', lesson }))).toBe(
      printDesign(document),
    );
  });
});

describe('an object gets another name', () => {
  const renamingWeb: Command = { type: 'rename-resource', resource: idOf('Pod', 'web'), name: 'shop' };
  const renamingNamespace: Command = { type: 'rename-resource', resource: idOf('Namespace', 'a'), name: 'b' };
  const pairs = ({ task, engineNotes }: LessonStep): readonly string[] =>
    [...(task?.goals ?? []), ...engineNotes.flatMap(({ proof }) => proof ?? [])].map(
      ({ source, destination }) => `${source} → ${destination}`,
    );
  /** The pairs of each step once `changes` were made to the steps, and the object was renamed. */
  const renamed = (changes: readonly Partial<LessonStep>[], renaming = renamingWeb): readonly (readonly string[])[] => {
    const changed = changes.reduce<Lesson>(
      (now, change, index) => withStep(now, { ...now.steps[index]!, ...change }),
      withProofOfWeb,
    );
    const before = done(document, { type: 'write-lesson', label: 'Change the lesson', lesson: changed });
    return lessonIn(done(before, renaming)).steps.map(pairs);
  };

  test('goals and proofs follow where the steps look at the design as it is', () => {
    expect(renamed([{ scene: null }, { scene: null }, { scene: null }])).toEqual([
      [],
      ['a/shop → a/db', 'a/job → a/db'],
      ['a/shop → a/db'],
    ]);
  });
  test('from the first scene on that brings a design of its own they keep the names that it has', () => {
    expect(renamed([{ scene: null }, { scene: null }])).toEqual([
      [],
      ['a/shop → a/db', 'a/job → a/db'],
      ['a/web → a/db'],
    ]);
    expect(renamed([{}, { scene: null }, { scene: null }])).toEqual([
      [],
      ['a/web → a/db', 'a/job → a/db'],
      ['a/web → a/db'],
    ]);
  });
  test('a renamed namespace takes the ends in it along', () => {
    expect(renamed([{ scene: null }, { scene: null }], renamingNamespace)[1]).toEqual(['b/web → b/db', 'b/job → b/db']);
  });
  test('one that no pair of those steps names leaves the lesson’s text alone', () => {
    const steps = [hello, shut].map((step) => ({ ...step, scene: null, task: null }));
    const own = { ...lesson, steps };
    const now = done(document, { type: 'write-lesson', label: 'Change the lesson', lesson: own });
    expect(designOf(done(now, renamingWeb))).toBe(designOf(now));
  });
});
