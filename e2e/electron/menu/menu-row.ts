import { expect, type Locator } from '@playwright/test';
import type { MenuDesk } from './menu-desk.ts';

type Step = (desk: MenuDesk) => Promise<void>;

/** What choosing one menu item is tested by. */
export interface MenuRow {
  /** In words, for the list. */
  readonly effect: string;
  /** Brings about what the item needs. */
  readonly before: Step;
  /** Fails where the item's own effect is not there. */
  readonly seen: Step;
  /** Takes back what `calm` does not. */
  readonly after: Step;
  /** A shortcut that native menus can't show. */
  readonly keys: string | null;
}

export type MenuRows = Readonly<Record<string, MenuRow>>;

const nothing: Step = () => Promise.resolve();

export function row(effect: string, seen: Step, more: Partial<Omit<MenuRow, 'effect' | 'seen'>> = {}): MenuRow {
  return { effect, seen, before: nothing, after: nothing, keys: null, ...more };
}

/** It opens a dialog. */
export function opens(title: string | RegExp, more: Partial<Omit<MenuRow, 'effect' | 'seen'>> = {}): MenuRow {
  const name = typeof title === 'string' ? title : title.source.replace(/\W+/g, ' ').trim();
  return row(
    `the dialog “${name}” opens`,
    (desk) => expect(desk.page.getByRole('dialog', { name: title })).toBeVisible(),
    more,
  );
}

/** It is there afterwards and was not before. */
export function shows(
  what: string,
  where: (desk: MenuDesk) => Locator,
  before: Step = nothing,
  after: Step = nothing,
): MenuRow {
  return row(`${what} is shown`, (desk) => expect(where(desk)).toBeVisible(), {
    before: async (desk) => {
      await before(desk);
      await expect(where(desk)).toBeHidden();
    },
    after,
  });
}

/** It changes the design, which a notice tells of; undo takes it back. */
export function changes(notice: RegExp, before: Step): MenuRow {
  return row(
    `the design is changed: “${notice.source.replace(/[\\^$]/g, '')}”`,
    async (desk) => {
      await desk.expectUnsaved();
      await expect(desk.designer.notice(notice).first()).toBeVisible();
    },
    { before },
  );
}
