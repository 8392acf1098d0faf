import { expect, test } from './journey.ts';

// The evaluator's script is withheld, which can't be done to a service worker.
test.use({ network: 'online', provokes: [/broken on purpose/, /Failed to load resource/, /evaluator/] });

test('an evaluator that dies is said in the status bar; the next change brings the verdicts back', async ({
  designer,
}) => {
  const { page } = designer;
  const backend = designer.arrow('prod/backend', 'host/node-worker');
  // While its script can't be had, every new start of the worker fails as well.
  let starts = 0;
  await page.route(/evaluator\.worker/, (route) => {
    starts += 1;
    return route.abort();
  });
  await page.workers()[0]?.evaluate(() => {
    setTimeout(() => {
      throw new Error('broken on purpose');
    });
  });
  await expect(designer.status).toContainText('The evaluator stopped unexpectedly');
  await expect(designer.status).toContainText('It waits for the next change.');
  await backend.toBe('partly allowed');

  await page.unroute(/evaluator\.worker/);
  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  await backend.toBe('allowed');
  await expect(designer.status).not.toContainText('stopped unexpectedly');
  // It did wait: a worker that can't be had is not asked for again and again.
  expect(starts).toBeLessThan(5);
});

test('an evaluator that dies once is started again by itself', async ({ designer }) => {
  await designer.page.workers()[0]?.evaluate(() => {
    setTimeout(() => {
      throw new Error('broken on purpose');
    });
  });
  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  await designer.arrow('prod/backend', 'host/node-worker').toBe('allowed');
});
