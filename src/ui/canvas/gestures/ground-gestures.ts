import type { Point } from '../../../core/model/design.ts';

/** What the pointer does on the canvas beside its elements. All points are in client pixels. */
export interface GroundGestures {
  /** Whether nothing lies there that a press would take; with Shift a box is ground as well. */
  readonly isGround: (at: Point, withShift: boolean) => boolean;
  readonly panned: (by: Point) => void;
  readonly zoomed: (factor: number, at: Point) => void;
  /** While a band is pulled open, once for each move. */
  readonly banded: (from: Point, to: Point, adds: boolean) => void;
  /** Let go; null: given up. */
  readonly bandEnded: (end: 'taken' | 'given-up') => void;
  /** Pressed and let go without a move. */
  readonly clicked: (adds: boolean) => void;
  /** Touch has no second button: it pans and pinches as the graph library does. */
  readonly touched: (isTouch: boolean) => void;
}

/** A press becomes a pull after this many pixels. */
const threshold = 4;
const lineHeightPx = 16;
/** A notch of a wheel zooms by about a quarter, a pinch follows the fingers. */
const zoomPerPixel = 0.005;
const mostPixels = 50;

type Press =
  | { readonly kind: 'none' }
  /** By the other button: a click asks for the menu, a pull pans. */
  | { readonly kind: 'pan'; readonly from: Point; readonly last: Point; readonly isOn: boolean }
  | { readonly kind: 'band'; readonly from: Point; readonly adds: boolean; readonly isOn: boolean };

const none: Press = { kind: 'none' };

/**
 * Rubber band by a pull on the empty canvas, panning by the middle or right button, by Space and a pull, and by the
 * wheel; Ctrl and the wheel, or a pinch, zoom. What lies on elements is left to the graph library.
 *
 * @param surface the graph library's container
 * @returns takes the listeners away
 */
export function groundGestures(surface: HTMLElement, gestures: GroundGestures): () => void {
  let press: Press = none;
  let isSpaceDown = false;

  function pressed(event: PointerEvent): void {
    gestures.touched(event.pointerType === 'touch');
    if (!isOn(surface, event) || event.pointerType === 'touch' || !event.isPrimary) return;
    const from = { x: event.clientX, y: event.clientY };
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    if (event.button === 1 || event.button === 2 || (event.button === 0 && isSpaceDown)) {
      press = { kind: 'pan', from, last: from, isOn: false };
    } else if (event.button === 0 && gestures.isGround(from, event.shiftKey)) {
      press = { kind: 'band', from, adds, isOn: false };
    } else return;
    surface.setPointerCapture(event.pointerId);
  }
  /** The graph library must not take what is ours; a right click it may have, to tell what was clicked. */
  function mousePressed(event: MouseEvent): void {
    if (press.kind === 'none' || event.button === 2 || !isOn(surface, event)) return;
    event.preventDefault();
    event.stopPropagation();
    leaveField();
  }
  function moved(event: PointerEvent): void {
    if (press.kind === 'none') return;
    const now = { x: event.clientX, y: event.clientY };
    const { from } = press;
    const starts = !press.isOn && Math.hypot(now.x - from.x, now.y - from.y) >= threshold;
    if (!press.isOn && !starts) return;
    if (press.kind === 'pan') {
      gestures.panned({ x: now.x - press.last.x, y: now.y - press.last.y });
      press = { ...press, last: now, isOn: true };
    } else {
      press = { ...press, isOn: true };
      gestures.banded(from, now, press.adds);
    }
  }
  function released(): void {
    const done = press;
    press = none;
    if (done.kind !== 'band') return;
    if (done.isOn) gestures.bandEnded('taken');
    else gestures.clicked(done.adds);
  }
  function interrupted(): void {
    const done = press;
    press = none;
    if (done.kind === 'band' && done.isOn) gestures.bandEnded('given-up');
  }
  function keyPressed(event: KeyboardEvent): void {
    if (event.key === 'Escape' && press.kind === 'band' && press.isOn) {
      event.preventDefault();
      event.stopPropagation();
      interrupted();
    } else if (event.key === ' ' && event.target === document.body) {
      event.preventDefault();
      isSpaceDown = true;
      surface.dataset['pans'] = 'true';
    }
  }
  function keyReleased(event: KeyboardEvent): void {
    if (event.key !== ' ') return;
    isSpaceDown = false;
    delete surface.dataset['pans'];
  }
  function turned(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeightPx : 1;
    const [x, y] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) {
      const pixels = Math.max(-mostPixels, Math.min(mostPixels, y));
      gestures.zoomed(Math.exp(-pixels * zoomPerPixel), { x: event.clientX, y: event.clientY });
    } else if (event.shiftKey && x === 0) gestures.panned({ x: -y, y: 0 });
    else gestures.panned({ x: -x, y: -y });
  }

  const listeners = new AbortController();
  const { signal } = listeners;
  // Before the graph library, which listens on the surface itself.
  const around = surface.parentElement ?? surface;
  around.addEventListener('pointerdown', pressed, { capture: true, signal });
  around.addEventListener('mousedown', mousePressed, { capture: true, signal });
  surface.addEventListener('pointermove', moved, { signal });
  surface.addEventListener('pointerup', released, { signal });
  surface.addEventListener('pointercancel', interrupted, { signal });
  surface.addEventListener('lostpointercapture', interrupted, { signal });
  surface.addEventListener('wheel', turned, { passive: false, signal });
  window.addEventListener('keydown', keyPressed, { capture: true, signal });
  window.addEventListener('keyup', keyReleased, { signal });
  window.addEventListener('blur', interrupted, { signal });
  return () => listeners.abort();
}

function isOn(surface: HTMLElement, { target }: Event): boolean {
  return target instanceof Node && surface.contains(target);
}

/** A press that is taken from the browser would leave the focus in a text field, and its text uncommitted. */
function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
