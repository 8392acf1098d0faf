import type { Rectangle } from 'electron';
import { fieldsOf } from './parser.ts';

/** Where a window was, to put it there again. */
export interface WindowPlace {
  /** Of the window that is neither maximized nor full screen. */
  readonly bounds: Rectangle;
  readonly mode: WindowMode;
  readonly zoomLevel: number;
}

export type WindowMode = 'normal' | 'maximized' | 'full-screen';

/** Where a window starts; without a corner in the middle of the first screen. */
export interface StartPlace {
  readonly corner: Pick<Rectangle, 'x' | 'y'> | null;
  readonly width: number;
  readonly height: number;
  readonly mode: WindowMode;
}

const usual = { width: 1440, height: 900 };
export const leastSize = { width: 800, height: 560 };
// As much of the title bar has to be on a screen as the pointer needs to take hold of it.
const graspable = { width: 160, height: 40 };
// By so much a further window is shifted, so that both title bars are seen.
const cascade = 32;

export function parsePlace(raw: unknown): WindowPlace | null {
  const { bounds, mode, maximized, zoomLevel } = fieldsOf(raw);
  const { x, y, width, height } = fieldsOf(bounds);
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return null;
  // Kept by an earlier version it says `maximized`, and nothing of a zoom.
  const kept = modes.find((known) => known === mode) ?? (typeof maximized === 'boolean' ? modeOf(maximized) : null);
  if (kept === null) return null;
  const zoom = typeof zoomLevel === 'number' && Number.isFinite(zoomLevel) ? zoomLevel : 0;
  return { bounds: { x, y, width, height }, mode: kept, zoomLevel: zoom };
}

const modes: readonly WindowMode[] = ['normal', 'maximized', 'full-screen'];

function modeOf(maximized: boolean): WindowMode {
  return maximized ? 'maximized' : 'normal';
}

function isWhole(raw: unknown): raw is number {
  return Number.isSafeInteger(raw);
}

/**
 * The last place if a screen still shows it, shrunk to that screen, and shifted if another window is there; else a
 * window of that size in the middle.
 *
 * @param taken corners of the windows that are open
 */
export function startPlace(
  last: WindowPlace | null,
  screens: readonly Rectangle[],
  taken: readonly Pick<Rectangle, 'x' | 'y'>[] = [],
): StartPlace {
  const { bounds, mode } = last ?? { bounds: usual, mode: 'normal' };
  const screen = last === null ? undefined : screens.find((area) => isGraspable(area, last.bounds));
  if (last === null || screen === undefined) {
    const [first] = screens;
    return { corner: null, ...shrunk(bounds, first ?? { x: 0, y: 0, ...usual }), mode };
  }
  const size = shrunk(bounds, screen);
  return { corner: freeCorner({ ...last.bounds, ...size }, screen, taken), ...size, mode };
}

/** Where a window is moved to when its screen is gone; null: it can be taken hold of where it is. */
export function movedIntoSight(window: Rectangle, screens: readonly Rectangle[]): Rectangle | null {
  const [first] = screens;
  if (first === undefined || screens.some((screen) => isGraspable(screen, window))) return null;
  const nearest = screens.reduce((best, screen) => (distance(screen, window) < distance(best, window) ? screen : best));
  const { width, height } = shrunk(window, nearest);
  const into = (at: number, start: number, room: number): number => Math.max(start, Math.min(at, start + room));
  return {
    x: into(window.x, nearest.x, nearest.width - width),
    y: into(window.y, nearest.y, nearest.height - height),
    width,
    height,
  };
}

function isGraspable(screen: Rectangle, window: Rectangle): boolean {
  const width = Math.min(screen.x + screen.width, window.x + window.width) - Math.max(screen.x, window.x);
  const inHeight = window.y >= screen.y && window.y + graspable.height <= screen.y + screen.height;
  return inHeight && width >= graspable.width;
}

function distance(screen: Rectangle, window: Rectangle): number {
  const gap = (start: number, length: number, at: number, size: number): number =>
    Math.max(start - (at + size), at - (start + length), 0);
  return Math.hypot(
    gap(screen.x, screen.width, window.x, window.width),
    gap(screen.y, screen.height, window.y, window.height),
  );
}

function shrunk(size: { width: number; height: number }, screen: Rectangle): { width: number; height: number } {
  return {
    width: Math.max(leastSize.width, Math.min(size.width, screen.width)),
    height: Math.max(leastSize.height, Math.min(size.height, screen.height)),
  };
}

/** Down and to the right until no other window has its corner there; from the screen's own corner on if that leads out. */
function freeCorner(
  window: Rectangle,
  screen: Rectangle,
  taken: readonly Pick<Rectangle, 'x' | 'y'>[],
): Pick<Rectangle, 'x' | 'y'> {
  const isTaken = (x: number, y: number): boolean =>
    taken.some((other) => Math.abs(other.x - x) < cascade / 2 && Math.abs(other.y - y) < cascade / 2);
  let { x, y } = window;
  // Each step leaves one of the others behind, twice over at most: down from the window, then from the corner.
  for (let step = 0; step <= 2 * taken.length && isTaken(x, y); step += 1) {
    const leadsOut =
      x + cascade + window.width > screen.x + screen.width || y + cascade + window.height > screen.y + screen.height;
    ({ x, y } = leadsOut && step < taken.length ? { x: screen.x, y: screen.y } : { x: x + cascade, y: y + cascade });
  }
  return isGraspable(screen, { ...window, x, y }) ? { x, y } : { x: window.x, y: window.y };
}
