import { expect, test } from './journey.ts';

const replicas = 8;
const pods = Array.from(
  { length: replicas },
  (_, index) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: web-${index}, namespace: prod, labels: {app: web}}\nspec: {nodeName: w${index % 2}}\n`,
);
const design = [
  ...['w0', 'w1'].map((name) => `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}}\n`),
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: prod}\n',
  ...pods,
  'apiVersion: v1\nkind: Pod\nmetadata: {name: client, namespace: prod, labels: {app: client}}\n',
  `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: closed, namespace: prod}
spec: {selector: app == "web", types: [Ingress], ingress: [{action: Allow, source: {selector: role == "node"}}]}
`,
  'apiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: d}\nspec: {flows: [{from: prod/client, to: prod/web-3}]}\n',
].join('---\n');

test.beforeEach(async ({ designer }) => {
  await designer.chooseFiles('Open…', [{ name: 'stacks.yaml', text: design }]);
  await expect(designer.entry('Stack prod/web ×8')).toHaveCount(1);
});

test('replicas are one card: its arrow stands for all, a label goes to all as one step', async ({ designer }) => {
  const { page } = designer;
  await expect(designer.entry('Pod prod/web-3')).toHaveCount(0);
  const arrow = page.getByRole('option', { name: 'prod/client to prod/web ×8: denied' });
  await expect(arrow).toHaveCount(1);

  const card = await designer.card('Stack prod/web ×8');
  await expect(card).toContainText('×8');
  await designer.select('Stack prod/web ×8');
  const members = designer.inspector.getByRole('list', { name: 'Pods of the stack' }).getByRole('listitem');
  await expect(members).toHaveCount(replicas);

  await page.keyboard.press('Escape');
  const label = page.getByLabel('New label');
  await label.fill('role=node');
  await label.press('Enter');
  const drag = designer.dragLabel('role=node');
  await drag.over(card);
  await expect(drag.ghost).toContainText('Set role=node on 8 pods');
  await drag.drop();
  await expect(designer.notice('Set label role=node on 8 pods.')).toBeVisible();
  await expect(designer.entry('Stack prod/web ×8')).toContainText('role=node');
  await expect(designer.cell('prod/web-0', 'prod/web-1')).toHaveAccessibleName(/: allowed /);
  await designer.undo();
  await expect(designer.entry('Stack prod/web ×8')).not.toContainText('role=node');
  expect(await designer.history()).toEqual(['Set label role=node on 8 pods']);
});

test('a double click unfolds, Fold alike folds, and what is exported stays the same', async ({ designer }) => {
  const { page } = designer;
  const verdicts = await designer.verdicts();
  const { x, y } = (await (await designer.card('Stack prod/web ×8')).boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.dblclick(x + 24, y + 10);
  await expect(designer.entry('Pod prod/web-3')).toHaveCount(1);
  await expect(designer.entry('Stack')).toHaveCount(0);
  expect(await designer.verdicts()).toEqual(verdicts);
  const saved = await designer.save();
  expect(saved).toContain('Pod/prod/web-0: unfolded');

  await designer.select('Pod prod/web-5');
  await designer.inspector.getByRole('button', { name: 'Fold alike' }).click();
  await expect(designer.entry('Stack prod/web ×8')).toHaveCount(1);

  await (await designer.card('Stack prod/web ×8')).click({ button: 'right', force: true });
  await page.getByRole('menuitem', { name: 'Unfold' }).click();
  await expect(designer.entry('Pod prod/web-3')).toHaveCount(1);
});

test('by keyboard alone: the pods of a stack are listed, one of them leaves it by a label of its own', async ({
  designer,
}) => {
  const { page } = designer;
  const stack = designer.entry('Stack prod/web ×8');
  await designer.tabTo(page.getByRole('tree', { name: 'Endpoints on the canvas' }).locator('[tabindex="0"]'));
  await designer.walkTo(stack);
  await expect(stack).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(stack).toHaveAttribute('aria-expanded', 'true');
  const pod = designer.entry('Pod prod/web-2');
  await designer.walkTo(pod);
  await page.keyboard.press('Enter');
  await expect(pod).toHaveAttribute('aria-selected', 'true');
  await expect(designer.inspector).toContainText('One of 8 pods that are alike.');

  await designer.inspector.getByRole('textbox', { name: /Add label/ }).fill('canary=yes');
  await page.keyboard.press('Enter');
  await expect(designer.entry('Stack prod/web ×7')).toHaveCount(1);
  await expect(designer.entry('Pod prod/web-2')).toContainText('canary=yes');
});
