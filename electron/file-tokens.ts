import { randomUUID } from 'node:crypto';
import type { FileToken } from '../src/host/app-host.ts';

/** The files that one window may use. A token can't be guessed and is worth nothing in another window. */
export class FileTokens {
  readonly #paths = new Map<string, string>();
  readonly #tokens = new Map<string, FileToken>();

  /** The same path always has the same token. */
  tokenFor(path: string): FileToken {
    const known = this.#tokens.get(path);
    if (known !== undefined) return known;
    // The only place where main makes tokens.
    const token = randomUUID() as FileToken;
    this.#tokens.set(path, token);
    this.#paths.set(token, path);
    return token;
  }

  pathOf(token: FileToken): string | null {
    return this.#paths.get(token) ?? null;
  }
}
