import type { Clip } from '../core/edit/paste.ts';

/** What was copied last in this window, and the text that was given to the system with it. */
export interface Copied {
  readonly clip: Clip;
  readonly text: string;
  /** How often it was pasted, or how often and cut: each paste lies a little further off. */
  readonly pastes: number;
}

/** How the page reaches the system's clipboard; the program itself does not. */
export interface SystemClipboard {
  /** Makes the page copy or cut what is selected, as the keys do. */
  perform(what: 'copy' | 'cut'): void;
}

/** The clipboard of the program: knows more of the objects than the text does that other programs see. */
export class Clipboard {
  #copied = $state.raw<Copied | null>(null);
  /** Set by the page while it is there. */
  system: SystemClipboard | null = null;

  get copied(): Copied | null {
    return this.#copied;
  }

  keep(clip: Clip, text: string, pastes: number): void {
    this.#copied = { clip, text, pastes };
  }

  /** @returns which paste of it this is, from 1 */
  countPaste(): number {
    if (this.#copied === null) return 0;
    this.#copied = { ...this.#copied, pastes: this.#copied.pastes + 1 };
    return this.#copied.pastes;
  }
}
