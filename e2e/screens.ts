import AxeBuilder from '@axe-core/playwright';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

/** A state of the window, and how its user comes to it from the one before. */
export interface Screen {
  readonly name: string;
  /** What is new on it, as a selector: the rest was looked at before. Left out: all of it. */
  readonly part?: string;
  readonly reach: (designer: DesignerPage) => Promise<void>;
}

/** Declares a journey through the screens in each theme: axe finds nothing serious or critical on any of them. */
export function testScreens(what: string, screens: readonly Screen[]): void {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${what} has a fault that shuts somebody out, in the ${colorScheme} theme`, async ({ designer, page }) => {
      test.setTimeout(420_000);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const { name, part, reach } of screens) {
        await test.step(name, async () => {
          await reach(designer);
          expect.soft(await hiddenHeight(designer), `${name}: the window itself scrolls`).toBe(0);
          expect.soft(await violations(designer, part), name).toEqual([]);
        });
      }
    });
  }
}

/** How far somebody who tabs or searches could scroll the window out of its frame, in pixels. */
function hiddenHeight({ page }: DesignerPage): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
}

/** What axe finds serious or critical, one line each. */
async function violations({ page }: DesignerPage, part: string | undefined): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page });
  if (part !== undefined) axe.include(part);
  const { violations: found } = await axe.analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`));
}
