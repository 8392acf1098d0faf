import type { Attachment } from 'svelte/attachments';
import type { Drag } from '../../app/drag.svelte.ts';
import type { Point } from '../../core/model/design.ts';
import { dropTargetAt } from '../drag/drop-zone.ts';

/** How near to the edge the pointer scrolls, and by how much in each frame at the very edge; in pixels. */
const [edge, fastest] = [48, 18];

/**
 * How far to scroll along one axis for a pointer at `at` in what reaches from `start` to `end`: the nearer to an edge,
 * the faster.
 */
export function edgeStep(at: number, start: number, end: number): number {
  const into = at < start + edge ? at - (start + edge) : at > end - edge ? at - (end - edge) : 0;
  return Math.round((Math.max(-edge, Math.min(edge, into)) / edge) * fastest);
}

/** While something is dragged near its edge, an element scrolls under the pointer: lanes out of sight can be reached. */
export function scrollsAtEdges(drag: Drag): Attachment<HTMLElement> {
  return (element) => {
    let frame = 0;
    let pointer: Point = { x: 0, y: 0 };
    function moved(event: PointerEvent): void {
      pointer = { x: event.clientX, y: event.clientY };
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(scroll);
    }
    function scroll(): void {
      const { state } = drag;
      if (state.kind !== 'dragging' || state.pointer === null || !isOver(element, pointer)) return;
      const box = element.getBoundingClientRect();
      const [left, top] = [element.scrollLeft, element.scrollTop];
      element.scrollBy(edgeStep(pointer.x, box.left, box.right), edgeStep(pointer.y, box.top, box.bottom));
      if (element.scrollLeft === left && element.scrollTop === top) return;
      // Another lane came under a pointer that may stand still.
      drag.over(dropTargetAt(pointer));
      frame = requestAnimationFrame(scroll);
    }
    window.addEventListener('pointermove', moved);
    return () => {
      window.removeEventListener('pointermove', moved);
      cancelAnimationFrame(frame);
    };
  };
}

function isOver(element: HTMLElement, { x, y }: Point): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}
