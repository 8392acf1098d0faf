import type { Session } from './session.svelte.ts';

/** An editor of YAML, of which a text may wait that the design does not hold. */
export interface TypedText {
  readonly isOpen: boolean;
}

/** What would be lost with the window. */
export class UnsavedWork {
  readonly #session: Session;
  readonly #typed: readonly TypedText[];

  constructor(session: Session, typed: readonly TypedText[]) {
    this.#session = session;
    this.#typed = typed;
  }

  /** Changes of the design that no file holds: they can be saved. */
  get inDesign(): boolean {
    return this.#session.unsaved;
  }

  /** Text that can't be read yet, or waits until its editor is left: no file can hold it. */
  get inText(): boolean {
    return this.#typed.some(({ isOpen }) => isOpen);
  }

  get isAny(): boolean {
    return this.inDesign || this.inText;
  }
}
