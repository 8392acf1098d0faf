import { expect, test } from './journey.ts';

const failsafePorts = 'TCP 22, 179, 2379-2380, 5473, 6443, 6666-6667; UDP 68';
/** With the label the pod is selected by the nodes' firewall itself, which then turns away what is no node. */
const ghostOfNodeLabel = '+1 allowed, −2 denied';

test('by mouse: the ghost tells what a label will bring, the drop turns the arrow, Ctrl+Z turns it back', async ({
  designer,
}) => {
  const backend = designer.arrow('prod/backend', 'host/node-worker');
  const frontend = designer.arrow('dev/frontend', 'host/node-control-plane');
  await backend.toBe('partly allowed');
  await frontend.toBe('partly allowed');
  await expect(backend.entry).toContainText(failsafePorts);
  await expect(frontend.entry).toContainText(failsafePorts);
  await designer.arrow('host/node-control-plane', 'host/node-worker').toBe('allowed');
  expect(await backend.painted()).toBe('partial');

  await backend.click();
  await expect(designer.portClasses.filter({ hasText: 'TCP 22' })).toContainText('Allowed');
  await expect(designer.portClasses.filter({ hasText: 'TCP 22' })).toContainText(/failsafe/i);
  await designer.page.keyboard.press('Escape');

  const drag = designer.dragLabel('role=node');
  const card = await designer.card('Pod prod/backend');
  await drag.over(card);
  await expect(card).toHaveAttribute('data-aim', 'valid');
  await expect(drag.ghost).toContainText('role=node');
  await expect(drag.change).toHaveText(ghostOfNodeLabel);
  await expect(backend.badge).toHaveAttribute('data-ghost', 'true');
  expect(await backend.painted()).toBe('allow');

  await drag.drop();
  await backend.toBe('allowed');
  await expect(backend.badge).not.toHaveAttribute('data-ghost');
  expect(await backend.painted()).toBe('allow');
  await frontend.toBe('partly allowed');
  await expect(designer.entry('Pod prod/backend')).toContainText('role=node');
  await expect(designer.cell('prod/backend', 'host/node-worker')).toHaveAccessibleName(/: allowed /);
  const notice = designer.notice('Set label role=node on backend.');
  await expect(notice.getByRole('button', { name: 'Undo' })).toBeVisible();

  await designer.undo();
  await backend.toBe('partly allowed');
  await expect(designer.entry('Pod prod/backend')).not.toContainText('role=node');
  expect(await backend.painted()).toBe('partial');
});

test('by keyboard alone: pick the label up, walk to the pod, drop it, undo it', async ({ designer }) => {
  const { page } = designer;
  const backend = designer.arrow('prod/backend', 'host/node-worker');
  await backend.toBe('partly allowed');

  await designer.tabTo(designer.chip('Label role=node'));
  await page.keyboard.press('Enter');
  await expect(designer.heldChip).toContainText('role=node');
  await designer.walkTo(designer.entry('Pod prod/backend'));
  await expect(designer.heldChip).toContainText(`Set role=node on backend ${ghostOfNodeLabel}`);
  await page.keyboard.press('Enter');
  await expect(designer.heldChip).toHaveCount(0);
  await backend.toBe('allowed');
  await expect(designer.chip('Label role=node')).toBeFocused();
  await expect(designer.notice('Set label role=node on backend.')).toBeVisible();

  await designer.undo();
  await backend.toBe('partly allowed');

  await page.keyboard.press('Enter');
  await designer.walkTo(designer.entry('Pod dev/frontend'));
  await page.keyboard.press('Escape');
  await expect(designer.heldChip).toHaveCount(0);
  await expect(designer.entry('Pod dev/frontend')).not.toContainText('role=node');
});

test('what cannot be dropped says why, and Escape lets go: the design and its history stay as they are', async ({
  designer,
}) => {
  const before = await designer.verdicts();
  const label = designer.dragLabel('role=node');
  await label.over(await designer.emptyPlace());
  await expect(label.ghost).toContainText('Drop it on a pod, namespace, node, host endpoint or network set.');
  await label.drop();
  await expect(designer.notice('Drop it on a pod')).toBeVisible();

  const rule = designer.drag('Allow ingress SSH');
  const internet = await designer.card('Internet');
  await rule.over(internet);
  await expect(internet).toHaveAttribute('data-aim', 'refused');
  await expect(rule.ghost).toContainText('No policy can select an external network');
  await designer.page.keyboard.press('Escape');
  await expect(rule.ghost).toHaveCount(0);
  await designer.page.mouse.up();

  await label.over(await designer.card('Pod prod/backend'));
  await expect(label.change).toBeVisible();
  await designer.page.keyboard.press('Escape');
  await expect(label.ghost).toHaveCount(0);
  await designer.page.mouse.up();

  expect(await designer.verdicts()).toEqual(before);
  expect(await designer.history()).toEqual([]);
});

test('the time from the drop to the recoloured arrow is printed', async ({ designer }) => {
  const drag = designer.dragLabel('role=node');
  await drag.over(await designer.card('Pod prod/backend'));
  await expect(drag.change).toBeVisible();
  const arrow = designer.arrow('prod/backend', 'host/node-worker');
  const watch = await arrow.badge.evaluateHandle((badge) => {
    const recoloured = new Promise<number>((resolve) => {
      let dropped = 0;
      window.addEventListener('pointerup', () => (dropped = performance.now()), { capture: true, once: true });
      const look = (): void => {
        const isThere = badge.dataset['verdict'] === 'allow' && badge.dataset['ghost'] === undefined;
        if (dropped > 0 && isThere) resolve(performance.now() - dropped);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    return { recoloured };
  });
  await drag.drop();
  const millis = Math.round(await watch.evaluate(({ recoloured }) => recoloured));
  expect(millis).toBeGreaterThan(0);
  test.info().annotations.push({ type: 'drop to recoloured arrow', description: `${millis} ms` });
  console.log(`drop to recoloured arrow: ${millis} ms`);
});
