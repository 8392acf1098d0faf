import type { Page, TestInfo } from '@playwright/test';
import { expect, test } from './journey.ts';
import { lessonIn, panelOf, seeStep, withKeyboard } from './lessons/learner.ts';

/*
 * A trainer's dry run: the first lesson in front of a room, by keys alone. Every step leaves a picture in
 * test-results/e2e/…, numbered in the order of the presentation.
 */

test.use({ viewport: { width: 1920, height: 1080 } });
test.describe.configure({ timeout: 600_000 });

class Camera {
  readonly #page: Page;
  readonly #run: TestInfo;
  #taken = 0;

  constructor(page: Page, run: TestInfo) {
    this.#page = page;
    this.#run = run;
  }

  async take(what: string): Promise<void> {
    this.#taken += 1;
    const name = `${String(this.#taken).padStart(2, '0')}-${what.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.png`;
    await this.#page.screenshot({ path: this.#run.outputPath(name) });
  }
}

/** There is more of the step's text than is seen. */
function goesOn(page: Page): Promise<boolean> {
  const text = panelOf(page).getByRole('region', { name: 'Text of the lesson' });
  return text.evaluate((body) => body.scrollTop + body.clientHeight < body.scrollHeight - 1);
}

test('the first lesson is presented by keys alone, from its first step to its last', async ({ designer }, run) => {
  const { page } = designer;
  const camera = new Camera(page, run);
  const { title, steps } = lessonIn('firewall-the-nodes');
  const press = async (key: string, what: string): Promise<void> => {
    await page.keyboard.press(key);
    // The camera glides, and what a step changed is told for a moment.
    await page.waitForTimeout(1200);
    await camera.take(what);
  };
  await withKeyboard(designer).openLesson(title);
  await expect(panelOf(page).getByRole('heading', { name: title, level: 2 })).toBeVisible();
  await camera.take('at the desk');
  await press('F5', 'the beginning');
  while (await goesOn(page)) await press('PageDown', 'more steps');

  for (const [index, step] of steps.entries()) {
    // As a presenter's remote does.
    await press('PageDown', `step ${index + 1} ${step.title}`);
    await seeStep(page, step);
    while (await goesOn(page)) await press('PageDown', `step ${index + 1} goes on`);
  }
  await press('PageUp', 'back to its beginning');
  await press('PageUp', 'one step back');
  for (const step of steps.slice(-2, -1)) await seeStep(page, step);
  while (await goesOn(page)) await press('PageDown', 'and on again');
  await press('PageDown', 'and forth again');
  await press('l', 'laser');
  await press('l', 'no laser');
  await press('s', 'spotlight');
  await press('s', 'no spotlight');
  await press('t', 'a packet is asked for');
  await press('Escape', 'not asked');
  await press('.', 'without the panels');
  await press('i', 'dark');
  await press('b', 'blank');
  await press('b', 'back');
  await press('.', 'panels to edit with');
  await press('.', 'bare again');
  while (await goesOn(page)) await press('PageDown', 'to the end of the text');
  await press('PageDown', 'the list of all steps');
  await expect(panelOf(page).getByRole('heading', { name: title, level: 2 })).toBeVisible();
  await press('Escape', 'at the desk again');
  await expect(page.locator('html')).not.toHaveAttribute('data-present');
});
