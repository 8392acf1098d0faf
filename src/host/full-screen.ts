/** What is needed of the page to fill the screen with it. */
export interface ScreenParts {
  readonly enter: () => Promise<void>;
  readonly leave: () => Promise<void>;
  readonly isFull: () => boolean;
  readonly onChange: (listener: () => void) => void;
  /** Keeps the screen awake for as long as the page is seen; resolves with the way to let it sleep. */
  readonly keepAwake: () => Promise<() => void>;
  readonly onSeen: (listener: () => void) => void;
}

/**
 * Fills the screen with the page while something is presented. What the browser refuses (it wants a gesture, or has no
 * such thing) costs the full screen, not the presentation.
 */
export class FullScreen {
  readonly #parts: ScreenParts;
  readonly #lost: () => void;
  #isWanted = false;
  #letSleep: (() => void) | null = null;

  /** @param lost the browser left the full screen by itself, as it does on Escape */
  constructor(parts: ScreenParts, lost: () => void) {
    this.#parts = parts;
    this.#lost = lost;
    parts.onChange(() => {
      if (this.#isWanted && !parts.isFull()) this.#lost();
    });
    // A lock ends when the page is hidden.
    parts.onSeen(() => {
      if (this.#isWanted) void this.#keepAwake();
    });
  }

  set(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    if (isWanted) {
      this.#parts.enter().catch(() => undefined);
      void this.#keepAwake();
      return;
    }
    this.#letSleep?.();
    this.#letSleep = null;
    if (this.#parts.isFull()) this.#parts.leave().catch(() => undefined);
  }

  async #keepAwake(): Promise<void> {
    const letSleep = await this.#parts.keepAwake().catch(() => () => undefined);
    this.#letSleep?.();
    this.#letSleep = null;
    if (this.#isWanted) this.#letSleep = letSleep;
    else letSleep();
  }
}

/** The real page. Chromium hands Escape to the page where it may: then it means one layer less, not the end. */
export function screenOf({ document, navigator }: Window): ScreenParts {
  return {
    async enter() {
      await document.documentElement.requestFullscreen();
      // Only Chromium has it, and only in full screen.
      const { keyboard } = navigator as Navigator & { readonly keyboard?: { lock(keys: string[]): Promise<void> } };
      await keyboard?.lock(['Escape']);
    },
    leave: () => document.exitFullscreen(),
    isFull: () => document.fullscreenElement !== null,
    onChange: (listener) => document.addEventListener('fullscreenchange', listener),
    async keepAwake() {
      const lock = await navigator.wakeLock.request('screen');
      return () => void lock.release();
    },
    onSeen: (listener) =>
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') listener();
      }),
  };
}
