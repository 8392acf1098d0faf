import type { Locator } from '@playwright/test';
import { smallLesson } from '../src/core/lesson/testing/small-lesson.ts';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';
import { testScreens } from './screens.ts';

const panel = ({ page }: DesignerPage): Locator => page.getByRole('region', { name: 'Lesson', exact: true });
const button = (designer: DesignerPage, name: string | RegExp): Locator =>
  panel(designer).getByRole('button', { name, exact: typeof name === 'string' });
const field = (designer: DesignerPage, name: string): Locator =>
  panel(designer).getByRole('textbox', { name, exact: true });
const steps = (designer: DesignerPage): Locator => panel(designer).getByRole('list', { name: 'Steps' });

async function write(designer: DesignerPage, name: string, text: string): Promise<void> {
  await field(designer, name).fill(text);
  await field(designer, name).blur();
}
async function editSmall(designer: DesignerPage): Promise<void> {
  await designer.chooseFiles('Open…', [{ name: 'small.firewright.yaml', text: smallLesson }]);
  await button(designer, 'Edit').click();
  await expect(steps(designer)).toBeVisible();
}

test('a trainer makes a lesson of a design: a step with a task from the matrix, its solution, a question; and checks it', async ({
  designer,
}) => {
  const { page } = designer;
  await designer.choose('Present', 'New lesson from this design');
  await write(designer, 'Title', 'Doors');
  await write(designer, 'Summary', 'About **doors**.');
  await panel(designer).getByRole('spinbutton', { name: 'Minutes' }).fill('15');
  await panel(designer).getByRole('spinbutton', { name: 'Minutes' }).blur();
  await write(designer, 'Title of the step', 'Open it');
  await write(designer, 'Text', 'Nothing but `words`.');
  await panel(designer).getByRole('button', { name: 'Preview of Text' }).click();
  await expect(panel(designer).getByRole('region', { name: 'Preview' })).toContainText('Nothing but words.');

  await button(designer, 'Task').click();
  await button(designer, 'Add a task').click();
  await write(designer, 'What to do', 'Let the backend in.');
  await designer.cell('prod/backend', 'host/node-worker').click();
  await panel(designer).getByRole('textbox', { name: 'Protocol' }).fill('TCP');
  await panel(designer).getByRole('textbox', { name: 'Port' }).fill('8080');
  await button(designer, 'Add what is now').click();
  const expected = panel(designer).getByRole('combobox', {
    name: 'Expected of prod/backend to host/node-worker, TCP 8080',
  });
  await expect(expected).toHaveValue('deny');
  await panel(designer).getByRole('textbox', { name: 'New hint' }).fill('Look at the tier.');
  await page.keyboard.press('Enter');
  await expect(field(designer, 'Hint 1')).toHaveValue('Look at the tier.');
  await button(designer, 'Check the lesson').click();
  const findings = panel(designer).getByRole('list', { name: 'Findings' });
  await expect(findings).toContainText('All goals hold before the task begins');
  await expect(findings).toContainText('The task has no solution to show.');

  await expected.selectOption('allow');
  await button(designer, 'Question').click();
  await button(designer, 'Add a question').click();
  await write(designer, 'What is asked', 'Who is denied?');
  await write(designer, 'Answer 1', 'Nobody');
  await write(designer, 'Answer 2', 'The backend');
  await panel(designer).getByRole('radio', { name: 'Answer 2 is right' }).check();
  const saved = await designer.save();
  expect(saved).toContain('title: Doors');
  expect(saved).toMatch(/answer: 1/);
  expect(saved).toMatch(
    /from: prod\/backend\n\s+to: host\/node-worker\n\s+protocol: TCP\n\s+port: 8080\n\s+expect: allow/,
  );
  await designer.undo();
  await expect(panel(designer).getByRole('radio', { name: 'Answer 1 is right' })).toBeChecked();
});

test('steps are added, moved and deleted with keys alone, and every edit can be undone', async ({ designer }) => {
  const { page } = designer;
  await editSmall(designer);
  const items = steps(designer).getByRole('listitem');
  await designer.tabTo(button(designer, 'Add a step'));
  await page.keyboard.press('Enter');
  await expect(items).toHaveText([/1\s+Three pods/, /2\s+New step/, /3\s+Close it/, /4\s+What was it/]);
  await designer.tabTo(button(designer, 'Move the step down'));
  await page.keyboard.press('Enter');
  await expect(items.nth(2)).toContainText('New step');
  await designer.tabTo(button(designer, 'Delete the step'));
  await page.keyboard.press('Enter');
  await expect(items).toHaveCount(3);
  for (let undone = 0; undone < 3; undone += 1) await page.keyboard.press('Control+z');
  await expect(items).toHaveText([/Three pods/, /Close it/, /What was it/]);
  await button(designer, 'Check the lesson').press('Enter');
  await expect(panel(designer)).toContainText('The lesson holds.');
});

testScreens('nothing of the lesson editor', [
  { name: 'a step of words', part: '.lesson', reach: editSmall },
  {
    name: 'a task',
    part: '.lesson',
    reach: (designer) =>
      steps(designer)
        .getByRole('button', { name: /Close it/ })
        .click(),
  },
  {
    name: 'a question and an engine note',
    part: '.lesson',
    reach: (designer) =>
      steps(designer)
        .getByRole('button', { name: /What was it/ })
        .click(),
  },
]);
