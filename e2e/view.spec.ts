import { middleOf } from './drag.ts';
import { expect, test } from './journey.ts';

test('the dark theme changes surfaces and texts, stays readable, and is there again at the next start', async ({
  designer,
}) => {
  const { page } = designer;
  const light = await designer.colours();
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.getByRole('button', { name: 'Light theme' })).toBeVisible();
  const dark = await designer.colours();
  expect(dark.surface).not.toBe(light.surface);
  expect(dark.text).not.toBe(light.text);
  expect(light.contrast).toBeGreaterThanOrEqual(4.5);
  expect(dark.contrast).toBeGreaterThanOrEqual(4.5);
  // The arrows are painted anew in the colours of the theme.
  expect(await designer.arrow('prod/backend', 'host/node-worker').painted()).toBe('partial');

  await page.reload();
  await expect(page.getByRole('button', { name: 'Light theme' })).toBeVisible();
  expect((await designer.colours()).surface).toBe(dark.surface);
});

test('the canvas is panned with the middle button of the mouse, zoomed with buttons and fitted again', async ({
  designer,
}) => {
  const { page } = designer;
  const card = await designer.card('Pod prod/backend');
  const before = await middleOf(card);
  const empty = await designer.emptyPlace();
  await page.mouse.move(empty.x, empty.y);
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(empty.x - 80, empty.y + 40, { steps: 8 });
  await page.mouse.up({ button: 'middle' });
  await expect.poll(async () => (await middleOf(card)).x).toBeCloseTo(before.x - 80, 0);
  expect((await middleOf(card)).y).toBeCloseTo(before.y + 40, 0);

  const zoom = designer.canvas.getByRole('group', { name: 'Zoom' });
  const percent = async (): Promise<number> => Number.parseInt((await zoom.innerText()).replaceAll(/\D/g, ''), 10);
  const start = await percent();
  await zoom.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(percent).toBeGreaterThan(start);
  await zoom.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(percent).toBe(start);
  await zoom.getByRole('button', { name: 'Fit' }).click();
  await expect.poll(async () => (await middleOf(card)).x).toBeCloseTo(before.x, 0);
  expect(await designer.history()).toEqual([]);
});

test('a card that is moved lies where it was put after save and reopen; undo puts it back', async ({ designer }) => {
  const { page } = designer;
  const card = await designer.card('Pod prod/backend');
  const home = await designer.placeOf('Pod prod/backend');
  const other = await designer.placeOf('Pod dev/frontend');
  const from = await middleOf(card);
  await page.mouse.move(from.x, from.y - 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => designer.placeOf('Pod prod/backend')).not.toBe(home);
  const moved = await designer.placeOf('Pod prod/backend');
  expect(await designer.placeOf('Pod dev/frontend')).toBe(other);
  expect(await designer.history()).toHaveLength(1);
  await expect(designer.status).toContainText('Unsaved');

  const text = await designer.save();
  await designer.openSample('Protect Kubernetes nodes');
  await designer.chooseFiles('Open…', [{ name: 'moved.firewright.yaml', text }]);
  await expect.poll(() => designer.placeOf('Pod prod/backend')).toBe(moved);

  await designer.openSample('Firewall the nodes');
  await page.mouse.move(from.x, from.y - 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => designer.placeOf('Pod prod/backend')).not.toBe(home);
  await designer.undo();
  await expect.poll(() => designer.placeOf('Pod prod/backend')).toBe(home);
});

test('a button that is held still for a while is the beginning of a drag, not a call for the menu', async ({
  designer,
}) => {
  const { page } = designer;
  const home = await designer.placeOf('Pod prod/backend');
  const from = await middleOf(await designer.card('Pod prod/backend'));
  await page.mouse.move(from.x, from.y - 10);
  await page.mouse.down();
  await page.waitForTimeout(900);
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 8 });
  await page.mouse.up();
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect.poll(() => designer.placeOf('Pod prod/backend')).not.toBe(home);
});

test('grouping by node puts the pods into their nodes and changes no verdict', async ({ designer }) => {
  const before = await designer.verdicts();
  await expect(designer.entry('Namespace prod')).toBeAttached();
  await designer.canvas.getByRole('radiogroup', { name: 'Group by' }).getByRole('radio', { name: 'Node' }).click();
  await expect(designer.entry('Namespace prod')).toHaveCount(0);
  const node = await (await designer.card('Node policy-llm-control-plane')).boundingBox();
  const pod = await middleOf(await designer.card('Pod prod/backend'));
  expect(node === null ? NaN : pod.x - node.x).toBeGreaterThan(0);
  expect(node === null ? NaN : node.x + node.width - pod.x).toBeGreaterThan(0);
  expect(await designer.verdicts()).toEqual(before);
  await designer.undo();
  await expect(designer.entry('Namespace prod')).toBeAttached();
});
