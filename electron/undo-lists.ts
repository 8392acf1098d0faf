import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../src/core/result.ts';
import { maxUndoLists, type HostError, type UndoList, type UndoListKey } from '../src/host/app-host.ts';
import { writeAtomically } from './atomic-write.ts';
import { codeOf, hostErrorOf } from './file-errors.ts';
import type { FileTokens } from './file-tokens.ts';
import { parseHistory } from './payloads.ts';

const what = 'the undo list';
const ending = '.json';

/** A folder with one file for each undo list. Writes follow one another; the program may wait for them at its end. */
export class UndoListFolder {
  readonly #folder: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Null where nothing was kept under that key. Rejects only if the file is there and the system refuses it. */
  async read(key: string): Promise<string | null> {
    await this.settled();
    try {
      return parseHistory(await readFile(this.#pathOf(key), 'utf8'));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** null forgets it. The oldest lists make room. Rejects with the system's error. */
  keep(key: string, history: string | null): Promise<void> {
    const kept = this.settled().then(() => this.#replace(this.#pathOf(key), history));
    this.#last = kept;
    return kept;
  }

  async settled(): Promise<void> {
    await this.#last.catch(() => undefined);
  }

  async #replace(path: string, history: string | null): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    if (history === null) await rm(path, { force: true });
    else await writeAtomically(path, history);
    await this.#dropOldest();
  }

  async #dropOldest(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(ending));
    const paths = names.map((name) => join(this.#folder, name));
    const dated = await Promise.all(paths.map(async (path) => ({ path, time: (await stat(path)).mtimeMs })));
    const oldest = dated.sort((a, b) => b.time - a.time).slice(maxUndoLists);
    for (const { path } of oldest) await rm(path, { force: true });
  }

  /** No part of the user's path becomes part of ours. */
  #pathOf(key: string): string {
    return join(this.#folder, createHash('sha256').update(key).digest('hex') + ending);
  }
}

/** The undo lists as one window asks for them: a file is known by the path behind its token. */
export class UndoLists {
  readonly #folder: UndoListFolder;
  readonly #tokens: FileTokens;

  constructor(folder: UndoListFolder, tokens: FileTokens) {
    this.#folder = folder;
    this.#tokens = tokens;
  }

  async keep({ history, ...asked }: UndoList): Promise<Result<void, HostError>> {
    const key = this.#keyOf(asked);
    return key === null ? err({ reason: 'unknown-token' }) : attempt(() => this.#folder.keep(key, history));
  }

  async read(asked: UndoListKey): Promise<Result<string | null, HostError>> {
    const key = this.#keyOf(asked);
    return key === null ? err({ reason: 'unknown-token' }) : attempt(() => this.#folder.read(key));
  }

  /** null: the token is of another window. */
  #keyOf({ file, name }: UndoListKey): string | null {
    if (file === null) return `name:${name}`;
    const path = this.#tokens.pathOf(file);
    return path === null ? null : `path:${path}`;
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, HostError>> {
  try {
    return ok(await work());
  } catch (error) {
    return err(hostErrorOf(error, what));
  }
}
