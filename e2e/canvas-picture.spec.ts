import { middleOf } from './drag.ts';
import { expect, test } from './journey.ts';

const node = (name: string, address: string): string =>
  `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}}\nstatus: {addresses: [{type: InternalIP, address: ${address}}]}\n`;
const pod = (namespace: string, name: string, labels: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: ${namespace}, labels: {${labels}}}\nspec: {nodeName: w0, containers: [{name: app, image: example/app}]}\n`;
const shop = [
  node('w0', '10.0.0.1'),
  ...['prod', 'dev'].map((name) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`),
  pod('prod', 'web', 'tier: front'),
  pod('prod', 'db', 'tier: back'),
  pod('dev', 'probe', 'purpose: test'),
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: prod}
spec:
  podSelector: {matchLabels: {tier: back}}
  policyTypes: [Ingress]
  ingress: [{from: [{podSelector: {matchLabels: {tier: front}}}], ports: [{protocol: TCP, port: 5432}]}]
`,
  `apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec:
  flows:
    - {from: prod/web, to: prod/db, protocol: TCP, port: 5432, expect: allow}
    - {from: dev/probe, to: prod/db, protocol: TCP, port: 5432, expect: allow}
    - {from: dev/probe, to: prod/web}
`,
].join('---\n');

test.describe('in a small shop', () => {
  test.beforeEach(async ({ designer }) => {
    await designer.chooseFiles('Open…', [{ name: 'shop.yaml', text: shop }]);
    await expect(designer.entry('Pod prod/db')).toHaveCount(1);
  });

  test('a box collapses into one card with one arrow for all its pairs, is saved so, and opens again', async ({
    designer,
  }) => {
    const { page } = designer;
    const verdicts = await designer.verdicts();
    await designer.canvas.getByTitle('Collapse', { exact: true }).and(page.getByLabel('Collapse prod')).click();
    const card = designer.entry('Namespace prod, collapsed: 2 pods');
    await expect(card).toHaveAttribute('aria-expanded', 'false');
    await expect(designer.entry('Pod prod/db')).toHaveCount(0);
    await expect(
      page.getByRole('option', { name: 'dev/probe to Namespace prod: partly allowed, 1 of 2 allowed' }),
    ).toHaveCount(1);
    expect(await designer.verdicts()).toEqual(verdicts);
    await designer.undo();
    await expect(designer.entry('Pod prod/db')).toHaveCount(1);
    await page.keyboard.press('Control+Shift+z');
    await expect(card).toHaveCount(1);

    const text = await designer.save();
    expect(text).toContain('collapsed:');
    await designer.chooseFiles('Open…', [{ name: 'again.yaml', text }]);
    // Both designs have that card: it is clicked once it is the new one's.
    await expect(page).toHaveTitle(/again\.yaml/);
    await expect(card).toHaveCount(1);
    const { x, y } = await designer.box('Namespace prod');
    await page.mouse.dblclick(x, y);
    await expect(designer.entry('Pod prod/db')).toHaveCount(1);
  });

  test('by keyboard a box collapses with the left arrow and opens with the right one', async ({ designer }) => {
    const { page } = designer;
    const box = designer.entry('Namespace prod');
    await designer.tabTo(page.getByRole('tree', { name: 'Endpoints on the canvas' }).locator('[tabindex="0"]'));
    await designer.walkTo(box);
    await page.keyboard.press('ArrowLeft');
    await expect(designer.entry('Namespace prod, collapsed')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(designer.entry('Pod prod/db')).toHaveCount(1);
    expect(await designer.history()).toEqual(['Collapse prod', 'Expand prod']);
  });

  test('a double click collapses a box; a click on something else and then one on it select it', async ({
    designer,
  }) => {
    const { page } = designer;
    const empty = await designer.emptyPlace();
    const dev = await designer.box('Namespace dev');
    const prod = await designer.box('Namespace prod');
    // As fast as they can be given: all within the time of a double click.
    for (const { x, y } of [prod, dev, prod, empty, prod]) await page.mouse.click(x, y);
    await expect(designer.entry('Namespace prod')).toHaveAttribute('aria-selected', 'true');
    await expect(designer.entry('Namespace prod')).toHaveAttribute('aria-expanded', 'true');
    await page.mouse.click(empty.x, empty.y);
    await page.mouse.dblclick(prod.x, prod.y);
    await expect(designer.entry('Namespace prod, collapsed: 2 pods')).toHaveCount(1);
    await expect(designer.entry('Pod dev/probe')).toHaveCount(1);
  });

  test('a collapsed box that is moved opens where it lies', async ({ designer }) => {
    const { page } = designer;
    const before = await designer.placeOf('Pod prod/db');
    await page.getByLabel('Collapse prod').click();
    const at = await middleOf(await designer.card('Namespace prod'));
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 90, at.y - 30, { steps: 6 });
    await page.mouse.up();
    await page.getByLabel('Expand prod').click();
    await expect.poll(() => designer.placeOf('Pod prod/db')).not.toBe(before);
    await designer.undo();
    await designer.undo();
    await designer.undo();
    await expect.poll(() => designer.placeOf('Pod prod/db')).toBe(before);
  });

  test('pods are grouped by a label; a pod that is dropped into a box gets that label', async ({ designer }) => {
    const { page } = designer;
    await designer.canvas.getByRole('radio', { name: 'Label…' }).click();
    await page.getByLabel('Label key to group by').fill('tier');
    await page.keyboard.press('Enter');
    await expect(designer.entry('Pods tier=front')).toHaveCount(1);
    await expect(designer.entry('Pods without tier')).toHaveCount(1);
    await expect(designer.entry('Namespace prod')).toHaveCount(0);
    await expect(await designer.card('Pod prod/web')).toContainText('prod');

    const drag = designer.drag('Pod');
    await drag.over(await designer.card('Pods tier=back'));
    await expect(drag.ghost).toContainText('with tier=back');
    await drag.drop();
    await expect(designer.entry('Pod default/pod')).toContainText('tier=back');
    expect(await designer.history()).toEqual(['Group by label tier', expect.stringMatching(/^Create /)]);
  });

  test('a note is dropped, written, moved with the design and deleted, each as one step', async ({ designer }) => {
    const { page } = designer;
    const empty = await designer.emptyPlace();
    const drag = designer.drag('Note');
    await drag.over({ x: empty.x - 60, y: empty.y + 30 });
    await drag.drop();
    const note = designer.entry('Note: Note');
    await expect(note).toHaveCount(1);
    const at = await middleOf(await designer.card('Note: Note'));
    await page.mouse.dblclick(at.x, at.y);
    // On the canvas: the inspector has a field for it too.
    const field = designer.canvas.getByRole('textbox', { name: 'Text of the note' });
    await expect(field).toBeFocused();
    await page.keyboard.type('Ask Ann first.');
    await page.keyboard.press('Escape');
    await expect(designer.entry('Note: Ask Ann first.')).toHaveCount(1);
    expect(await designer.history()).toEqual(['Create note', 'Write note']);
    expect(await designer.save()).toContain('Ask Ann first.');

    await page.mouse.click(at.x, at.y);
    await page.keyboard.press('F2');
    await expect(field).toBeFocused();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Delete');
    await expect(designer.entry('Note: Ask Ann first.')).toHaveCount(0);
    await designer.undo();
    await expect(designer.entry('Note: Ask Ann first.')).toHaveCount(1);
  });

  test('flows say whether they are as expected, and a lens shows those that are not', async ({ designer }) => {
    const { page } = designer;
    await expect(designer.arrow('prod/web', 'prod/db').badge).toContainText('✓ TCP 5432 allowed');
    await expect(designer.arrow('dev/probe', 'prod/db').badge).toContainText('✗ TCP 5432 allowed');
    await designer.canvas.getByRole('radio', { name: 'Failing' }).click();
    const arrows = page.getByRole('listbox', { name: 'Arrows on the canvas' }).getByRole('option');
    await expect(arrows).toHaveCount(1);
    await expect(arrows).toHaveText(/^dev\/probe to prod\/db: denied.*not as expected: TCP 5432 allowed$/);

    await designer.canvas.getByRole('radio', { name: 'Changed' }).click();
    await expect(arrows).toHaveCount(0);
    await designer.dragLabel('tier=front').onto(await designer.card('Pod prod/db'));
    await designer.dropMenu.getByRole('menuitem', { name: /^Replace/ }).click();
    await expect(arrows.filter({ hasText: 'dev/probe to prod/db: allowed' })).toHaveCount(1);
    await expect(arrows.filter({ hasText: 'prod/db to' })).toHaveCount(0);
  });

  test('what the pointer rests on stands out, and the rest steps back', async ({ designer }) => {
    const { page } = designer;
    const at = await middleOf(await designer.card('Pod prod/web'));
    await page.mouse.move(at.x, at.y);
    await expect(await designer.card('Pod dev/probe')).not.toHaveClass(/faded/);
    await expect(page.locator('[data-element="external/internet"]')).toHaveClass(/faded/);
    await page.mouse.move(4, 4);
    await expect(page.locator('[data-element="external/internet"]')).not.toHaveClass(/faded/);
  });

  test('the small map is switched on, moves the picture and stays as chosen; the path leads back', async ({
    designer,
  }) => {
    const { page } = designer;
    const map = page.getByTestId('minimap');
    await expect(map).toHaveCount(0);
    await designer.canvas.getByRole('button', { name: 'Small map' }).click();
    await expect(map).toBeVisible();
    const card = await designer.card('Pod prod/web');
    const before = await middleOf(card);
    await map.click({ position: { x: 20, y: 20 } });
    await expect.poll(async () => (await middleOf(card)).x).not.toBe(before.x);
    await designer.canvas.getByRole('button', { name: 'Fit' }).click();

    await designer.select('Pod prod/web');
    const path = page.getByRole('navigation', { name: 'Place on the canvas' });
    await expect(path.getByRole('button')).toHaveText(['Design', 'prod', 'web']);
    await path.getByRole('button', { name: 'prod' }).click();
    await expect(path.getByRole('button')).toHaveText(['Design', 'prod']);
    await path.getByRole('button', { name: 'Design' }).click();
    await expect.poll(async () => (await middleOf(card)).x).toBeCloseTo(before.x, 0);
  });
});

test('where a lens would draw too many arrows, boxes are cards for now, and each can be opened', async ({
  designer,
}) => {
  const { page } = designer;
  const pods = Array.from({ length: 24 }, (_, index) => pod(`n${index % 3}`, `p${index}`, `app: a${index}`));
  await designer.chooseFiles('Open…', [{ name: 'many.yaml', text: [node('w0', '10.0.0.1'), ...pods].join('---\n') }]);
  await expect(designer.entry('Pod n0/p0 on w0')).toHaveCount(1);
  await designer.canvas.getByRole('radio', { name: 'All', exact: true }).click();
  await expect(designer.entry('Namespace n0, collapsed: 8 pods')).toHaveCount(1);
  await expect(designer.status).toContainText('3 boxes are collapsed, as this lens draws too many');
  await page.getByLabel('Expand n0').click();
  await expect(designer.entry('Pod n0/p0 on w0')).toHaveCount(1);
  await expect(designer.entry('Namespace n1, collapsed')).toHaveCount(1);
  await designer.canvas.getByRole('radio', { name: 'Drawn' }).click();
  await expect(designer.entry('Pod n1/p1 on w0')).toHaveCount(1);
  expect(await designer.history()).toEqual([]);
});

test('a host endpoint counts its open doors, and lists them where the pointer rests', async ({ designer }) => {
  const card = await designer.card('Host endpoint node-worker');
  await expect(card.locator('.door')).toHaveText('18');
  const { x, y } = await middleOf(card);
  await designer.page.mouse.move(x, y - 12);
  await expect(designer.page.locator('.tip')).toContainText('in: TCP 22, UDP 68');
});
