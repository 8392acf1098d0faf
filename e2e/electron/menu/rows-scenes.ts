import { expect, type Locator } from '@playwright/test';
import type { MenuDesk } from './menu-desk.ts';
import { changes, row, type MenuRows } from './menu-row.ts';
import { drawerRow } from './rows-view.ts';

const note = ({ page }: MenuDesk): Locator => page.getByRole('status', { name: 'Scene', exact: true });

async function capture(desk: MenuDesk): Promise<void> {
  await desk.choose('capture-scene');
  await expect(note(desk)).toContainText('Scene 1');
}
async function leave(desk: MenuDesk): Promise<void> {
  await desk.choose('leave-scenes');
  await expect(note(desk)).toHaveCount(0);
}

export const sceneRows: MenuRows = {
  'show-scenes': drawerRow('Scenes'),
  'capture-scene': { ...changes(/Captured Scene 1\./, () => Promise.resolve()), after: leave },
  'update-scene': {
    ...changes(/Updated Scene 1\./, async (desk) => {
      await capture(desk);
      // Another picture than the one that was captured.
      await desk.choose('zoom-actual');
      await desk.choose('zoom-in');
    }),
    after: leave,
  },
  'leave-scenes': row('no scene is shown any more', (desk) => expect(note(desk)).toHaveCount(0), { before: capture }),
};
