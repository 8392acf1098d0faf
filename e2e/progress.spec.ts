import type { Page } from '@playwright/test';
import { test as base, expect } from './journey.ts';
import { DesignerPage } from './designer-page.ts';

/*
 * The evaluator in the browser's own worker, made slow on demand: between two looks for messages it waits `turnMs`, and its
 * clock runs so fast that everything takes long.
 */
const brake = `{
  self.turnMs = 0;
  let ahead = 0;
  const now = performance.now.bind(performance);
  performance.now = () => now() + (ahead += self.turnMs > 0 ? 100 : 0);
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message) {
    if (self.turnMs > 0) setTimeout(() => post.call(this, message), self.turnMs);
    else post.call(this, message);
  };
}
`;

const test = base.extend<{ readonly slowly: DesignerPage }>({
  // The brake is put into the script on its way, which can't be done to a service worker's answer.
  network: 'online',
  slowly: async ({ page }, use) => {
    await page.route(/evaluator\.worker/, async (route) => {
      const script = await (await route.fetch()).text();
      await route.fulfill({ contentType: 'text/javascript', body: brake + script });
    });
    const designer = new DesignerPage(page);
    await designer.start();
    await designer.arrow('prod/backend', 'host/node-worker').toBe('partly allowed');
    await use(designer);
  },
});

/** How long the evaluator waits at each turn from now on. */
async function slowDown(page: Page, turnMs: number): Promise<void> {
  await page.workers()[0]?.evaluate((wait) => Object.assign(globalThis, { turnMs: wait }), turnMs);
}

test('an evaluation that takes long shows how far it is and can be cancelled; then the verdicts are known to be old', async ({
  slowly: designer,
}) => {
  const { page } = designer;
  const backend = designer.arrow('prod/backend', 'host/node-worker');
  await slowDown(page, 700);
  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  const progress = designer.status.getByRole('progressbar', { name: 'Progress of the evaluation' });
  await expect(progress).toHaveAttribute('value', /\d/);
  await expect(designer.status).toContainText(/evaluating….*%/);

  await designer.status.getByRole('button', { name: 'Cancel' }).click();
  await expect(designer.status).toContainText('Not up to date');
  await expect(progress).toHaveCount(0);
  await backend.toBe('partly allowed');
  await expect(page.getByText('The verdicts are not up to date: their evaluation was cancelled.')).toBeVisible();

  await slowDown(page, 0);
  await designer.status.getByRole('button', { name: 'Evaluate again' }).click();
  await backend.toBe('allowed');
  await expect(designer.status).not.toContainText('Not up to date');
});

test('Escape cancels where nothing else takes it, and the next edit evaluates again', async ({ slowly: designer }) => {
  const { page } = designer;
  await slowDown(page, 700);
  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  await expect(designer.status.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(designer.status).toContainText('Not up to date');

  await slowDown(page, 0);
  await designer.undo();
  await expect(designer.status).not.toContainText('Not up to date');
  await designer.arrow('prod/backend', 'host/node-worker').toBe('partly allowed');
});

test('the newest edit wins: what is under way makes way for it', async ({ slowly: designer }) => {
  const { page } = designer;
  await slowDown(page, 400);
  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  await expect(designer.status).toContainText('evaluating…');
  await designer.undo();
  await slowDown(page, 0);
  await expect(designer.status).toContainText(/\d ms/);
  await designer.arrow('prod/backend', 'host/node-worker').toBe('partly allowed');
  await expect(designer.status).not.toContainText('Not up to date');
});
