import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';

/** Controls of the page that a screen reader would read as nothing. */
function namelessControls(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'button, input, select, textarea, [role="tab"], [role="menuitem"], [role="treeitem"], [role="option"], [role="gridcell"]',
    );
    const nameOf = (control: HTMLElement): string => {
      const labels =
        control instanceof HTMLInputElement ||
        control instanceof HTMLSelectElement ||
        control instanceof HTMLTextAreaElement
          ? [...(control.labels ?? [])]
          : [];
      const by = (control.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id));
      const texts = [
        control.getAttribute('aria-label'),
        control.textContent,
        ...[...labels, ...by].map((label) => label?.textContent),
      ];
      return texts.find((text) => (text ?? '').trim() !== '') ?? '';
    };
    return [...controls].filter((control) => nameOf(control) === '').map((control) => control.outerHTML.slice(0, 120));
  });
}

/** What of the focused element shows that it has the focus: its own ring, or the ring of the card it stands for. */
function isFocusVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) return false;
    const entry = activeElement.getAttribute('data-entry');
    const shown =
      entry === null ? activeElement : document.querySelector(`[data-element="${entry}"], [data-arrow="${entry}"]`);
    if (shown === null) return entry === 'empty-place';
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  });
}

test('every control has a name: with nothing, an object, a pair selected, and in each dialog', async ({ designer }) => {
  const { page } = designer;
  expect(await namelessControls(page)).toEqual([]);
  await designer.select('Pod prod/backend');
  expect(await namelessControls(page)).toEqual([]);
  await designer.cell('prod/backend', 'host/node-worker').click();
  expect(await namelessControls(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Tiers' }).click();
  await page.getByRole('list', { name: 'Policies of host-firewall' }).getByRole('button').first().click();
  expect(await namelessControls(page)).toEqual([]);
  for (const [keys, title] of [
    ['Control+e', 'Export manifests'],
    ['Shift+?', 'Keyboard shortcuts'],
  ] as const) {
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press(keys);
    await expect(designer.dialog(title)).toBeVisible();
    expect(await namelessControls(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(designer.dialog(title)).toHaveCount(0);
  }
});

test('Tab leads through palette, canvas, matrix and inspector, and the focus can be seen', async ({ designer }) => {
  const { page } = designer;
  const stops = [
    designer.chip('Label role=node'),
    page.getByRole('tree', { name: 'Endpoints on the canvas' }).locator('[tabindex="0"]'),
    page.getByRole('listbox', { name: 'Arrows on the canvas' }).locator('[tabindex="0"]'),
    designer.matrix,
    designer.inspector.getByRole('tab', { name: 'Properties' }),
  ];
  for (const stop of stops) {
    await designer.tabTo(stop);
    expect(await isFocusVisible(page), `focus on ${stop.toString()}`).toBe(true);
  }
});

test('the arrows’ list selects a pair, the matrix walks on from it, Escape lets go', async ({ designer }) => {
  const { page } = designer;
  const list = page.getByRole('listbox', { name: 'Arrows on the canvas' });
  await designer.tabTo(list.locator('[tabindex="0"]'));
  await page.keyboard.press('Enter');
  await expect(list.getByRole('option', { selected: true })).toHaveCount(1);
  await expect(designer.inspector.getByRole('tab', { name: 'Verdict' })).toHaveAttribute('aria-selected', 'true');
  await designer.tabTo(designer.matrix);
  const before = await designer.matrix.getByRole('gridcell', { selected: true }).getAttribute('aria-label');
  await page.keyboard.press('ArrowDown');
  await expect(designer.matrix.getByRole('gridcell', { selected: true })).not.toHaveAttribute(
    'aria-label',
    before ?? '',
  );
  await page.keyboard.press('Escape');
  await expect(designer.matrix.getByRole('gridcell', { selected: true })).toHaveCount(0);
});
