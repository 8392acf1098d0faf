import type { Page, TestInfo } from '@playwright/test';
import { expect, test } from './journey.ts';
import { lessonIn, withKeyboard } from './lessons/learner.ts';

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

test('the first lesson is presented by keys alone, from its first scene to its last', async ({ designer }, run) => {
  const { page } = designer;
  const camera = new Camera(page, run);
  const { title } = lessonIn('firewall-the-nodes');
  await withKeyboard(designer).openLesson(title);
  await camera.take('lesson open');

  await page.keyboard.press('F5');
  const heading = page.locator('.present').getByRole('heading');
  await expect(heading).toBeVisible();
  const scenes = Number(/\/\s*(\d+)$/.exec((await heading.textContent()) ?? '')?.[1]);
  expect(scenes).toBeGreaterThan(10);
  for (let scene = 1; scene <= scenes; scene += 1) {
    await expect(heading).toContainText(new RegExp(`${scene}\\s*/\\s*${scenes}$`));
    // The camera glides, and what is new glows for a moment.
    await page.waitForTimeout(1500);
    await camera.take(`scene ${scene} ${(await heading.textContent()) ?? ''}`);
    if (scene < scenes) await page.keyboard.press('PageDown');
  }
});
