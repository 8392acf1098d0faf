import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';
import { type Screen, testScreens } from './screens.ts';

const escape = (designer: DesignerPage): Promise<void> => designer.page.keyboard.press('Escape');

async function openDialog(designer: DesignerPage, keys: string, title: string): Promise<void> {
  await designer.page.getByRole('heading', { level: 1 }).click();
  await designer.page.keyboard.press(keys);
  await expect(designer.dialog(title)).toBeVisible();
}

async function closeDialog(designer: DesignerPage, title: string): Promise<void> {
  await escape(designer);
  await expect(designer.dialog(title)).toHaveCount(0);
}

const screens: readonly Screen[] = [
  { name: 'a sample, nothing selected', reach: () => Promise.resolve() },
  { name: 'a card selected', part: '.inspector', reach: (designer) => designer.select('Pod prod/backend') },
  { name: 'its YAML', part: '.inspector', reach: (designer) => designer.showTab('YAML') },
  {
    name: 'a host endpoint selected',
    part: '.inspector',
    reach: (designer) => designer.select('Host endpoint node-worker'),
  },
  {
    name: 'several selected',
    part: '.inspector',
    reach: async (designer) => {
      await designer.showTab('Properties');
      await designer.page.keyboard.down('Shift');
      await designer.select('Pod prod/backend');
      await designer.page.keyboard.up('Shift');
    },
  },
  {
    name: 'a pair selected, its verdict',
    part: '.inspector',
    reach: async (designer) => {
      await designer.cell('prod/backend', 'host/node-worker').click();
      await expect(designer.portClasses.first()).toBeVisible();
      // What the pointer rests on dims the rest for a moment.
      await designer.page.mouse.move(720, 4);
    },
  },
  {
    name: 'problems',
    part: '.drawer',
    reach: async (designer) => {
      await escape(designer);
      await designer.showDrawer('Problems');
    },
  },
  { name: 'an empty undo list', part: '.drawer', reach: (designer) => designer.showDrawer('History') },
  {
    name: 'a drop menu',
    reach: async (designer) => {
      await designer.drag('Allow ingress SSH').onto(await designer.card('Host endpoint node-worker'));
      await expect(designer.dropMenu).toBeVisible();
    },
  },
  {
    name: 'an undo list and a notice',
    part: '.drawer',
    reach: async (designer) => {
      await designer.dropMenu.getByRole('menuitem').first().click();
      await expect(designer.page.locator('.notice')).toBeVisible();
      await designer.undo();
      await designer.page.keyboard.press('Control+Shift+z');
    },
  },
  {
    name: 'a context menu',
    part: 'main',
    reach: async (designer) => {
      await designer.showDrawer('Matrix');
      await designer.entry('Pod prod/backend').first().focus();
      await designer.page.keyboard.press('Shift+F10');
      await expect(designer.page.getByRole('menu').first()).toBeVisible();
    },
  },
  {
    name: 'a menu of the menu bar',
    part: '.top',
    reach: async (designer) => {
      await escape(designer);
      await designer.page.getByRole('button', { name: 'View', exact: true }).click();
    },
  },
  {
    name: 'the find bar',
    part: 'main',
    reach: async (designer) => {
      await escape(designer);
      await designer.page.getByRole('heading', { level: 1 }).click();
      await designer.page.keyboard.press('Control+f');
      await designer.page.keyboard.type('verdict = partial');
    },
  },
  {
    name: 'the tier board',
    part: 'main',
    reach: async (designer) => {
      await escape(designer);
      await designer.page.getByRole('tab', { name: 'Tiers' }).click();
    },
  },
  {
    name: 'a policy selected, its rules',
    part: '.inspector',
    reach: async (designer) => {
      await designer.page.getByRole('list', { name: 'Policies of host-firewall' }).getByRole('button').first().click();
    },
  },
  {
    name: 'the command palette',
    part: 'dialog[open]',
    reach: async (designer) => {
      await designer.page.getByRole('tab', { name: 'Canvas' }).click();
      await openDialog(designer, 'Control+k', 'Command palette');
      await designer.page.keyboard.type('node');
    },
  },
  {
    name: 'all shortcuts',
    part: 'dialog[open]',
    reach: async (designer) => {
      await closeDialog(designer, 'Command palette');
      await openDialog(designer, 'Shift+?', 'Keyboard shortcuts');
    },
  },
  {
    name: 'the export dialog',
    part: 'dialog[open]',
    reach: async (designer) => {
      await closeDialog(designer, 'Keyboard shortcuts');
      await openDialog(designer, 'Control+e', 'Export manifests');
    },
  },
  {
    name: 'the about dialog',
    part: 'dialog[open]',
    reach: async (designer) => {
      await closeDialog(designer, 'Export manifests');
      await designer.choose('Help', 'About Firewright');
      await expect(designer.dialog('About Firewright')).toBeVisible();
    },
  },
  {
    name: 'a question',
    part: 'dialog[open]',
    reach: async (designer) => {
      await closeDialog(designer, 'About Firewright');
      await designer.choose('File', 'New design');
      await expect(designer.dialog('Save the changes')).toBeVisible();
    },
  },
  {
    name: 'an empty canvas',
    reach: async (designer) => {
      await designer.dialog('Save the changes').getByRole('button', { name: 'Don’t save' }).click();
      await expect(designer.page.getByText('Draw a cluster')).toBeVisible();
    },
  },
  {
    name: 'an empty tier board',
    part: 'main',
    reach: (designer) => designer.page.getByRole('tab', { name: 'Tiers' }).click(),
  },
  {
    name: 'the start page',
    part: '[role="dialog"]',
    reach: async (designer) => {
      await designer.choose('File', 'Samples and recent files…');
      await expect(designer.dialog('Start')).toBeVisible();
    },
  },
];

testScreens('no screen', screens);

test('blue in the place of green: chosen in the View menu, kept for the next start', async ({ designer, page }) => {
  const allow = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--verdict-allow').trim());
  expect(await allow()).toBe('#007a59');
  const menu = page.getByRole('button', { name: 'View', exact: true });
  await menu.click();
  await page.getByRole('menuitemcheckbox', { name: 'Blue instead of green for allowed' }).click();
  expect(await allow()).toBe('#005fa3');
  await page.reload();
  await expect(designer.dialog('Start')).toBeVisible();
  expect(await allow()).toBe('#005fa3');
});

test('undo, redo and what they do to verdicts are spoken', async ({ designer, page }) => {
  const spoken = page.getByRole('log', { name: 'What changed' });
  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  await designer.undo();
  await expect(spoken).toContainText('Undone: Set label role=node on backend.');
  await expect(spoken).toContainText(/Undone: .*Verdicts: /);
  await page.keyboard.press('Control+Shift+z');
  await expect(spoken).toContainText('Done again: Set label role=node on backend.');
});

test('menus are walked by arrows and letters, and Escape gives the focus back', async ({ page, designer }) => {
  await expect(designer.matrix).toBeVisible();
  const file = page.getByRole('button', { name: 'File', exact: true });
  await file.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'New design' })).toBeFocused();
  await page.keyboard.press('s');
  await expect(page.getByRole('menuitem', { name: 'Samples and recent files…' })).toBeFocused();
  await page.keyboard.press('s');
  await expect(page.getByRole('menuitem', { name: /^Save\b(?! as)/ })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'New design' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('menu', { name: 'Edit' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeFocused();
});
