import type { Rectangle } from 'electron';
import { fieldsOf } from './payloads.ts';

/** Where a window was, to put it there again. */
export interface WindowPlace {
  readonly bounds: Rectangle;
  readonly maximized: boolean;
}

export type StartPlace =
  | { readonly kind: 'restored'; readonly place: WindowPlace }
  | { readonly kind: 'centred'; readonly width: number; readonly height: number };

const usual = { width: 1440, height: 900 };
export const leastSize = { width: 800, height: 560 };
// As much of the title bar has to be on a screen as the pointer needs to take hold of it.
const graspable = { width: 160, height: 40 };

export function parsePlace(raw: unknown): WindowPlace | null {
  const { bounds, maximized } = fieldsOf(raw);
  const { x, y, width, height } = fieldsOf(bounds);
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height) || typeof maximized !== 'boolean') return null;
  return { bounds: { x, y, width, height }, maximized };
}

function isWhole(raw: unknown): raw is number {
  return Number.isSafeInteger(raw);
}

/** The last place if a screen still shows it, shrunk to that screen; else a window of the usual size in the middle. */
export function startPlace(last: WindowPlace | null, screens: readonly Rectangle[]): StartPlace {
  const screen = last === null ? undefined : screens.find((area) => showsTitleBar(area, last.bounds));
  if (last === null || screen === undefined) {
    const [first] = screens;
    return { kind: 'centred', ...shrunk(usual, first ?? { x: 0, y: 0, ...usual }) };
  }
  return {
    kind: 'restored',
    place: { bounds: { ...last.bounds, ...shrunk(last.bounds, screen) }, maximized: last.maximized },
  };
}

function showsTitleBar(screen: Rectangle, window: Rectangle): boolean {
  const width = Math.min(screen.x + screen.width, window.x + window.width) - Math.max(screen.x, window.x);
  const inHeight = window.y >= screen.y && window.y + graspable.height <= screen.y + screen.height;
  return inHeight && width >= graspable.width;
}

function shrunk(size: { width: number; height: number }, screen: Rectangle): { width: number; height: number } {
  return {
    width: Math.max(leastSize.width, Math.min(size.width, screen.width)),
    height: Math.max(leastSize.height, Math.min(size.height, screen.height)),
  };
}
