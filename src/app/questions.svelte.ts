export interface Question {
  readonly title: string;
  readonly text: string;
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly weight: 'primary' | 'normal' | 'danger';
}

/** Asks the user where data is at stake; the only thing in the program that stands in the way. */
export class Questions {
  #current = $state.raw<Question | null>(null);
  #resolve: ((choice: string | null) => void) | null = null;

  get current(): Question | null {
    return this.#current;
  }

  /** @returns the chosen id; null when the question was dismissed or another one came */
  ask(question: Question): Promise<string | null> {
    this.answer(null);
    this.#current = question;
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  answer(choice: string | null): void {
    const resolve = this.#resolve;
    this.#current = null;
    this.#resolve = null;
    resolve?.(choice);
  }
}
