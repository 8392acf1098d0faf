import { expect, type Locator } from '@playwright/test';
import type { MenuDesk } from './menu-desk.ts';
import { opens, row, type MenuRows } from './menu-row.ts';

type Step = (desk: MenuDesk) => Promise<void>;

const panel = ({ page }: MenuDesk): Locator => page.getByRole('region', { name: 'Lesson', exact: true });
const title = (desk: MenuDesk): Locator => panel(desk).getByRole('heading', { level: 2 });

/** The design becomes a lesson, which is taken back afterwards. */
const withLesson: Step = async (desk) => {
  await desk.choose('make-lesson');
  await expect(panel(desk)).toContainText('Edit lesson');
};
/** What the trainer sees of the lesson: its only step, which has no task yet. */
const played: Step = async (desk) => {
  await withLesson(desk);
  await desk.choose('edit-lesson');
  await expect(title(desk)).toHaveText('First step');
};
/** A lesson of a file, at its task. */
const atTask: Step = async (desk) => {
  await desk.scriptOpen('lesson.yaml');
  await desk.choose('open');
  await panel(desk)
    .getByRole('button', { name: /^Close it/ })
    .click();
  await expect(title(desk)).toHaveText('Close it');
};
const closed: Step = async (desk) => {
  if ((await panel(desk).count()) > 0) await panel(desk).getByRole('button', { name: 'Close the lesson' }).click();
  await desk.calm();
};
const startOver: Step = (desk) => desk.startOver();

export const lessonRows: MenuRows = {
  lessons: opens('Lessons'),
  'make-lesson': row(
    'the design is a lesson and its editor is open',
    (desk) => expect(panel(desk)).toContainText('Edit lesson'),
    { after: closed },
  ),
  'edit-lesson': row('the lesson is played instead', (desk) => expect(title(desk)).toHaveText('First step'), {
    before: withLesson,
    after: closed,
  }),
  'show-lesson': row('the lesson is hidden', (desk) => expect(panel(desk)).toHaveCount(0), {
    before: withLesson,
    after: closed,
  }),
  'lesson-next': row('the lesson goes on', (desk) => expect(panel(desk)).toContainText('You have done all of it.'), {
    before: played,
    after: closed,
  }),
  'lesson-previous': row('the lesson is a step back', (desk) => expect(title(desk)).toHaveText('Three pods'), {
    before: atTask,
    after: startOver,
  }),
  'lesson-hint': row(
    'a hint is shown',
    (desk) => expect(panel(desk).getByRole('list', { name: 'Hints' }).getByRole('listitem')).toHaveCount(1),
    { before: atTask, after: startOver },
  ),
  'lesson-solution': row('the goals hold', (desk) => expect(panel(desk)).toContainText('done!'), {
    before: atTask,
    after: startOver,
  }),
  'lesson-restart-step': row(
    'the step’s scene is there',
    (desk) => expect(panel(desk)).toContainText('1 of 2 goals hold'),
    {
      before: async (desk) => {
        await atTask(desk);
        await desk.choose('lesson-solution');
        await expect(panel(desk)).toContainText('done!');
      },
      after: startOver,
    },
  ),
};
