import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { openDesign } from '../../src/core/file/design-file.ts';
import { lessonOf } from '../../src/core/lesson/lesson-of.ts';
import type { Lesson, LessonStep } from '../../src/core/model/lesson.ts';
import type { DesignerPage } from '../designer-page.ts';
import { expect } from '../journey.ts';

/** How somebody goes through a lesson: with the mouse, or with the keyboard alone. */
export interface Learner {
  readonly openLesson: (title: string) => Promise<void>;
  /** From the cover to the first step, from a step to the next, from the last one to the cover. */
  readonly goOn: () => Promise<void>;
  readonly askForHint: () => Promise<void>;
  readonly showSolution: () => Promise<void>;
  /** @param answer the option's place */
  readonly answer: (answer: number) => Promise<void>;
}

/** The shipped lesson of that file. */
export function lessonIn(name: string): Lesson {
  const text = readFileSync(`assets/lessons/${name}.firewright.yaml`, 'utf8');
  const lesson = lessonOf(openDesign([{ name, text }]).document);
  if (lesson === null) throw new Error(`${name} is no lesson`);
  return lesson;
}

export function panelOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Lesson', exact: true });
}

function quizOf(page: Page): Locator {
  return panelOf(page).getByRole('region', { name: 'Question' });
}

export function withMouse(designer: DesignerPage): Learner {
  const { page } = designer;
  const panel = panelOf(page);
  return {
    openLesson: async (title) => {
      await designer.choose('Present', 'Lessons…');
      await lessonButton(designer, title).click();
    },
    goOn: () => panel.getByRole('button', { name: /^(?:Start|Next|Finish)$/ }).click(),
    askForHint: () => panel.getByRole('button', { name: /^Hint \d/ }).click(),
    showSolution: () => panel.getByRole('button', { name: 'Show the solution' }).click(),
    answer: (answer) => quizOf(page).getByRole('radio').nth(answer).check(),
  };
}

export function withKeyboard(designer: DesignerPage): Learner {
  const { page } = designer;
  const command = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(designer.dialog('Command palette')).toBeVisible();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  };
  return {
    openLesson: async (title) => {
      await command('Lessons…');
      await designer.tabTo(lessonButton(designer, title));
      await page.keyboard.press('Enter');
    },
    goOn: () => page.keyboard.press('n'),
    askForHint: () => page.keyboard.press('h'),
    showSolution: () => command('Show the solution'),
    answer: async (answer) => {
      const options = quizOf(page).getByRole('radio');
      if (!(await quizOf(page).getByRole('radio', { checked: true }).isVisible())) {
        await designer.tabTo(options.first());
        await page.keyboard.press('Space');
      }
      for (let presses = 0; presses < (await options.count()); presses += 1) {
        if (await options.nth(answer).isChecked()) return;
        await page.keyboard.press('ArrowDown');
      }
    },
  };
}

function lessonButton(designer: DesignerPage, title: string): Locator {
  const lessons = designer.dialog('Lessons').getByRole('list', { name: 'Lessons' });
  return lessons.getByRole('button', { name: new RegExp(`^${title}`) });
}

/** The step is on the screen. */
export async function seeStep(page: Page, { title, text }: LessonStep): Promise<void> {
  const panel = panelOf(page);
  await expect(panel.getByRole('heading', { name: title, level: 2 })).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Text of the lesson' })).toContainText(firstWords(text));
}

/** The drawn flows of the scene are judged as the scene says. */
export async function seeVerdicts(page: Page): Promise<void> {
  await expect(page.getByRole('tablist', { name: 'Drawer' }).getByRole('tab', { name: /^Expectations/ })).toContainText(
    /\b(?<all>\d+)\/\k<all>\s*$/,
  );
}

/** The first words without a sign that Markdown knows. */
function firstWords(text: string): string {
  return /[A-Za-z][^*`_:\n|#]*/.exec(text)?.[0].trim() ?? '';
}
