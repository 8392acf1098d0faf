import { basename, dirname } from 'node:path';
import type { App } from 'electron';
import type { RecentFile } from '../src/host/app-host.ts';
import type { FileTokens } from './file-tokens.ts';
import { listOf, textUpTo } from './parser.ts';
import type { StoredJson } from './stored-json.ts';

const maxRecent = 10;
const maxPathLength = 32_768;

export function parsePaths(raw: unknown): readonly string[] | null {
  return listOf(raw, (path) => textUpTo(path, maxPathLength));
}

type SystemList = Pick<App, 'addRecentDocument' | 'clearRecentDocuments'>;

const noList: SystemList = { addRecentDocument: () => undefined, clearRecentDocuments: () => undefined };

/** Paths opened lately, newest first; they are shared by all windows. */
export class RecentFiles {
  readonly #stored: StoredJson<readonly string[]>;
  readonly #changed: () => void;
  readonly #system: SystemList;
  #paths: readonly string[] = [];

  /**
   * @param changed is told after every change
   * @param system the system's own list, in the dock or on the task bar
   */
  constructor(stored: StoredJson<readonly string[]>, changed: () => void, system: SystemList = noList) {
    this.#stored = stored;
    this.#changed = changed;
    this.#system = system;
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
    this.#system.addRecentDocument(path);
    this.#keep([path, ...this.#paths.filter((known) => known !== path)].slice(0, maxRecent));
  }

  remove(path: string): void {
    this.#keep(this.#paths.filter((known) => known !== path));
  }

  /** Forgets all, in the system's list too. */
  clear(): void {
    this.#system.clearRecentDocuments();
    this.#keep([]);
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
