import type { Locator } from '@playwright/test';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';
import { testScreens } from './screens.ts';

const list = ({ page }: DesignerPage): Locator => page.getByRole('list', { name: 'Scenes' });
const cards = (designer: DesignerPage): Locator => list(designer).getByRole('listitem');
const tab = ({ page }: DesignerPage): Locator =>
  page.getByRole('tablist', { name: 'Drawer' }).getByRole('tab', { name: 'Scenes' });
const note = ({ page }: DesignerPage): Locator => page.getByRole('status', { name: 'Scene', exact: true });
const change = ({ page }: DesignerPage): Locator => page.getByTestId('scene-change');
const titles = (designer: DesignerPage): Promise<readonly string[]> =>
  cards(designer)
    .getByRole('textbox', { name: /^Title of scene/ })
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value)); // they are text fields
const show = ({ page }: DesignerPage, title: string): Locator =>
  page.getByRole('button', { name: `Show ${title}`, exact: true });
const disable = 'node-host-firewall';

async function capture({ page }: DesignerPage): Promise<void> {
  await page.getByRole('toolbar', { name: 'Scenes' }).getByRole('button', { name: 'Capture a scene' }).click();
}

/** Takes the one policy of the design out of it, which changes verdicts. */
async function deletePolicy(designer: DesignerPage): Promise<void> {
  const { page } = designer;
  await page.keyboard.press('Control+2');
  await page.getByRole('region', { name: 'Tier board' }).getByText(disable).first().click();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+1');
}

test('two scenes are captured and shown in turn; what differs is told, and leaving brings the design back', async ({
  designer,
}) => {
  const { page } = designer;
  await tab(designer).click();
  await expect(page.getByText('No scenes yet')).toBeVisible();
  await page.getByRole('button', { name: 'Capture a scene' }).click();
  await expect(cards(designer)).toHaveCount(1);
  await deletePolicy(designer);
  await expect(note(designer)).toContainText('changed');
  await capture(designer);
  await expect(cards(designer)).toHaveCount(2);
  await expect(cards(designer).nth(1)).toContainText('shown');
  const captured = await designer.save();
  expect(captured.match(/^ {4}- id: scene-\d$/gm)).toEqual(['    - id: scene-1', '    - id: scene-2']);
  expect(captured).toContain('      content: |');

  await show(designer, 'Scene 1').click();
  await expect(change(designer)).toContainText(`+ GlobalNetworkPolicy ${disable}`);
  await expect(change(designer)).toContainText(/→ .*: .*allowed → /);
  await expect(page.getByRole('log', { name: 'What changed' })).toContainText(`+ GlobalNetworkPolicy ${disable}`);
  await expect(note(designer)).toContainText('1/2');
  await expect(change(designer)).toHaveCount(0, { timeout: 20_000 });
  await note(designer).getByRole('button', { name: 'Next scene' }).click();
  await expect(note(designer)).toContainText('2/2');
  await expect(change(designer)).toContainText(`− GlobalNetworkPolicy ${disable}`);

  await note(designer).getByRole('button', { name: 'Leave the scenes' }).click();
  await expect(note(designer)).toHaveCount(0);
  expect(await designer.save()).toBe(captured);
});

test('an edit in a scene is reset, taken into it, or taken back on leaving and kept', async ({ designer }) => {
  const { page } = designer;
  const pod = designer.entry('Pod prod/backend');
  const deletePod = async (): Promise<void> => {
    await designer.select('Pod prod/backend');
    await page.keyboard.press('Delete');
    await expect(note(designer)).toContainText('changed');
  };
  await tab(designer).click();
  await page.getByRole('button', { name: 'Capture a scene' }).click();
  await deletePolicy(designer);
  await capture(designer);
  await show(designer, 'Scene 1').click();
  await deletePod();
  await note(designer).getByRole('button', { name: 'Reset' }).click();
  await expect(designer.notice('Scene 1 is as it was.')).toBeVisible();
  await expect(note(designer)).not.toContainText('changed');
  await expect(pod).toHaveCount(1);
  await deletePod();
  await note(designer).getByRole('button', { name: 'Update' }).click();
  await expect(note(designer)).not.toContainText('changed');
  await designer.undo();
  await expect(note(designer)).toContainText('changed');
  await note(designer).getByRole('button', { name: 'Leave the scenes' }).click();
  await expect(designer.notice('1 change made while presenting was taken back.')).toBeVisible();
  await expect(pod).toHaveCount(1);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(pod).toHaveCount(0);
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('region', { name: 'Tier board' }).getByText(disable)).toHaveCount(1);
});

test('the list is worked by the keyboard alone', async ({ designer }) => {
  const { page } = designer;
  await page.keyboard.press('Control+Shift+J');
  await expect(tab(designer)).toHaveAttribute('aria-selected', 'true');
  for (const number of [1, 2, 3]) {
    await page.keyboard.press('Control+Shift+K');
    await expect(cards(designer)).toHaveCount(number);
  }
  await show(designer, 'Scene 3').focus();
  await page.keyboard.press('Home');
  await expect(show(designer, 'Scene 1')).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('The beginning');
  await page.keyboard.press('Enter');
  await expect(show(designer, 'The beginning')).toBeFocused();
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => titles(designer)).toEqual(['Scene 2', 'The beginning', 'Scene 3']);
  await expect(show(designer, 'The beginning')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Notes of The beginning' })).toBeFocused();
  await page.keyboard.type('Two nodes');
  await page.keyboard.press('Tab');
  await show(designer, 'The beginning').focus();
  await page.keyboard.press('Enter');
  await expect(note(designer)).toContainText('2/3');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Delete');
  await expect.poll(() => titles(designer)).toEqual(['The beginning', 'Scene 3']);
  await expect(show(designer, 'The beginning')).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Next scene');
  await page.keyboard.press('Enter');
  await expect(note(designer)).toContainText('2/2');
  expect(await designer.save()).toContain('notes: Two nodes');
});

test('cards are dragged to another place, copied and deleted by the mouse', async ({ designer }) => {
  const { page } = designer;
  await tab(designer).click();
  await page.getByRole('button', { name: 'Capture a scene' }).click();
  await capture(designer);
  await capture(designer);
  const grip = cards(designer).first().locator('.grip');
  const [from, to] = [await grip.boundingBox(), await cards(designer).nth(2).boundingBox()];
  if (from === null || to === null) throw new Error('the cards are there');
  await page.mouse.move(from.x + 4, from.y + 4);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width - 8, to.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => titles(designer)).toEqual(['Scene 2', 'Scene 3', 'Scene 1']);
  await page.getByRole('button', { name: 'Duplicate Scene 3' }).click();
  await expect.poll(() => titles(designer)).toEqual(['Scene 2', 'Scene 3', 'Scene 3 copy', 'Scene 1']);
  await page.getByRole('button', { name: 'Delete Scene 3', exact: true }).click();
  await expect.poll(() => titles(designer)).toEqual(['Scene 2', 'Scene 3 copy', 'Scene 1']);
  await designer.undo();
  await expect(cards(designer)).toHaveCount(4);
});

test('the camera glides to a scene, or jumps for who wants less motion', async ({ designer }) => {
  const { page } = designer;
  const percent = async (): Promise<number> =>
    Number.parseInt(await page.getByRole('group', { name: 'Zoom' }).locator('.percent').innerText(), 10);
  await tab(designer).click();
  await page.getByRole('button', { name: 'Capture a scene' }).click();
  const fitted = await percent();
  await designer.choose('View', 'Actual size');
  await expect.poll(percent).toBe(100);
  await capture(designer);
  await show(designer, 'Scene 1').click();
  await expect.poll(percent).toBe(fitted);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await show(designer, 'Scene 2').click();
  await expect.poll(percent).toBe(100);
});

testScreens('no screen of scenes', [
  {
    name: 'no scenes',
    part: '.drawer',
    reach: async (designer) => {
      await tab(designer).click();
      await expect(designer.page.getByText('No scenes yet')).toBeVisible();
    },
  },
  {
    name: 'a scene was captured',
    part: '.drawer',
    reach: (designer) => designer.page.getByRole('button', { name: 'Capture a scene' }).click(),
  },
  {
    name: 'another scene is shown',
    // What steps back for a moment steps out of sight.
    part: '.drawer',
    reach: async (designer) => {
      await deletePolicy(designer);
      await capture(designer);
      await show(designer, 'Scene 1').click();
      await expect(change(designer)).toBeVisible();
    },
  },
  {
    name: 'the shown scene was changed',
    part: '.stages',
    reach: async (designer) => {
      await deletePolicy(designer);
      await expect(note(designer)).toContainText('changed');
    },
  },
]);
