import type { Attachment } from 'svelte/attachments';
import type { DropTarget } from '../../core/edit/drop-context.ts';
import type { Point } from '../../core/model/design.ts';

type TargetAt = (client: Point) => DropTarget | null;

/** What the elements of the page are as drop targets: a note beside the DOM element, gone with it. */
const targets = new WeakMap<Element, TargetAt>();

/**
 * Makes an element take drops: `{@attach dropZone(() => ({ kind: 'policy', id }))}`.
 *
 * @param targetAt what a drop at this point (client pixels) would hit; null: nothing that takes drops
 */
export function dropZone(targetAt: TargetAt): Attachment {
  return (element) => {
    targets.set(element, targetAt);
    return () => targets.delete(element);
  };
}

/** The target under a point: of the innermost zone there. */
export function dropTargetAt(client: Point): DropTarget | null {
  let element = document.elementFromPoint(client.x, client.y);
  for (; element !== null; element = element.parentElement) {
    const targetAt = targets.get(element);
    if (targetAt !== undefined) return targetAt(client);
  }
  return null;
}
