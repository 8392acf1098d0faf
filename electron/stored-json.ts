import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from './file-errors.ts';
import { writeAtomically } from './atomic-write.ts';

/** One JSON file of our own. Writes follow one another; what can't be read or understood counts as absent. */
export class StoredJson<T> {
  readonly #path: string;
  readonly #parse: (raw: unknown) => T | null;
  readonly #write: (path: string, text: string) => Promise<void>;
  #last: Promise<void> = Promise.resolve();

  constructor(
    path: string,
    parse: (raw: unknown) => T | null,
    write: (path: string, text: string) => Promise<void> = writeAtomically,
  ) {
    this.#path = path;
    this.#parse = parse;
    this.#write = write;
  }

  /** After all writes that were asked for before. Rejects only if the file is there and the system refuses it. */
  async read(): Promise<T | null> {
    await this.settled();
    try {
      return this.#parse(JSON.parse(await readFile(this.#path, 'utf8')));
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null;
      throw error;
    }
  }

  /** Rejects with the system's error. */
  write(value: T): Promise<void> {
    const text = JSON.stringify(value);
    return this.#next(() => this.#replace(text));
  }

  /** Nothing is kept any more. Rejects with the system's error. */
  remove(): Promise<void> {
    return this.#next(() => rm(this.#path, { force: true }));
  }

  /** Resolves when nothing is being written any more, whether it went well or not. */
  async settled(): Promise<void> {
    await this.#last.catch(() => undefined);
  }

  #next(change: () => Promise<void>): Promise<void> {
    const changed = this.settled().then(change);
    this.#last = changed;
    return changed;
  }

  async #replace(text: string): Promise<void> {
    // At the first start of all nothing may be there yet.
    await mkdir(dirname(this.#path), { recursive: true });
    await this.#write(this.#path, text);
  }
}
