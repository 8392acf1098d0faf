export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'error';
  readonly text: string;
  /** Shows the button that takes the last step back. */
  readonly undo: boolean;
  /** What that button says. */
  readonly undoLabel: string;
}

/** At most this many at once; the oldest makes room. */
const most = 4;

/** One-line messages to the user about what happened. */
export class Notices {
  #all = $state.raw<readonly Notice[]>([]);
  #lastId = 0;

  get all(): readonly Notice[] {
    return this.#all;
  }

  show({ kind, text, undo = false, undoLabel = 'Undo' }: Pick<Notice, 'kind' | 'text'> & Partial<Notice>): void {
    this.#lastId += 1;
    this.#all = [...this.#all, { id: this.#lastId, kind, text, undo, undoLabel }].slice(-most);
  }

  dismiss(id: number): void {
    this.#all = this.#all.filter((notice) => notice.id !== id);
  }

  /** The design changed: the buttons shown so far would take back another step than the one they speak of. */
  dismissUndo(): void {
    this.#all = this.#all.filter((notice) => !notice.undo);
  }
}
