import { err, ok, type Result } from '../core/result.ts';
import type { HostError, RecoverySnapshot } from './app-host.ts';
import { hostErrorOf } from './browser-errors.ts';
import type { BrowserFiles } from './browser-files.ts';
import type { KeyValueStore } from './key-value-store.ts';

const prefix = 'recovery:';
const what = 'the recovery copy';

/** Tries to get `name` for as long as this page lives; false if another tab has it. */
export type ClaimName = (name: string) => Promise<boolean>;

/** Web Locks end with their page, however it ends; a browser without them is taken for one with a single tab. */
export function claimByLock(locks: LockManager | undefined): ClaimName {
  return (name) =>
    new Promise((resolve, reject) => {
      if (locks === undefined) {
        resolve(true);
        return;
      }
      locks
        .request(name, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          // Held until the page is gone.
          return lock === null ? undefined : new Promise<never>(() => undefined);
        })
        .catch(reject);
    });
}

/** The recovery snapshot of this tab. Tabs never share one: a snapshot whose tab is gone is taken over by the next. */
export class BrowserRecovery {
  readonly #store: KeyValueStore;
  readonly #files: BrowserFiles;
  readonly #claim: ClaimName;
  readonly #newId: () => string;
  #slot: Promise<string> | null = null;

  constructor(store: KeyValueStore, files: BrowserFiles, claim: ClaimName, newId: () => string) {
    this.#store = store;
    this.#files = files;
    this.#claim = claim;
    this.#newId = newId;
  }

  write(snapshot: RecoverySnapshot): Promise<Result<void, HostError>> {
    return attempt(async () => {
      await this.#store.set(await this.#ownSlot(), snapshot);
      if (snapshot.file !== null) await this.#files.keep(snapshot.file);
    });
  }

  read(): Promise<Result<RecoverySnapshot | null, HostError>> {
    return attempt(async () => {
      // Only `write` puts values under this prefix.
      const snapshot = (await this.#store.get(await this.#ownSlot())) as
        (Omit<RecoverySnapshot, 'history'> & Partial<RecoverySnapshot>) | undefined;
      if (snapshot === undefined) return null;
      const reachable = snapshot.file !== null && (await this.#files.knows(snapshot.file));
      // Kept by an earlier version it has no undo list.
      const complete = { ...snapshot, history: snapshot.history ?? null };
      return reachable ? complete : { ...complete, file: null };
    });
  }

  clear(): Promise<Result<void, HostError>> {
    return attempt(async () => this.#store.delete(await this.#ownSlot()));
  }

  #ownSlot(): Promise<string> {
    this.#slot ??= this.#findSlot();
    return this.#slot;
  }

  async #findSlot(): Promise<string> {
    const left = (await this.#store.keys()).filter((key) => key.startsWith(prefix));
    for (const slot of left) if (await this.#claim(slot)) return slot;
    const fresh = prefix + this.#newId();
    await this.#claim(fresh);
    return fresh;
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, HostError>> {
  try {
    return ok(await work());
  } catch (error) {
    return err(hostErrorOf(error, what));
  }
}
