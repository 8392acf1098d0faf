import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { MenuDesk } from './menu-desk.ts';
import { type MenuRows, opens, row, shows } from './menu-row.ts';

const startOver = (desk: MenuDesk): Promise<void> => desk.startOver();
const tidied = async (desk: MenuDesk): Promise<void> => {
  await desk.choose('tidy');
  await desk.expectUnsaved();
};
const comparison = (desk: MenuDesk) => desk.page.getByRole('toolbar', { name: 'Comparison' });
export async function compare(desk: MenuDesk): Promise<void> {
  await desk.scriptOpen('other.yaml');
  await desk.choose('compare');
  await expect(comparison(desk)).toBeVisible();
}
export async function stopComparing(desk: MenuDesk): Promise<void> {
  await desk.choose('stop-comparing');
  await expect(comparison(desk)).toBeHidden();
}
const windowCount = (desk: MenuDesk): Promise<number> =>
  desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

const copiedTypes = (desk: MenuDesk): Promise<readonly string[]> =>
  desk.app.evaluate(async ({ clipboard }) => (await clipboard.read()).flatMap(({ types }) => types));

/** All windows but the first one go, and that one comes to the front. */
async function closeOthers(desk: MenuDesk): Promise<void> {
  await desk.app.evaluate(({ BrowserWindow }) => {
    const all = BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id);
    for (const other of all.slice(1)) other.destroy();
    all[0]?.focus();
  });
  await expect.poll(() => windowCount(desk)).toBe(1);
}

async function anotherWindow(desk: MenuDesk): Promise<void> {
  await desk.choose('new-window');
  // It comes to the front once there is something to see in it.
  const front = (): Promise<number> =>
    desk.app.evaluate(({ BrowserWindow }) => {
      const ids = BrowserWindow.getAllWindows().map(({ id }) => id);
      return ids.toSorted((a, b) => a - b).indexOf(BrowserWindow.getFocusedWindow()?.id ?? -1);
    });
  await expect.poll(front).toBe(1);
}

export const fileRows: MenuRows = {
  new: row(
    'the design is an empty one',
    async (desk) => {
      await expect.poll(() => desk.titleNow()).not.toContain('menu');
      await expect.poll(() => desk.pods()).toBe(0);
    },
    { after: startOver },
  ),
  'new-window': row('there is a window more', (desk) => expect.poll(() => windowCount(desk)).toBe(2), {
    after: closeOthers,
  }),
  open: row('the chosen file is open', (desk) => expect.poll(() => desk.titleNow()).toContain('other'), {
    before: (desk) => desk.scriptOpen('other.yaml'),
    after: startOver,
  }),
  'start-page': opens('Start'),
  import: opens(/^Import other/, { before: (desk) => desk.scriptOpen('other.yaml') }),
  'import-folder': opens(/^Import /, { before: (desk) => desk.scriptOpen('bundle') }),
  'import-report': shows(
    'what was read',
    ({ page }) => page.getByRole('region', { name: 'What was read' }),
    () => Promise.resolve(),
    ({ page }) => page.getByRole('button', { name: 'Close what was read' }).click(),
  ),
  'import-cluster': opens('Import from a cluster'),
  compare: row('the comparison with the chosen file is shown', (desk) => expect(comparison(desk)).toBeVisible(), {
    before: (desk) => desk.scriptOpen('other.yaml'),
    after: stopComparing,
  }),
  'compare-folder': row('the comparison with the folder is shown', (desk) => expect(comparison(desk)).toBeVisible(), {
    before: (desk) => desk.scriptOpen('bundle'),
    after: stopComparing,
  }),
  'stop-comparing': row('the comparison is gone', (desk) => expect(comparison(desk)).toBeHidden(), { before: compare }),
  save: row(
    'the file holds the change, the mark of unsaved work is gone',
    async (desk) => {
      await desk.expectUnsaved(false);
      expect(await readFile(join(desk.folder, 'menu.firewright.yaml'), 'utf8')).toContain('positions:');
    },
    { before: tidied, after: startOver },
  ),
  'save-as': row(
    'the design is in the new file',
    async (desk) => {
      await expect.poll(() => desk.titleNow()).toContain('saved-as');
      await access(join(desk.folder, 'saved-as.firewright.yaml'));
    },
    { before: (desk) => desk.scriptSave('saved-as.firewright.yaml'), after: startOver },
  ),
  export: opens('Export manifests'),
  'export-picture': opens('Export picture'),
  'copy-picture': row('the clipboard holds a picture', (desk) =>
    expect.poll(() => copiedTypes(desk)).toEqual(['image/png']),
  ),
  handout: opens('Handout'),
  'share-html': opens('Share as HTML'),
  'check-lock-outs': opens('Check for lock-outs'),
  'cancel-reading': row(
    'the long file is not opened',
    async (desk) => {
      await expect.poll(() => desk.isEnabled('cancel-reading')).toBe(false);
      expect(await desk.titleNow()).toContain('menu');
    },
    {
      before: async (desk) => {
        await desk.scriptOpen('long.yaml');
        await desk.choose('open');
      },
    },
  ),
  'open-recent-1': row('the file is open', (desk) => expect.poll(() => desk.titleNow()).toContain('other'), {
    before: async (desk) => {
      await desk.scriptOpen('other.yaml');
      await desk.choose('open');
      await expect.poll(() => desk.titleNow()).toContain('other');
      await desk.choose('new');
      await expect.poll(() => desk.titleNow()).not.toContain('other');
      await expect.poll(async () => (await desk.item('open-recent-1'))?.label).toContain('other.yaml');
    },
    after: async (desk) => {
      await closeOthers(desk);
      await desk.startOver();
    },
  }),
  'clear-recent': row(
    'the menu of recent files is empty',
    async (desk) => {
      await expect.poll(() => desk.isEnabled('open-recent')).toBe(false);
      expect(await desk.item('open-recent-1')).toBeUndefined();
    },
    { after: startOver },
  ),
  'close-window': row(
    'the window in front is gone, the others stay',
    (desk) => expect.poll(() => windowCount(desk)).toBe(1),
    {
      before: anotherWindow,
      after: closeOthers,
    },
  ),
};
