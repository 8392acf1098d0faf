import { basename, dirname } from 'node:path';
import type { RecentFile } from '../src/host/app-host.ts';
import type { FileTokens } from './file-tokens.ts';
import { listOf, textUpTo } from './parser.ts';
import type { StoredJson } from './stored-json.ts';

const maxRecent = 10;
const maxPathLength = 32_768;

export function parsePaths(raw: unknown): readonly string[] | null {
  return listOf(raw, (path) => textUpTo(path, maxPathLength));
}

/** Paths opened lately, newest first; they are shared by all windows. */
export class RecentFiles {
  readonly #stored: StoredJson<readonly string[]>;
  readonly #changed: () => void;
  #paths: readonly string[] = [];

  /** @param changed is told after every change */
  constructor(stored: StoredJson<readonly string[]>, changed: () => void) {
    this.#stored = stored;
    this.#changed = changed;
  }

  get paths(): readonly string[] {
    return this.#paths;
  }

  /** Reads what was kept; without it the list starts empty. */
  async load(): Promise<void> {
    this.#paths = (await this.#stored.read().catch(() => null)) ?? [];
    this.#changed();
  }

  add(path: string): void {
    this.#keep([path, ...this.#paths.filter((known) => known !== path)].slice(0, maxRecent));
  }

  remove(path: string): void {
    this.#keep(this.#paths.filter((known) => known !== path));
  }

  /** As one window may see them. */
  shownTo(tokens: FileTokens): readonly RecentFile[] {
    return this.#paths.map((path) => ({ file: tokens.tokenFor(path), name: basename(path), folder: dirname(path) }));
  }

  #keep(paths: readonly string[]): void {
    this.#paths = paths;
    this.#changed();
    // A list that can't be kept is forgotten at the end of the program, nothing else.
    this.#stored.write(paths).catch(() => undefined);
  }
}
