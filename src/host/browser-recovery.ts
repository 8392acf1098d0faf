import { err, ok, type Result } from '../core/result.ts';
import type { FoundRecovery, HostError, RecoverySnapshot } from './app-host.ts';
import { hostErrorOf } from './browser-errors.ts';
import type { BrowserFiles } from './browser-files.ts';
import type { ClaimName } from './claim-name.ts';
import type { KeyValueStore } from './key-value-store.ts';

const prefix = 'recovery:';
const what = 'the recovery copy';

/**
 * The recovery snapshot of this tab, under a key of its own that no other tab ever writes: work whose tab is gone is
 * moved there, and if that tab was only asleep it goes on under its own key.
 */
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

  read(): Promise<Result<FoundRecovery | null, HostError>> {
    return attempt(async () => {
      const snapshot = await this.#snapshotAt(await this.#ownSlot());
      if (snapshot === null) return null;
      const reachable = snapshot.file !== null && (await this.#files.knows(snapshot.file));
      return { ...snapshot, file: reachable ? snapshot.file : null, folder: '' };
    });
  }

  clear(): Promise<Result<void, HostError>> {
    return attempt(async () => this.#store.delete(await this.#ownSlot()));
  }

  /** Leaves what is there for the next visit. */
  postpone(): Promise<Result<void, HostError>> {
    return attempt(async () => {
      await this.#ownSlot();
      this.#slot = this.#freshSlot();
      await this.#slot;
    });
  }

  #ownSlot(): Promise<string> {
    this.#slot ??= this.#findSlot();
    return this.#slot;
  }

  async #freshSlot(): Promise<string> {
    const fresh = prefix + this.#newId();
    await this.#claim(fresh);
    return fresh;
  }

  /** With the newest work whose tab is gone, if there is any. */
  async #findSlot(): Promise<string> {
    const [own, kept] = await Promise.all([this.#freshSlot(), this.#keptSlots()]);
    for (const slot of kept) if ((await this.#claim(slot)) && (await this.#move(slot, own))) return own;
    return own;
  }

  async #keptSlots(): Promise<readonly string[]> {
    const slots = (await this.#store.keys()).filter((key) => key.startsWith(prefix));
    const dated = await Promise.all(
      slots.map(async (slot) => ({ slot, savedAt: (await this.#snapshotAt(slot))?.savedAt ?? '' })),
    );
    return dated.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1)).map(({ slot }) => slot);
  }

  /** False: another tab was quicker. In between it is there twice, never not at all. */
  async #move(from: string, to: string): Promise<boolean> {
    const snapshot = await this.#snapshotAt(from);
    if (snapshot === null) return false;
    await this.#store.set(to, snapshot);
    await this.#store.delete(from);
    return true;
  }

  async #snapshotAt(slot: string): Promise<RecoverySnapshot | null> {
    // Only `write` puts values under this prefix; what an earlier version put there lacks some of it.
    const kept = (await this.#store.get(slot)) as Partial<RecoverySnapshot> | undefined;
    if (kept === undefined) return null;
    const lacking = { name: '', text: '', file: null, version: null, savedAt: '' };
    return { ...lacking, history: null, objects: null, changes: null, ...kept };
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, HostError>> {
  try {
    return ok(await work());
  } catch (error) {
    return err(hostErrorOf(error, what));
  }
}
