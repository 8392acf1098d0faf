import type { Attachment } from 'svelte/attachments';
import type { Drag } from '../../app/drag.svelte.ts';
import type { DragPayload } from '../../core/edit/drop-context.ts';

/** Marks the list of drop targets that the keyboard walks; the focus goes there when something is picked up. */
export const keyboardTargets = 'data-keyboard-targets';

/**
 * Makes an element something to drag: `{@attach dragSource(drag, () => payload)}`. By pointer it is pressed and pulled;
 * by keyboard Enter or Space picks it up, and it has the focus again when the drag is over.
 */
export function dragSource(drag: Drag, payload: () => DragPayload): Attachment<HTMLElement> {
  return (element) => {
    let isPickedUp = $state(false);
    function press(event: PointerEvent): void {
      if (event.button !== 0 || !event.isPrimary) return;
      // With capture all events of this press come here, wherever the pointer is; DragLayer hears them on their way up.
      element.setPointerCapture(event.pointerId);
      drag.press(payload(), { x: event.clientX, y: event.clientY });
    }
    function pickUp(event: KeyboardEvent): void {
      if ((event.key !== 'Enter' && event.key !== ' ') || event.target !== element) return;
      event.preventDefault();
      drag.pickUp(payload());
      isPickedUp = true;
      document.querySelector<HTMLElement>(`[${keyboardTargets}] [tabindex="0"]`)?.focus();
    }
    $effect(() => {
      if (!isPickedUp || drag.state.kind !== 'idle') return;
      isPickedUp = false;
      element.focus();
    });
    element.addEventListener('pointerdown', press);
    element.addEventListener('keydown', pickUp);
    return () => {
      element.removeEventListener('pointerdown', press);
      element.removeEventListener('keydown', pickUp);
    };
  };
}
