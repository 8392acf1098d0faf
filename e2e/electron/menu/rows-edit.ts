import { expect } from '@playwright/test';
import type { MenuDesk } from './menu-desk.ts';
import { changes, type MenuRows, opens, row } from './menu-row.ts';

type Step = (desk: MenuDesk) => Promise<void>;

const select =
  (name: string): Step =>
  async (desk) => {
    await desk.designer.select(name);
    await expect(desk.designer.inspector).toContainText(name.replace(/^.*[ /]/, ''));
  };
const selectClient = select('Pod prod/client');
const selectArrow: Step = async ({ designer }) => {
  // The selection is the same in the matrix, where it is in sight in any case.
  await designer.cell('prod/client', 'prod/shop').click();
  await expect(designer.arrow('prod/client', 'prod/shop').entry).toHaveAttribute('aria-selected', 'true');
};
const selectPolicy: Step = async ({ designer }) => {
  await designer.inspector.getByRole('button', { name: /closed/ }).click();
  await expect(designer.inspector).toContainText('Applies to');
};
const client = ({ designer }: MenuDesk) => designer.entry(/^Pod prod\/client(?![\w-])/);
/** One more card of a pod than the design has. */
const onePodMore: Step = async (desk) => {
  await desk.expectUnsaved();
  await expect(client(desk)).toHaveCount(1);
  await expect.poll(() => desk.pods()).toBe(3);
};
const unfold: Step = async (desk) => {
  await desk.designer.select('Stack prod/web ×8');
  await desk.choose('unfold');
  await expect(desk.designer.entry('Pod prod/web-3')).toHaveCount(1);
};
const duplicated: Step = async (desk) => {
  await selectClient(desk);
  await desk.choose('duplicate');
  await onePodMore(desk);
};

export const editRows: MenuRows = {
  'new-object': opens('New object'),
  undo: row('the edit is taken back', (desk) => desk.expectUnsaved(false), { before: duplicated }),
  redo: row('the edit is there again', onePodMore, {
    before: async (desk) => {
      await duplicated(desk);
      await desk.choose('undo');
      await desk.expectUnsaved(false);
    },
  }),
  cut: row('the pod is gone from the canvas', (desk) => expect(client(desk)).toHaveCount(0), { before: selectClient }),
  copy: row(
    'a notice says that it was copied',
    ({ designer }) => expect(designer.notice('Copied').last()).toBeVisible(),
    {
      before: selectClient,
    },
  ),
  paste: row('there is a pod more', onePodMore, {
    before: async (desk) => {
      await selectClient(desk);
      await desk.choose('copy');
      await expect.poll(() => desk.isEnabled('paste')).toBe(true);
    },
  }),
  duplicate: row('there is a pod more', onePodMore, { before: selectClient }),
  'select-all': row('everything on the canvas is selected', ({ designer }) =>
    expect(designer.inspector).toContainText(/\d+ (?:objects|elements|selected)/),
  ),
  delete: row('the pod is gone', (desk) => expect(client(desk)).toHaveCount(0), { before: selectClient }),
  'draw-flow': row('a flow hangs on the pointer', ({ page }) => expect(page.locator('.ghost')).toBeVisible(), {
    before: selectClient,
    after: async ({ page }) => {
      await page.keyboard.press('Escape');
      await expect(page.locator('.ghost')).toHaveCount(0);
    },
  }),
  'edit-flow': row('the flow’s form is shown', ({ designer }) => expect(designer.flowForm).toBeVisible(), {
    before: selectArrow,
    after: async ({ page, designer }) => {
      await page.keyboard.press('Escape');
      await expect(designer.flowForm).toHaveCount(0);
    },
  }),
  'expect-allow': changes(/allow/i, selectArrow),
  'expect-deny': changes(/den/i, selectArrow),
  'expect-now': changes(/expect/i, selectArrow),
  'expect-drawn': changes(/expect/i, () => Promise.resolve()),
  'disable-policy': changes(/Disabled .*closed/, selectPolicy),
  'stage-policy': changes(/Staged .*closed/, selectPolicy),
  unfold: row(
    'each pod of the stack has a card',
    ({ designer }) => expect(designer.entry('Pod prod/web-3')).toHaveCount(1),
    {
      before: select('Stack prod/web ×8'),
    },
  ),
  'fold-alike': row(
    'the pods are one card again',
    ({ designer }) => expect(designer.entry('Stack prod/web ×8')).toHaveCount(1),
    {
      before: async (desk) => {
        await unfold(desk);
        await desk.designer.select('Pod prod/web-3');
      },
    },
  ),
  'edit-note': row(
    'the note can be written',
    ({ designer }) => expect(designer.canvas.getByLabel('Text of the note')).toBeVisible(),
    {
      before: async (desk) => {
        const { x, y, width, height } = (await desk.element('note/hint').boundingBox()) ?? {
          x: 0,
          y: 0,
          width: 0,
          height: 0,
        };
        await desk.page.mouse.click(x + width / 2, y + height / 2);
      },
      after: async ({ page, designer }) => {
        await page.keyboard.press('Escape');
        await expect(designer.canvas.getByLabel('Text of the note')).toHaveCount(0);
      },
    },
  ),
};

const selectAll: Step = async (desk) => {
  await desk.choose('select-all');
  await expect.poll(() => desk.isEnabled('arrange-left')).toBe(true);
};
const collapsed = ({ designer }: MenuDesk) => designer.entry(/^Namespace prod, collapsed/);
const aligned = (words: RegExp) => changes(words, selectAll);

export const arrangeRows: MenuRows = {
  collapse: row('the box is one card', (desk) => expect(collapsed(desk)).toHaveCount(1), {
    before: async (desk) => {
      const { x, y } = await desk.designer.box('Namespace prod');
      await desk.page.mouse.click(x, y);
    },
  }),
  'collapse-all': row('the boxes are cards', (desk) => expect(collapsed(desk)).toHaveCount(1)),
  'expand-all': row('the boxes are open', (desk) => expect(collapsed(desk)).toHaveCount(0), {
    before: async (desk) => {
      await desk.choose('collapse-all');
      await expect(collapsed(desk)).toHaveCount(1);
    },
  }),
  tidy: changes(/Tidied the layout/, () => Promise.resolve()),
  'arrange-left': aligned(/left/i),
  'arrange-centre': aligned(/centre/i),
  'arrange-right': aligned(/right/i),
  'arrange-top': aligned(/top/i),
  'arrange-middle': aligned(/middle/i),
  'arrange-bottom': aligned(/bottom/i),
  'arrange-horizontal': aligned(/horizontal/i),
  'arrange-vertical': aligned(/vertical/i),
};
