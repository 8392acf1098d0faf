import type { Page } from '@playwright/test';
import { pairTraffic } from '../../src/core/lesson/lesson-pair.ts';
import type { EngineNote, Lesson, LessonPair, LessonTask, Quiz } from '../../src/core/model/lesson.ts';
import type { DesignerPage } from '../designer-page.ts';
import { expect, test } from '../journey.ts';
import { lessonIn, panelOf, seeStep, seeVerdicts, withKeyboard, withMouse, type Learner } from './learner.ts';

/*
 * Both lessons after the source texts, from their first step to their last, as a learner goes through them. What a step
 * asks for is read from the lesson itself.
 */

test.describe.configure({ timeout: 600_000 });

/** Tasks that are solved by hand instead of by a look at the solution, by lesson and step. */
const byHand: Readonly<Record<string, (designer: DesignerPage) => Promise<void>>> = {
  'firewall-the-nodes order': async (designer) => {
    await designer.inspector.getByRole('button', { name: /^host-firewall / }).click();
    await designer.field('Order').fill('10000001');
    await designer.page.keyboard.press('Enter');
  },
  'protect-kubernetes-nodes auto-create': async ({ inspector }) => {
    const choice = inspector.getByRole('radiogroup', { name: 'Automatic host endpoints' });
    await choice.getByRole('radio', { name: 'On', exact: true }).click();
  },
};

for (const name of ['firewall-the-nodes', 'protect-kubernetes-nodes']) {
  const lesson = lessonIn(name);
  test(`${lesson.title}: with the mouse, some tasks solved by hand`, async ({ designer }) => {
    await play(designer, lesson, withMouse(designer), byHand);
  });
  test(`${lesson.title}: with the keyboard alone`, async ({ designer }) => {
    await play(designer, lesson, withKeyboard(designer), {});
  });
}

async function play(
  designer: DesignerPage,
  { id, title, steps }: Lesson,
  learner: Learner,
  hands: typeof byHand,
): Promise<void> {
  const { page } = designer;
  await learner.openLesson(title);
  await expect(panelOf(page).getByRole('heading', { name: title, level: 2 })).toBeVisible();
  for (const step of steps) {
    await learner.goOn();
    await seeStep(page, step);
    await seeVerdicts(page);
    for (const note of step.engineNotes) await seeProof(page, note);
    const hand = hands[`${id} ${step.id}`];
    if (step.task !== null) await solve(page, step.task, learner, hand && (() => hand(designer)));
    if (step.quiz !== null) await answer(page, step.quiz, learner);
  }
  await learner.goOn();
  await expect(panelOf(page)).toContainText('You have done all of it.');
}

async function seeProof(page: Page, { claim, proof }: EngineNote): Promise<void> {
  const notes = panelOf(page).getByRole('region', { name: 'What the engine really does' });
  const note = notes.getByRole('article').filter({ hasText: claim });
  if (proof !== null) await expect(note.getByRole('listitem')).toContainText(rowOf(proof, 'Pass'));
}

async function solve(
  page: Page,
  { goals, hints, solution }: LessonTask,
  learner: Learner,
  hand: (() => Promise<void>) | undefined,
): Promise<void> {
  const task = panelOf(page).getByRole('region', { name: 'Task' });
  const rows = task.getByRole('list', { name: 'Goals' }).getByRole('listitem');
  await expect(rows).toHaveCount(goals.length);
  await expect(rows.filter({ hasText: /^\s*(?:Fail|Not known)/ }).first()).toBeVisible();
  await learner.askForHint();
  await expect(task.getByRole('list', { name: 'Hints' })).toContainText((hints[0] ?? '').split('`')[0] ?? '');
  await (hand === undefined ? learner.showSolution() : hand());
  await expect(task.getByRole('status')).toHaveText(`${goals.length} of ${goals.length} goals hold: done!`);
  expect(solution).not.toBeNull();
  for (const [index, goal] of goals.entries()) await expect(rows.nth(index)).toContainText(rowOf(goal, 'Pass'));
}

async function answer(page: Page, { answer: right, options, explanation }: Quiz, learner: Learner): Promise<void> {
  const quiz = panelOf(page).getByRole('region', { name: 'Question' });
  await learner.answer((right + 1) % options.length);
  await expect(quiz.getByRole('status')).toContainText('Not so.');
  await learner.answer(right);
  await expect(quiz.getByRole('status')).toContainText('Right.');
  await expect(quiz.getByRole('status')).toContainText(explanation.split('`')[0] ?? '');
}

/** A pair as a line of the panel says it. */
function rowOf(pair: LessonPair, state: string): RegExp {
  const parts = [state, pair.source, pair.destination, pairTraffic(pair)];
  return new RegExp(parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*'));
}
