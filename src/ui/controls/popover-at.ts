import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { Point } from '../../core/model/design.ts';

/** Free space between what is opened and the window's edge. */
const margin = 8;

/** Where a menu opens. */
export interface MenuCorner {
  /** Its upper left corner, in client pixels. */
  readonly at: Point;
  /** Where the right edge lies if there is no room to the right of `at`; null: it is pushed into the window instead. */
  readonly aside: number | null;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the upper left corner of something of this size comes to lie: as near as it stays inside the window. */
export function cornerInside({ at, aside }: MenuCorner, size: Size, window: Size): Point {
  const fits = aside === null || at.x + size.width + margin <= window.width;
  const x = fits ? at.x : aside - size.width;
  return {
    x: Math.max(margin, Math.min(x, window.width - size.width - margin)),
    y: Math.max(margin, Math.min(at.y, window.height - size.height - margin)),
  };
}

/** Puts what is `position: fixed` there, inside the window. */
export function putInsideWindow(element: HTMLElement, corner: MenuCorner): void {
  const size = { width: element.offsetWidth, height: element.offsetHeight };
  const { x, y } = cornerInside(corner, size, { width: window.innerWidth, height: window.innerHeight });
  element.style.left = `${x}px`;
  element.style.top = `${y}px`;
}

/**
 * Opens a menu as a popover, which lies in the top layer, and gives its first choice the focus; as it goes, the focus is
 * where it was before. It is placed once: what `corner` reads may change while the menu is open, and an open popover
 * can't be shown again.
 */
export function popoverAt(corner: () => MenuCorner): Attachment<HTMLElement> {
  return (menu) => {
    const before = document.activeElement;
    menu.showPopover();
    putInsideWindow(menu, untrack(corner));
    menu
      .querySelector<HTMLElement>(':scope > [role^="menuitem"]:not([aria-disabled="true"])')
      ?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  };
}
