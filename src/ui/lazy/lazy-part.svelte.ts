export type PartState<T> =
  | { readonly kind: 'away' }
  /** `isLong`: whoever waits should be told. */
  | { readonly kind: 'coming'; readonly isLong: boolean }
  | { readonly kind: 'here'; readonly part: T }
  | { readonly kind: 'failed' };

/** Below this, a word about waiting would only be a flash. */
const longAfterMs = 300;

/**
 * A part of the window whose code is fetched when it is first shown, or before that when nothing else is to do. Once it
 * is here it stays, and is shown at once.
 */
export class LazyPart<T> {
  readonly #fetch: () => Promise<T>;
  #state = $state.raw<PartState<T>>({ kind: 'away' });
  #isAsked = false;

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  get state(): PartState<T> {
    return this.#state;
  }

  /** Somebody waits for it. A failure becomes the state `failed`; asked again, it is fetched again. */
  async ask(): Promise<void> {
    this.#isAsked = true;
    await this.#bring();
  }

  /** Nobody waits for it yet: a failure is nobody's business before somebody does. */
  async fetchAhead(): Promise<void> {
    await this.#bring();
  }

  async #bring(): Promise<void> {
    if (this.#state.kind === 'coming' || this.#state.kind === 'here') return;
    this.#state = { kind: 'coming', isLong: false };
    const timer = setTimeout(() => (this.#state = { kind: 'coming', isLong: true }), longAfterMs);
    try {
      this.#state = { kind: 'here', part: await this.#fetch() };
    } catch {
      // Why it failed is the network's or the disk's matter, and the browser's console has it.
      this.#state = { kind: this.#isAsked ? 'failed' : 'away' };
    } finally {
      clearTimeout(timer);
      this.#isAsked = false;
    }
  }
}

/** Fetches parts one after the other, each in a moment of its own when nothing else is to do. */
export async function fetchAllAhead(
  parts: readonly Pick<LazyPart<unknown>, 'fetchAhead'>[],
  idle: () => Promise<void>,
): Promise<void> {
  for (const part of parts) {
    await idle();
    await part.fetchAhead();
  }
}
