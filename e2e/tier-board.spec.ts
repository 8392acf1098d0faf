import type { Locator } from '@playwright/test';
import type { DesignerPage } from './designer-page.ts';
import { boxOf, Drag } from './drag.ts';
import { expect, test } from './journey.ts';

const design = `apiVersion: v1
kind: Namespace
metadata: {name: prod}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: prod, labels: {app: web}}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: prod, labels: {app: db}}
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: first}
spec: {order: 300}
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: second}
spec: {order: 2000000}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: guard-db}
spec: {tier: first, order: 100, selector: app == 'db', types: [Ingress], ingress: [{action: Allow, protocol: TCP, destination: {ports: [5432]}}]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: twin-a}
spec: {tier: second, order: 7, selector: app == 'x', types: [Ingress]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: twin-b}
spec: {tier: second, order: 7, selector: app == 'x', types: [Ingress]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: lost}
spec: {tier: gone, order: 7, selector: app == 'x', types: [Ingress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: kube, namespace: prod}
spec: {podSelector: {matchLabels: {app: none}}}
---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec: {flows: [{from: prod/web, to: prod/db}]}
`;

/** The board of the design above, in the user's words. */
class Board {
  readonly designer: DesignerPage;

  constructor(designer: DesignerPage) {
    this.designer = designer;
  }

  async open(): Promise<void> {
    await this.designer.chooseFiles('Open…', [{ name: 'tiers.yaml', text: design }]);
    await this.designer.page.getByRole('tab', { name: 'Tiers' }).click();
    await expect(this.lane('first')).toBeVisible();
  }
  lane(name: string): Locator {
    return this.designer.page.locator(`[data-lane="${name}"]`);
  }
  card(name: string): Locator {
    return this.designer.page.locator(`[data-policy$="/${name}"]`);
  }
  face(name: string): Locator {
    return this.card(name).locator('.face');
  }
  drag(name: string): Drag {
    return new Drag(this.designer.page, this.face(name));
  }
  dragLane(name: string): Drag {
    return new Drag(this.designer.page, this.lane(name).locator('.number'));
  }
  async act(card: string, item: string): Promise<void> {
    await this.card(card)
      .getByRole('button', { name: /^Actions for/ })
      .click();
    await this.designer.page.getByRole('menuitem', { name: item, exact: false }).click();
  }
  async actOnTier(lane: string, item: string): Promise<void> {
    await this.lane(lane)
      .getByRole('button', { name: `Actions for tier ${lane}` })
      .click();
    await this.designer.page.getByRole('menuitem', { name: item }).click();
  }
  /** Names of the lanes, left to right. */
  async lanes(): Promise<readonly (string | null)[]> {
    return this.designer.page
      .locator('[data-lane]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-lane')));
  }
  async cards(lane: string): Promise<readonly string[]> {
    return this.lane(lane)
      .locator('.name.truncate')
      .filter({ hasNotText: new RegExp(`^${lane}$`) })
      .allTextContents();
  }
}

function boardOf(designer: DesignerPage): Board {
  return new Board(designer);
}

test('lanes and cards stand in the order of evaluation, with ties, fixed and missing ones marked', async ({
  designer,
}) => {
  const board = boardOf(designer);
  await board.open();
  expect(await board.lanes()).toEqual(['first', 'kube-admin', 'default', 'second', 'kube-baseline', 'gone']);
  await expect(board.lane('default')).toContainText('built in');
  await expect(board.lane('gone')).toContainText('does not exist');
  await expect(board.lane('second')).toContainText('same order (7): decided by name');
  await expect(board.card('kube').locator('.grip')).toHaveAttribute('title', /always stands in tier default/);
  await board.lane('gone').getByRole('button', { name: 'Create it' }).click();
  await expect(board.lane('gone')).not.toContainText('does not exist');
  await expect(designer.notice('Created tier gone.')).toBeVisible();
});

test('a card is dragged to another tier: the mark shows its place and number, Escape leaves all as it was', async ({
  designer,
}) => {
  const board = boardOf(designer);
  await board.open();
  const drag = board.drag('guard-db');
  await drag.over(board.lane('default').locator('.head'));
  await expect(drag.ghost).toContainText('Move to default, order 500');
  await expect(board.card('kube').locator('.mark')).toHaveText('500');
  await designer.page.keyboard.press('Escape');
  await designer.page.mouse.up();
  await expect(board.card('kube').locator('.mark')).toHaveCount(0);
  expect(await designer.history()).toEqual([]);
  await drag.onto(board.lane('default').locator('.head'));
  await expect(designer.notice('guard-db is now in tier default, order 500.')).toBeVisible();
  expect(await designer.history()).toEqual(['Move guard-db to tier default']);
  await designer.undo();
  await expect(board.lane('first')).toContainText('guard-db');
});

test('between two of one order the drop offers to number the tier anew', async ({ designer }) => {
  const board = boardOf(designer);
  await board.open();
  const drag = board.drag('guard-db');
  // The lane is out of sight: the board scrolls under the pointer at its edge.
  const region = (await designer.page.getByRole('region', { name: 'Tier board' }).boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
  };
  await drag.over({ x: region.x + region.width - 8, y: region.y + 140 });
  await expect(board.card('twin-b')).toBeInViewport({ ratio: 1 });
  // Away from the edge the board stops scrolling, and only then is it known where the card lies.
  await designer.page.mouse.move(region.x + region.width - 160, region.y + 140, { steps: 4 });
  const { x, y, width } = await boxOf(board.card('twin-b'));
  await designer.page.mouse.move(x + width / 2, y + 6, { steps: 4 });
  await expect(drag.ghost).toContainText('Renumber second: 3 policies');
  await drag.drop();
  await designer.dropMenu.getByRole('menuitem', { name: /^Renumber second: 3 policies/ }).click();
  expect(await board.cards('second')).toEqual(['twin-a', 'guard-db', 'twin-b']);
  await expect(board.lane('second')).not.toContainText('same order');
  expect(await designer.history()).toEqual(['Renumber tier second and move guard-db']);
});

test('what is fixed says why it can’t be moved', async ({ designer }) => {
  const board = boardOf(designer);
  await board.open();
  const drag = board.drag('kube');
  await drag.over(board.lane('first').locator('.head'));
  await expect(drag.ghost).toContainText('always stands in tier default at order 1,000');
  await drag.drop();
  const lane = board.dragLane('default');
  await lane.over(board.lane('first').locator('.head'));
  await expect(lane.ghost).toContainText('default is built in: its place is fixed.');
  await lane.drop();
  expect(await designer.history()).toEqual([]);
});

test('a lane is dragged between others', async ({ designer }) => {
  const board = boardOf(designer);
  await board.open();
  const drag = board.dragLane('first');
  const { x, y, width } = (await board.lane('kube-admin').boundingBox()) ?? { x: 0, y: 0, width: 0 };
  await drag.over({ x: x + width - 20, y: y + 20 });
  await expect(drag.ghost).toContainText('Move tier first to order 500,000');
  await expect(board.lane('default').locator('.mark')).toHaveText('500,000');
  await drag.drop();
  expect((await board.lanes()).slice(0, 3)).toEqual(['kube-admin', 'first', 'default']);
  await designer.undo();
  expect((await board.lanes()).slice(0, 3)).toEqual(['first', 'kube-admin', 'default']);
});

test('by keyboard: cards walk, move and are lifted; lanes move; the focus stays with them', async ({ designer }) => {
  const board = boardOf(designer);
  await board.open();
  const { keyboard } = designer.page;
  await board.face('guard-db').focus();
  await keyboard.press('Alt+ArrowRight');
  await expect(board.lane('kube-admin')).toContainText('guard-db');
  await expect(board.face('guard-db')).toBeFocused();
  await keyboard.press('Alt+ArrowRight');
  await expect(board.lane('default')).toContainText('guard-db');
  await keyboard.press('Alt+ArrowDown');
  expect(await board.cards('default')).toEqual(['prod/kube', 'guard-db']);
  await keyboard.press('ArrowUp');
  await expect(board.face('kube')).toBeFocused();

  await board.card('guard-db').getByRole('button', { name: 'Move guard-db' }).focus();
  await keyboard.press('Enter');
  await expect(designer.heldChip).toBeVisible();
  await keyboard.press('ArrowLeft');
  await expect(designer.heldChip).toContainText('Move to kube-admin');
  await keyboard.press('Escape');
  await expect(board.lane('default')).toContainText('guard-db');
  await keyboard.press(' ');
  await keyboard.press('ArrowLeft');
  await keyboard.press('Enter');
  await expect(board.lane('kube-admin')).toContainText('guard-db');

  await board.lane('first').locator('.head .grip').focus();
  await keyboard.press('Control+Alt+ArrowRight');
  expect((await board.lanes()).slice(0, 2)).toEqual(['kube-admin', 'first']);
  await expect(board.lane('first').locator('.head .grip')).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.press('ArrowLeft');
  await keyboard.press('Enter');
  expect((await board.lanes()).slice(0, 2)).toEqual(['first', 'kube-admin']);
});

test('a disabled policy stays in its place, is neither judged nor exported, and comes back', async ({ designer }) => {
  const board = boardOf(designer);
  await board.open();
  await expect(designer.cell('prod/web', 'prod/db')).toHaveAccessibleName(/partly allowed/);
  await board.card('guard-db').getByRole('switch', { name: 'Enable guard-db' }).click();
  await expect(board.card('guard-db')).toContainText('disabled');
  await expect(designer.cell('prod/web', 'prod/db')).toHaveAccessibleName(/: allowed/);
  expect(await designer.save()).toContain('GlobalNetworkPolicy.projectcalico.org/guard-db');
  await board.face('guard-db').click();
  await designer.page.keyboard.press('Control+Shift+d');
  await expect(designer.cell('prod/web', 'prod/db')).toHaveAccessibleName(/partly allowed/);
  expect(await designer.history()).toEqual(['Disable guard-db', 'Enable guard-db']);
});

test('tiers are made, renamed, copied, switched, given another default action and deleted in place', async ({
  designer,
}) => {
  const board = boardOf(designer);
  await board.open();
  const { page } = designer;
  await page.getByRole('button', { name: 'New tier' }).click();
  await page.keyboard.type('Web');
  await expect(page.getByLabel('Name of the new tier')).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('web');
  await page.keyboard.press('Enter');
  expect((await board.lanes()).slice(0, 4)).toEqual(['first', 'kube-admin', 'web', 'default']);

  await board.actOnTier('web', 'Rename…');
  await page.keyboard.type('front');
  await page.keyboard.press('Enter');
  await expect(board.lane('front')).toBeVisible();

  await board.actOnTier('second', 'Duplicate tier');
  await expect(board.lane('second-2')).toContainText('twin-a-2');
  await board.lane('second-2').getByRole('combobox', { name: 'Default action of second-2' }).selectOption('Pass');
  await expect(designer.notice('At the end of tier second-2: Pass.')).toBeVisible();
  await board.actOnTier('second-2', 'Disable its policies');
  await expect(board.lane('second-2')).toContainText('all disabled');
  await board.actOnTier('second', 'Delete tier and its policies');
  await expect(designer.notice('Deleted tier second and 2 policies with it.')).toBeVisible();
  await expect(board.lane('second')).toHaveCount(0);
  await designer.undo();
  await expect(board.lane('second')).toContainText('twin-b');
});

test('policies are made, copied, staged, enforced and deleted in their lane', async ({ designer }) => {
  const board = boardOf(designer);
  await board.open();
  const { page } = designer;
  await board.lane('default').getByRole('button', { name: 'New policy in default' }).click();
  await page.getByRole('menuitem', { name: 'NetworkPolicy of Kubernetes in prod' }).click();
  await expect(board.card('policy')).toContainText('NetworkPolicy · Kubernetes');
  await expect(designer.inspector).toContainText('policy');
  await board.act('guard-db', 'Duplicate');
  await expect(board.card('guard-db-2')).toBeVisible();
  await board.act('guard-db-2', 'Delete');
  await expect(board.card('guard-db-2')).toHaveCount(0);
  await board.act('guard-db', 'Stage');
  await expect(board.card('guard-db')).toContainText('staged');
  await expect(designer.cell('prod/web', 'prod/db')).toHaveAccessibleName(/: allowed/);
  await page.keyboard.press('Control+Shift+e');
  await expect(board.card('guard-db')).toContainText('as enforced');
  await page.keyboard.press('Control+Shift+e');
  await board.act('guard-db', 'Enforce');
  await expect(designer.cell('prod/web', 'prod/db')).toHaveAccessibleName(/partly allowed/);
});

test('a card says whom it selects and what it decides; beside the canvas they light up, also after the next start', async ({
  designer,
}) => {
  const board = boardOf(designer);
  await board.open();
  await board.card('guard-db').hover();
  await expect(board.card('guard-db')).toContainText('selects 1 endpoint, decides 2 pairs');
  await designer.page.getByRole('button', { name: 'Beside the canvas' }).click();
  await expect(designer.canvas).toBeVisible();
  await expect(board.lane('first')).toBeVisible();
  await board.face('guard-db').focus();
  await expect(board.card('guard-db')).toContainText('decides 2 pairs');
  await designer.page.reload();
  await expect(designer.dialog('Start')).toBeVisible();
  await designer.page.keyboard.press('Escape');
  await designer.page.getByRole('tab', { name: 'Tiers' }).click();
  await expect(designer.canvas).toBeVisible();
  await designer.page.keyboard.press('Control+3');
  await expect(designer.canvas).toHaveCount(0);
});
