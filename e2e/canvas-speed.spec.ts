import type { Page } from '@playwright/test';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

// Nothing here is timed. These are the properties that the canvas's speed rests on; `npm run bench:canvas` measures it.

/** Watches which elements of the picture the page changes from now on; `changed` answers them, each once. */
async function watchPicture(page: Page): Promise<{ readonly changed: () => Promise<readonly string[]> }> {
  const watch = await page.evaluateHandle(() => {
    const layer = document.querySelector('.layer')!;
    const changed = new Set<string>();
    const nameOf = (node: Node): string => {
      const element = node instanceof Element ? node : node.parentElement;
      const named = element?.closest<HTMLElement>('[data-element], [data-arrow]');
      return named?.dataset['element'] ?? named?.dataset['arrow'] ?? '';
    };
    const observer = new MutationObserver((mutations) => {
      for (const { target, addedNodes, removedNodes } of mutations) {
        // The layer itself is what is moved.
        if (target !== layer) changed.add(nameOf(target));
        else
          for (const node of [...addedNodes, ...removedNodes]) if (node instanceof Element) changed.add(nameOf(node));
      }
    });
    observer.observe(layer, { subtree: true, childList: true, attributes: true, characterData: true });
    return { changed };
  });
  return { changed: () => watch.evaluate(({ changed }) => [...changed].sort()) };
}

/** Counts how often each layer of the graph library's is drawn from now on. */
async function watchDrawing(page: Page): Promise<() => Promise<Readonly<Record<string, number>>>> {
  const watch = await page.evaluateHandle(() => {
    const drawn: Record<string, number> = {};
    // Each layer is cleared once before it is drawn.
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function (...rect) {
      const { dataset = {} } = this.canvas;
      const layer = /-(\w+)$/.exec(dataset['id'] ?? '')?.[1];
      if (layer !== undefined) drawn[layer] = (drawn[layer] ?? 0) + 1;
      clear.apply(this, rect);
    };
    return drawn;
  });
  return () => watch.evaluate((drawn) => drawn);
}

/** Opens a design of pods that are not alike, in one namespace. */
async function openPods(designer: DesignerPage, count: number): Promise<void> {
  const pods = Array.from({ length: count }, (_, index) =>
    [
      'apiVersion: v1',
      'kind: Pod',
      `metadata: { namespace: team, name: pod-${index}, labels: { app: a${index} } }`,
      'spec: { containers: [{ name: main, image: example/app:1 }] }',
    ].join('\n'),
  );
  await designer.chooseFiles('Open…', [{ name: 'pods.yaml', text: pods.join('\n---\n') }]);
  await expect(designer.entry(`Pod team/pod-${count - 1}`)).toBeAttached();
}

test('panning and zooming move one layer: no card and no arrow of it is touched', async ({ designer }) => {
  const { page } = designer;
  const { changed } = await watchPicture(page);
  const before = await (await designer.card('Pod prod/backend')).boundingBox();
  const at = await designer.emptyPlace();
  await page.mouse.move(at.x, at.y);
  for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(12, 15);
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -20);
  await page.keyboard.up('Control');
  await expect
    .poll(async () => (await (await designer.card('Pod prod/backend')).boundingBox())?.width ?? 0)
    .toBeGreaterThan(before!.width);
  expect(await changed()).toEqual([]);
});

test('a label that is taken away again touches its card and the arrows whose verdicts change, nothing else', async ({
  designer,
}) => {
  const { page } = designer;
  const backend = designer.arrow('prod/backend', 'host/node-worker');
  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  await backend.toBe('allowed');
  await page.mouse.move(4, 4);
  // What the pointer was on steps back after a moment.
  await page.waitForTimeout(400);
  const { changed } = await watchPicture(page);
  await designer.undo();
  await backend.toBe('partly allowed');
  await expect.poll(changed).toEqual(['Pod/prod/backend', 'prod/backend → host/node-worker']);
});

test('while a card is pulled only what moves is drawn anew', async ({ designer }) => {
  const { page } = designer;
  await openPods(designer, 25);
  // One in the middle of its box, which stays as it is.
  const from = await page.evaluate(() => {
    const cards = [...document.querySelectorAll('.card[data-element^="Pod/"]')].map((card) =>
      card.getBoundingClientRect(),
    );
    const centres = cards.map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }));
    const middle = (axis: 'x' | 'y'): number => centres.reduce((sum, at) => sum + at[axis], 0) / centres.length;
    const [x, y] = [middle('x'), middle('y')];
    const far = (at: { readonly x: number; readonly y: number }): number => Math.hypot(at.x - x, at.y - y);
    return centres.sort((one, other) => far(one) - far(other))[0]!;
  });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 4, { steps: 4 });
  // What lies still is drawn once without it, in stages.
  await page.waitForTimeout(500);
  const drawn = await watchDrawing(page);
  const steps = 12;
  for (let step = 1; step <= steps; step += 1) {
    await page.mouse.move(from.x + 8 + step, from.y + 4);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const { drag = 0, node = 0 } = await drawn();
  expect(drag).toBeGreaterThan(steps / 2);
  expect(node).toBe(0);
  await page.mouse.up();
  await expect.poll(async () => (await drawn())['node'] ?? 0).toBeGreaterThan(0);
});

test('the matrix of a big design holds the cells in sight only', async ({ designer }) => {
  await openPods(designer, 300);
  const cells = designer.matrix.getByRole('gridcell');
  await expect(designer.cell('team/pod-0', 'team/pod-1')).toBeVisible();
  const most = 1500;
  expect(await cells.count()).toBeLessThan(most);
  await designer.matrix.evaluate((grid) => grid.scrollBy(2000, 3000));
  await expect(designer.cell('team/pod-0', 'team/pod-1')).toHaveCount(0);
  expect(await cells.count()).toBeLessThan(most);
  expect(await cells.count()).toBeGreaterThan(0);
});
