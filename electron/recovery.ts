import { dirname } from 'node:path';
import { err, ok, type Result } from '../src/core/result.ts';
import type { FoundRecovery, HostError, RecoverySnapshot } from '../src/host/app-host.ts';
import { hostErrorOf } from './file-errors.ts';
import type { FileTokens } from './file-tokens.ts';
import { fieldsOf, textUpTo } from './parser.ts';
import { parseRecovery } from './payloads.ts';
import type { RecoverySlot } from './recovery-slot.ts';

const what = 'the recovery file';

/** A snapshot as it is kept: tokens end with the program, so the file's path stands in for it. */
export interface KeptSnapshot {
  readonly snapshot: Omit<RecoverySnapshot, 'file'>;
  readonly path: string | null;
}

export function parseKept(raw: unknown): KeptSnapshot | null {
  const { snapshot, path } = fieldsOf(raw);
  // What an earlier version kept lacks some of it.
  const lacking = { history: null, version: null, objects: null, changes: null };
  const parsed = parseRecovery({ ...lacking, ...fieldsOf(snapshot), file: null });
  if (parsed === null || (path !== null && textUpTo(path, 32_768) === null)) return null;
  const { file: _none, ...kept } = parsed;
  return { snapshot: kept, path: typeof path === 'string' ? path : null };
}

/** Work in progress of one window, as its page keeps and finds it: files are known by tokens there. */
export class Recovery {
  readonly #slot: RecoverySlot;
  readonly #tokens: FileTokens;

  constructor(slot: RecoverySlot, tokens: FileTokens) {
    this.#slot = slot;
    this.#tokens = tokens;
  }

  write({ file, ...snapshot }: RecoverySnapshot): Promise<Result<void, HostError>> {
    const path = file === null ? null : this.#tokens.pathOf(file);
    return attempt(() => this.#slot.write({ snapshot, path }));
  }

  read(): Promise<Result<FoundRecovery | null, HostError>> {
    return attempt(async () => {
      const kept = await this.#slot.read();
      if (kept === null) return null;
      if (kept.path === null) return { ...kept.snapshot, file: null, folder: '' };
      return { ...kept.snapshot, file: this.#tokens.tokenFor(kept.path), folder: dirname(kept.path) };
    });
  }

  clear(): Promise<Result<void, HostError>> {
    return attempt(() => this.#slot.clear());
  }

  /** Resolves after the next write or clearing, whether it goes well or not. */
  touched(): Promise<void> {
    return this.#slot.touched();
  }

  /** Leaves what is there for the next start of the program. */
  postpone(): Promise<Result<void, HostError>> {
    return attempt(() => this.#slot.release());
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, HostError>> {
  try {
    return ok(await work());
  } catch (error) {
    return err(hostErrorOf(error, what));
  }
}
