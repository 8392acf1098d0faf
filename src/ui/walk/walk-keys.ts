import type { PacketWalk } from '../../app/packet-walk.svelte.ts';

type Walker = Pick<PacketWalk, 'step' | 'goTo' | 'toggle' | 'close' | 'isAtEnd' | 'stations'>;

/** The part of a KeyboardEvent that this is about. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * What has the keyboard's focus: nothing that wants keys of its own, a button of the walk, or something that lives by
 * these keys itself, such as a field, a list or a menu.
 */
export type KeyFocus = 'free' | 'button' | 'elsewhere';

/**
 * What a key does to a walk; null: it is not the walk's.
 *
 * @param isPresenting then the keys of a presenter's remote walk too, and behind the last halt leave
 */
export function walkKey(walk: Walker, press: Press, focus: KeyFocus, isPresenting: boolean): (() => void) | null {
  if (focus === 'elsewhere' || press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return null;
  switch (press.key) {
    case 'Escape':
      return () => walk.close();
    case 'ArrowRight':
      return () => walk.step(1);
    case 'ArrowLeft':
      return () => walk.step(-1);
    case 'Home':
      return () => walk.goTo(0);
    case 'End':
      return () => walk.goTo(walk.stations.length - 1);
    case ' ':
      // A button is pressed by it.
      return focus === 'button' ? null : () => walk.toggle();
    case 'PageDown':
      if (!isPresenting) return null;
      return walk.isAtEnd ? () => walk.close() : () => walk.step(1);
    case 'PageUp':
      return isPresenting ? () => walk.step(-1) : null;
    default:
      return null;
  }
}
