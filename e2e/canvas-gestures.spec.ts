import type { Locator, Page } from '@playwright/test';
import { middleOf, type Point } from './drag.ts';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

async function pull(page: Page, from: Point, to: Point, button: 'left' | 'middle' = 'left'): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button });
  await page.mouse.move(to.x, to.y, { steps: 10 });
}

/** Where a card's head can be clicked and pulled. */
async function headOf(card: Locator): Promise<Point> {
  const { x, y } = (await card.boundingBox()) ?? { x: 0, y: 0 };
  return { x: x + 40, y: y + 12 };
}

async function selected(designer: DesignerPage): Promise<readonly string[]> {
  const lines = await designer.page
    .getByRole('tree', { name: 'Endpoints on the canvas' })
    .getByRole('treeitem', { selected: true })
    .allTextContents();
  return lines.map((line) => line.trim().replace(/,.*$/s, ''));
}

function menuItem(page: Page, name: string | RegExp): Locator {
  return page.getByRole('menuitem', { name });
}

test.describe('several together', () => {
  test('a rubber band selects what it touches, Shift adds and takes away, Escape clears', async ({ designer }) => {
    const { page } = designer;
    const [frontend, backend] = [await designer.card('Pod dev/frontend'), await designer.card('Pod prod/backend')];
    const box = (await frontend.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const canvas = (await designer.canvas.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const corner = { x: canvas.x + 6, y: box.y + 30 };
    await pull(page, corner, { x: box.x + box.width / 2, y: box.y + 50 });
    await expect(page.locator('.band')).toBeVisible();
    await page.mouse.up();
    await expect(page.locator('.band')).toHaveCount(0);
    await expect.poll(() => selected(designer)).toEqual(['Pod dev/frontend on policy-llm-worker']);

    await page.keyboard.down('Shift');
    const other = await headOf(backend);
    await page.mouse.click(other.x, other.y);
    await expect.poll(async () => (await selected(designer)).length).toBe(2);
    await page.mouse.click(other.x, other.y);
    await page.keyboard.up('Shift');
    await expect.poll(async () => (await selected(designer)).length).toBe(1);
    await page.keyboard.press('Control+a');
    await expect.poll(async () => (await selected(designer)).length).toBeGreaterThan(4);
    await page.keyboard.press('Escape');
    await expect.poll(() => selected(designer)).toEqual([]);
    expect(await designer.history()).toEqual([]);
  });

  test('dragging one of them moves all, as one step', async ({ designer }) => {
    const { page } = designer;
    const [frontend, backend] = [await designer.card('Pod dev/frontend'), await designer.card('Pod prod/backend')];
    const [a, b] = [await headOf(frontend), await headOf(backend)];
    await page.mouse.click(a.x, a.y);
    await page.keyboard.down('Control');
    await page.mouse.click(b.x, b.y);
    await page.keyboard.up('Control');
    const places = async (): Promise<readonly string[]> => [
      await designer.placeOf('Pod dev/frontend'),
      await designer.placeOf('Pod prod/backend'),
    ];
    const before = await places();
    await page.keyboard.down('Alt');
    await pull(page, a, { x: a.x + 31, y: a.y + 17 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await expect.poll(async () => (await places())[1]).not.toBe(before[1]);
    expect((await places())[0]).not.toBe(before[0]);
    expect(await designer.history()).toHaveLength(1);
    await designer.undo();
    await expect.poll(places).toEqual(before);
  });

  test('are aligned and distributed from the menu, as one step', async ({ designer }) => {
    const { page } = designer;
    for (const [index, name] of ['Pod dev/frontend', 'Pod prod/backend'].entries()) {
      const at = await headOf(await designer.card(name));
      if (index === 1) await page.keyboard.down('Shift');
      await page.mouse.click(at.x, at.y);
    }
    await page.keyboard.up('Shift');
    await designer.choose('Arrange', 'Align left edges');
    await expect(designer.notice('Aligned the left edges.')).toBeVisible();
    const left = async (name: string): Promise<string> => (await designer.placeOf(name)).split(',')[0] ?? '';
    expect(await left('Pod dev/frontend')).toBe(await left('Pod prod/backend'));
    expect(await designer.history()).toEqual(['Align the left edges']);
  });

  test('a label onto one of them is offered for all', async ({ designer }) => {
    const { page } = designer;
    const [a, b] = [
      await headOf(await designer.card('Pod dev/frontend')),
      await headOf(await designer.card('Pod prod/backend')),
    ];
    await page.mouse.click(a.x, a.y);
    await page.keyboard.down('Shift');
    await page.mouse.click(b.x, b.y);
    await page.keyboard.up('Shift');
    await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
    await expect(designer.dropMenu.getByRole('menuitem')).toHaveText([/on 2 pods/, /on backend/, 'Cancel']);
    await designer.dropMenu.getByRole('menuitem', { name: /on 2 pods/ }).click();
    await expect(designer.entry('Pod dev/frontend')).toContainText('role=node');
    await expect(designer.entry('Pod prod/backend')).toContainText('role=node');
    expect(await designer.history()).toHaveLength(1);
  });
});

test('a dragged card falls in line with another, with guides, unless Alt is held', async ({ designer }) => {
  const { page } = designer;
  const card = await designer.card('Pod prod/backend');
  const from = await headOf(card);
  const top = async (name: string): Promise<number> =>
    ((await (await designer.card(name)).boundingBox()) ?? { y: 0 }).y;
  const guides = page.getByTestId('snap-guides');
  await pull(page, from, { x: from.x - 60, y: from.y + 3 });
  await expect(guides).toBeVisible();
  await expect.poll(() => top('Pod prod/backend')).toBeCloseTo(await top('Pod dev/frontend'), 0);
  await page.keyboard.down('Alt');
  await page.mouse.move(from.x - 61, from.y + 3);
  await expect(guides).toHaveCount(0);
  await page.keyboard.up('Alt');
  await page.mouse.move(from.x - 60, from.y + 3);
  await page.mouse.up();
  await expect(guides).toHaveCount(0);
  expect(await designer.history()).toHaveLength(1);
});

test('the wheel moves the view, Ctrl and the wheel zoom, the middle button pulls it', async ({ designer }) => {
  const { page } = designer;
  const card = await designer.card('Pod prod/backend');
  const before = await middleOf(card);
  const at = await designer.emptyPlace();
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(20, 40);
  await expect.poll(async () => (await middleOf(card)).y).toBeCloseTo(before.y - 40, 0);
  expect((await middleOf(card)).x).toBeCloseTo(before.x - 20, 0);
  await pull(page, at, { x: at.x + 20, y: at.y + 40 }, 'middle');
  await page.mouse.up({ button: 'middle' });
  await expect.poll(async () => (await middleOf(card)).y).toBeCloseTo(before.y, 0);
  const width = async (): Promise<number> => ((await card.boundingBox()) ?? { width: 0 }).width;
  const wide = await width();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -50);
  await page.keyboard.up('Control');
  await expect.poll(width).toBeGreaterThan(wide * 1.1);
  expect(await designer.history()).toEqual([]);
});

test.describe('the clipboard', () => {
  test('copies and pastes with the keys; what was cut comes back', async ({ designer }) => {
    const { page } = designer;
    await designer.select('Pod prod/backend');
    await page.keyboard.press('Control+c');
    await expect(designer.notice('Copied, as YAML too.')).toBeVisible();
    await page.keyboard.press('Control+v');
    await expect(designer.entry('Pod prod/backend-2')).toContainText('app=backend');
    await page.keyboard.press('Control+x');
    await expect(designer.entry('Pod prod/backend-2')).toHaveCount(0);
    await page.keyboard.press('Control+v');
    await expect(designer.entry('Pod prod/backend-2')).toHaveCount(1);
    expect(await designer.history()).toEqual(['Paste backend', expect.stringContaining('Delete'), 'Paste backend-2']);
  });

  test('duplicating a namespace takes along what is in it, as one step', async ({ designer }) => {
    const { page } = designer;
    await designer.select('Namespace prod');
    await page.keyboard.press('Control+d');
    await expect(designer.entry('Namespace prod-2')).toBeAttached();
    await expect(designer.entry('Pod prod-2/backend')).toBeAttached();
    expect(await designer.history()).toHaveLength(1);
  });

  test('manifests from anywhere are pasted as an import; other text is not', async ({ designer }) => {
    const { page } = designer;
    const paste = (text: string): Promise<void> =>
      page.evaluate((value) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', value);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, text);
    await paste('apiVersion: v1\nkind: Namespace\nmetadata: {name: from-elsewhere}\n');
    await expect(designer.entry('Namespace from-elsewhere')).toBeAttached();
    await designer.undo();
    await expect(designer.entry('Namespace from-elsewhere')).toHaveCount(0);
    await paste('just words');
    await expect(designer.notice('The clipboard holds no manifests.')).toBeVisible();
  });

  test('in a text field the keys are the text’s', async ({ designer }) => {
    const { page } = designer;
    await designer.select('Pod prod/backend');
    const search = designer.palette.getByRole('searchbox');
    await search.fill('kube');
    await search.press('Control+a');
    await search.press('Control+x');
    await expect(search).toHaveValue('');
    await search.press('Control+v');
    await expect(search).toHaveValue('kube');
    expect(await designer.history()).toEqual([]);
    await expect(page.locator('.notice')).toHaveCount(0);
  });
});

test.describe('the context menu', () => {
  test('of a card offers rules as a drag does', async ({ designer }) => {
    const { page } = designer;
    const at = await headOf(await designer.card('Pod prod/backend'));
    await page.mouse.click(at.x, at.y, { button: 'right' });
    await menuItem(page, 'Deny ingress').click();
    await menuItem(page, /^SSH/).click();
    await expect(designer.dropMenu).toBeVisible();
    await designer.dropMenu.getByRole('menuitem').first().click();
    expect(await designer.history()).toHaveLength(1);
    await expect.poll(async () => (await designer.verdicts()).get('dev/frontend to prod/backend')).not.toBe('allowed');
  });

  test('of an arrow edits, expects and removes its flow', async ({ designer }) => {
    const { page } = designer;
    const badge = designer.arrow('prod/backend', 'host/node-worker').badge;
    const at = await middleOf(badge);
    await page.mouse.click(at.x, at.y, { button: 'right' });
    await menuItem(page, /^Edit flow…/).click();
    const form = page.getByRole('dialog', { name: 'Flow' });
    await form.getByLabel('Port', { exact: true }).fill('9999');
    await form.getByRole('radio', { name: 'Denied' }).click();
    await form.getByRole('button', { name: 'Change flow' }).click();
    await expect(designer.notice(/is now a flow of TCP 9999, expected to be denied/)).toBeVisible();
    await page.mouse.click(at.x, at.y, { button: 'right' });
    await expect(page.getByRole('menuitemcheckbox', { name: 'Expect this flow to be denied' })).toBeChecked();
    await menuItem(page, /^Remove flow/).click();
    await expect(designer.notice('Removed the flow.')).toBeVisible();
    expect(await designer.history()).toHaveLength(2);
  });

  test('of the empty canvas makes new things where it was opened', async ({ designer }) => {
    const { page } = designer;
    const at = await designer.emptyPlace();
    await page.mouse.click(at.x - 60, at.y + 60, { button: 'right' });
    await menuItem(page, 'New').click();
    await menuItem(page, 'Namespace').click();
    await expect(designer.entry('Namespace namespace')).toBeAttached();
    const card = await designer.card('Namespace namespace');
    const distance = async (): Promise<number> => {
      const made = await middleOf(card);
      return Math.hypot(made.x - at.x + 60, made.y - at.y - 60);
    };
    // It is there before it is drawn at its place.
    await expect.poll(distance).toBeLessThan(30);
  });

  test('is there by keyboard, is walked by arrows and gives the focus back', async ({ designer }) => {
    const { page } = designer;
    const line = designer.entry('Pod prod/backend');
    await designer.tabTo(page.getByRole('tree', { name: 'Endpoints on the canvas' }).locator('[tabindex="0"]'));
    await designer.walkTo(line);
    await page.keyboard.press('Shift+F10');
    await expect(menuItem(page, /^Draw flow from here/)).toBeFocused();
    await designer.walkTo(menuItem(page, 'Allow ingress'));
    await page.keyboard.press('ArrowRight');
    await expect(menuItem(page, 'Any traffic')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(menuItem(page, 'Allow ingress')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(line).toBeFocused();
  });
});

test.describe('by keyboard', () => {
  test('F takes a flow from an endpoint, Enter drops it, the form draws it', async ({ designer }) => {
    const { page } = designer;
    await designer.tabTo(page.getByRole('tree', { name: 'Endpoints on the canvas' }).locator('[tabindex="0"]'));
    await designer.walkTo(designer.entry('Pod prod/backend'));
    await page.keyboard.press('f');
    await designer.walkTo(designer.entry('Pod dev/frontend'));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Flow' }).getByLabel('Port', { exact: true })).toBeFocused();
    await page.keyboard.type('22');
    await page.keyboard.press('Enter');
    await expect(designer.notice('Drew a flow of TCP 22 from prod/backend to dev/frontend.')).toBeVisible();
    await expect(designer.arrow('prod/backend', 'dev/frontend').entry).toBeAttached();
  });

  test('Shift and Space select several, Alt and the arrow keys move them', async ({ designer }) => {
    const { page } = designer;
    await designer.tabTo(page.getByRole('tree', { name: 'Endpoints on the canvas' }).locator('[tabindex="0"]'));
    for (const name of ['Pod dev/frontend', 'Pod prod/backend']) {
      await designer.walkTo(designer.entry(name));
      await page.keyboard.press('Shift+Space');
    }
    await expect.poll(async () => (await selected(designer)).length).toBe(2);
    const before = await designer.placeOf('Pod dev/frontend');
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => designer.placeOf('Pod dev/frontend')).not.toBe(before);
    expect(await designer.history()).toEqual(['Move 2 cards']);
  });
});

test('arrow keys move what is selected; what a held key moves is one step', async ({ designer }) => {
  const { page } = designer;
  await designer.select('Pod prod/backend');
  const before = await designer.placeOf('Pod prod/backend');
  const [x = 0, y = 0] = before.split(', ').map(Number);
  await page.keyboard.down('ArrowRight');
  await page.keyboard.down('ArrowRight');
  await page.keyboard.up('ArrowRight');
  await expect.poll(() => designer.placeOf('Pod prod/backend')).toBe(`${x + 20}, ${y}`);
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(() => designer.placeOf('Pod prod/backend')).toBe(`${x + 20}, ${y + 1}`);
  expect(await designer.history()).toHaveLength(2);
  await designer.undo();
  await designer.undo();
  await expect.poll(() => designer.placeOf('Pod prod/backend')).toBe(before);
});
