import type { Clip } from '../core/edit/paste.ts';
import type { Area } from './view.svelte.ts';

/** What was copied last in this window, and the text that was given to the system with it. */
export interface Copied {
  readonly clip: Clip;
  readonly text: string;
  /** What its cards and boxes took up on the canvas; null: nothing of it is drawn. */
  readonly area: Area | null;
  /** Boxes among it need more room than cards. */
  readonly what: 'cards' | 'boxes';
}

/** How the page reaches the system's clipboard; the program itself does not. */
export interface SystemClipboard {
  /** Makes the page copy or cut what is selected, as the keys do. */
  perform(what: 'copy' | 'cut'): void;
  /** True if a text field had the focus and did it, with its own text. */
  performInText(what: TextAction): boolean;
}

/** UI actions that a text field has of its own. */
export type TextAction = 'undo' | 'redo' | 'select-all';
const textActions: readonly string[] = ['undo', 'redo', 'select-all'] satisfies readonly TextAction[];

export function isTextAction(id: string): id is TextAction {
  return textActions.includes(id);
}

/** The clipboard of the program: knows more of the objects than the text does that other programs see. */
export class Clipboard {
  #copied = $state.raw<Copied | null>(null);
  /** Fed by the page: a text field has the focus. */
  isInText = $state(false);
  /** Set by the page while it is there. */
  system: SystemClipboard | null = null;

  get copied(): Copied | null {
    return this.#copied;
  }

  keep(copied: Copied): void {
    this.#copied = copied;
  }
}
