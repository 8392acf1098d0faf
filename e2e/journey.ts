import { expect, test as base } from '@playwright/test';
import { complaintsOf } from './complaints.ts';
import { DesignerPage } from './designer-page.ts';

interface Journey {
  /** The program on its very first start, with the first sample open. */
  readonly designer: DesignerPage;
  /** What a journey brings about on purpose; every other complaint of the page fails it. */
  readonly provokes: readonly RegExp[];
}

export const test = base.extend<Journey>({
  provokes: [[], { option: true }],
  designer: async ({ page, baseURL, provokes }, use) => {
    const complaints = complaintsOf(page, new URL(baseURL ?? '').origin);
    const designer = new DesignerPage(page);
    await designer.start();
    await use(designer);
    expect(complaints.filter((complaint) => !provokes.some((provoked) => provoked.test(complaint)))).toEqual([]);
  },
});

export { expect };
