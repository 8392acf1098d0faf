import type { Locator } from '@playwright/test';
import { smallLesson, solution } from '../src/core/lesson/testing/small-lesson.ts';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';
import { testScreens } from './screens.ts';

const panel = ({ page }: DesignerPage): Locator => page.getByRole('region', { name: 'Lesson', exact: true });
const button = (designer: DesignerPage, name: string | RegExp): Locator =>
  panel(designer).getByRole('button', { name, exact: typeof name === 'string' });
const goals = (designer: DesignerPage): Locator =>
  panel(designer).getByRole('list', { name: 'Goals' }).getByRole('listitem');
const progress = (designer: DesignerPage): Locator =>
  panel(designer).getByRole('progressbar', { name: 'Progress of the lesson' });
const title = (designer: DesignerPage): Locator => panel(designer).getByRole('heading', { level: 2 });

async function openLesson(designer: DesignerPage): Promise<void> {
  await designer.chooseFiles('Open…', [{ name: 'small.firewright.yaml', text: smallLesson }]);
  await expect(title(designer)).toHaveText('Close a database');
}

/** The policy that the task asks for, from a file. */
async function solve(designer: DesignerPage): Promise<void> {
  await designer.chooseFiles('Import manifests…', [{ name: 'db.yaml', text: solution }]);
  await designer.confirmImport();
}

test('a lesson is played with the mouse: words, a task with hints and live goals, a question, an engine note', async ({
  designer,
}) => {
  const { page } = designer;
  await openLesson(designer);
  await expect(panel(designer)).toContainText('3 steps, about 5 minutes.');
  await button(designer, 'Start').click();
  await expect(title(designer)).toHaveText('Three pods');
  await expect(panel(designer).getByRole('cell', { name: 'web' })).toBeVisible();
  await button(designer, 'Next').click();

  await expect(title(designer)).toHaveText('Close it');
  await expect(goals(designer).nth(0)).toContainText(/Pass.*a\/web.*a\/db.*TCP 5432.*Wanted: Allowed.*Now:\s*Allowed/s);
  await expect(goals(designer).nth(1)).toContainText(/Fail.*a\/job.*Wanted: Denied.*Now:\s*Allowed/s);
  await expect(panel(designer)).toContainText('1 of 2 goals hold.');
  await button(designer, 'Hint 1 of 2').click();
  await expect(panel(designer).getByRole('list', { name: 'Hints' }).getByRole('listitem')).toHaveCount(1);
  await button(designer, 'Hint 2 of 2').click();
  await expect(button(designer, 'No more hints')).toBeDisabled();
  await solve(designer);
  await expect(panel(designer)).toContainText('2 of 2 goals hold: done!');
  await expect(progress(designer)).toHaveAttribute('aria-valuetext', 'Step 2 of 3, 2 done');
  await goals(designer).nth(1).getByRole('button', { name: /job/ }).first().click();
  await expect(page.getByRole('tab', { name: 'Verdict' })).toHaveAttribute('aria-selected', 'true');

  await button(designer, 'Next').click();
  await expect(title(designer)).toHaveText('What was it?');
  await panel(designer).getByRole('radio', { name: 'Its label is wrong' }).check();
  await expect(panel(designer)).toContainText('Not so.');
  await panel(designer).getByRole('radio', { name: 'No rule of the policy matches it' }).check();
  await expect(panel(designer)).toContainText('The end of the tier denies what no rule matched.');
  const note = panel(designer).getByRole('region', { name: 'What the engine really does' });
  await expect(note).toContainText('Only as long as no policy selects them.');
  await expect(note.getByRole('list', { name: 'Proof' })).toContainText(/Pass.*Now:\s*Denied/s);
  await expect(note).toContainText('Rules of the engine: R4.2');
  await note.getByRole('button', { name: /^Trace / }).click();
  await expect(page.getByRole('tab', { name: 'Verdict' })).toHaveAttribute('aria-selected', 'true');
  await button(designer, 'Finish').click();
  await expect(panel(designer)).toContainText('You have done all of it.');
});

test('a lesson is played with keys alone', async ({ designer }) => {
  const { page } = designer;
  await openLesson(designer);
  await page.keyboard.press('n');
  await expect(title(designer)).toHaveText('Three pods');
  await page.keyboard.press('n');
  await expect(title(designer)).toHaveText('Close it');
  await page.keyboard.press('h');
  await expect(panel(designer).getByRole('list', { name: 'Hints' }).getByRole('listitem')).toHaveCount(1);
  await designer.tabTo(button(designer, 'Show the solution'));
  await page.keyboard.press('Enter');
  await expect(panel(designer)).toContainText('2 of 2 goals hold: done!');
  await page.keyboard.press('Control+z');
  await expect(panel(designer)).toContainText('1 of 2 goals hold; solved before.');
  await page.keyboard.press('n');
  await expect(title(designer)).toHaveText('What was it?');
  await designer.tabTo(panel(designer).getByRole('radio').first());
  await page.keyboard.press('Space');
  await expect(panel(designer)).toContainText('Not so.');
  await page.keyboard.press('ArrowDown');
  await expect(panel(designer)).toContainText('Right.');
  await page.keyboard.press('Shift+N');
  await expect(title(designer)).toHaveText('Close it');
  await page.keyboard.press('Control+4');
  await expect(panel(designer)).toHaveCount(0);
  await page.keyboard.press('Control+4');
  await expect(title(designer)).toHaveText('Close it');
});

test('what was drawn gives way to the solution after a question, and Undo brings it back', async ({ designer }) => {
  const { page } = designer;
  await openLesson(designer);
  await button(designer, /Close it/).click();
  await designer.select('Pod a/job');
  await page.keyboard.press('Delete');
  await expect(goals(designer).nth(1)).toContainText('There is no endpoint a/job in the design.');
  await button(designer, 'Show the solution').click();
  const question = designer.dialog('Show the solution?');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(designer.entry('Pod a/job')).toHaveCount(0);
  await button(designer, 'Show the solution').click();
  await question.getByRole('button', { name: 'Show the solution' }).click();
  await expect(panel(designer)).toContainText('2 of 2 goals hold: done!');
  await designer.undo();
  await expect(designer.entry('Pod a/job')).toHaveCount(0);
  await button(designer, 'Start the step again').click();
  await expect(designer.entry('Pod a/job')).toBeAttached();
  await expect(panel(designer)).toContainText('1 of 2 goals hold');
});

test('the palette takes the lesson’s place for a while, and tells how the goals stand', async ({ designer }) => {
  await openLesson(designer);
  await button(designer, /Close it/).click();
  await button(designer, 'Palette').click();
  await expect(designer.page.getByRole('region', { name: 'Palette' })).toBeVisible();
  await designer.page.getByRole('button', { name: /Back to the lesson.*1 of 2 goals hold/ }).click();
  await expect(title(designer)).toHaveText('Close it');
});

test('progress is there after a reload, and can be forgotten', async ({ designer }) => {
  const { page } = designer;
  await openLesson(designer);
  await button(designer, 'Start').click();
  await button(designer, 'Next').click();
  await expect(progress(designer)).toHaveAttribute('aria-valuetext', 'Step 2 of 3, 1 done');
  await page.reload();
  await expect(designer.dialog('Start')).toBeVisible();
  await page.keyboard.press('Escape');
  await openLesson(designer);
  await expect(panel(designer)).toContainText('1 done.');
  await expect(button(designer, 'Go on with “Close it”')).toBeVisible();
  await button(designer, 'Begin again…').click();
  await designer.dialog('Begin “Close a database” again?').getByRole('button', { name: 'Begin again' }).click();
  await expect(button(designer, 'Start')).toBeVisible();
});

test('a built-in lesson opens from the start page and from the list of lessons', async ({ designer }) => {
  const { page } = designer;
  await designer.choose('File', 'Samples and recent files…');
  await designer
    .dialog('Start')
    .getByRole('list', { name: 'Lessons' })
    .getByRole('button', { name: /Failsafe ports/ })
    .click();
  await expect(title(designer)).toHaveText('Failsafe ports');
  await designer.choose('Present', 'Lessons…');
  await designer
    .dialog('Lessons')
    .getByRole('button', { name: /Firewall the nodes/ })
    .click();
  await expect(title(designer)).toHaveText('Firewall the nodes');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the lesson stays beside the picture while it is presented', async ({ designer }) => {
  const { page } = designer;
  await openLesson(designer);
  await button(designer, 'Start').click();
  await page.keyboard.press('F5');
  await expect(page.locator('html')).toHaveAttribute('data-present', 'bare');
  await expect(title(designer)).toBeVisible();
  const size = (locator: Locator): Promise<number> =>
    locator.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(await size(panel(designer).getByText('All of them reach each other:'))).toBeGreaterThanOrEqual(24);
  expect(await size(button(designer, 'Next'))).toBeGreaterThanOrEqual(24);
  await button(designer, 'Next').click();
  await expect(title(designer)).toHaveText('Close it');
});

testScreens('no step of a lesson', [
  { name: 'the cover', part: '.lesson', reach: openLesson },
  { name: 'words and a table', part: '.lesson', reach: (designer) => button(designer, 'Start').click() },
  {
    name: 'a task with a hint',
    part: '.lesson',
    reach: async (designer) => {
      await button(designer, 'Next').click();
      await button(designer, 'Hint 1 of 2').click();
      await expect(goals(designer).nth(1)).toContainText('Fail');
    },
  },
  {
    name: 'a question and an engine note',
    part: '.lesson',
    reach: async (designer) => {
      await button(designer, 'Next').click();
      await panel(designer).getByRole('radio').first().check();
    },
  },
  {
    name: 'the list of lessons',
    part: 'dialog',
    reach: (designer) => designer.choose('Present', 'Lessons…'),
  },
]);
