import type { KeptSnapshot } from './recovery.ts';
import type { StoredJson } from './stored-json.ts';

/** The place of one window's work in progress: a file of its own, that no other window and no other process writes. */
export class RecoverySlot {
  readonly #newFile: () => StoredJson<KeptSnapshot>;
  #file: StoredJson<KeptSnapshot>;
  #touched: (() => void)[] = [];

  /**
   * @param file where it is kept
   * @param newFile another place of its own, for after a release
   */
  constructor(file: StoredJson<KeptSnapshot>, newFile: () => StoredJson<KeptSnapshot>) {
    this.#file = file;
    this.#newFile = newFile;
  }

  /** Rejects only if the file is there and the system refuses it. */
  read(): Promise<KeptSnapshot | null> {
    return this.#file.read();
  }

  /** Rejects with the system's error; then what was kept before is there still. */
  write(kept: KeptSnapshot): Promise<void> {
    return this.#file.write(kept).finally(() => this.#tellTouched());
  }

  /** Nothing is left to offer. */
  clear(): Promise<void> {
    return this.#file.remove().finally(() => this.#tellTouched());
  }

  /** What is kept is left alone until the next start of the program; from now on the window has another file. */
  async release(): Promise<void> {
    const left = this.#file;
    this.#file = this.#newFile();
    await left.settled();
  }

  /** Resolves when nothing is being written any more, whether it went well or not. */
  settled(): Promise<void> {
    return this.#file.settled();
  }

  /** Resolves after the next write or clearing, whether it goes well or not. */
  touched(): Promise<void> {
    return new Promise((resolve) => this.#touched.push(resolve));
  }

  #tellTouched(): void {
    const waiting = this.#touched;
    this.#touched = [];
    for (const tell of waiting) tell();
  }
}
