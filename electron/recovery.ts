import { err, ok, type Result } from '../src/core/result.ts';
import type { HostError, RecoverySnapshot } from '../src/host/app-host.ts';
import { hostErrorOf } from './file-errors.ts';
import type { FileTokens } from './file-tokens.ts';
import { fieldsOf, parseRecovery, textUpTo } from './payloads.ts';
import type { StoredJson } from './stored-json.ts';

const what = 'the recovery file';

/** A snapshot as it is kept: tokens end with the program, so the file's path stands in for it. */
export interface KeptSnapshot {
  readonly snapshot: Omit<RecoverySnapshot, 'file'>;
  readonly path: string | null;
}

export function parseKept(raw: unknown): KeptSnapshot | null {
  const { snapshot, path } = fieldsOf(raw);
  // Kept by an earlier version it has no undo list.
  const parsed = parseRecovery({ history: null, ...fieldsOf(snapshot), file: null });
  if (parsed === null || (path !== null && textUpTo(path, 32_768) === null)) return null;
  const { name, text, savedAt, history } = parsed;
  return { snapshot: { name, text, savedAt, history }, path: typeof path === 'string' ? path : null };
}

/** Work in progress of one window, in a file of its own. */
export class Recovery {
  readonly #stored: StoredJson<KeptSnapshot>;
  readonly #tokens: FileTokens;

  constructor(stored: StoredJson<KeptSnapshot>, tokens: FileTokens) {
    this.#stored = stored;
    this.#tokens = tokens;
  }

  write({ file, ...snapshot }: RecoverySnapshot): Promise<Result<void, HostError>> {
    const path = file === null ? null : this.#tokens.pathOf(file);
    return attempt(() => this.#stored.write({ snapshot, path }));
  }

  read(): Promise<Result<RecoverySnapshot | null, HostError>> {
    return attempt(async () => {
      const kept = await this.#stored.read();
      if (kept === null) return null;
      return { ...kept.snapshot, file: kept.path === null ? null : this.#tokens.tokenFor(kept.path) };
    });
  }

  clear(): Promise<Result<void, HostError>> {
    return attempt(() => this.#stored.write(null));
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, HostError>> {
  try {
    return ok(await work());
  } catch (error) {
    return err(hostErrorOf(error, what));
  }
}
