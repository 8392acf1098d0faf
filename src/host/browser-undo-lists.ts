import { err, ok, type Result } from '../core/result.ts';
import { maxUndoLists, type HostError, type UndoList, type UndoListKey } from './app-host.ts';
import { hostErrorOf } from './browser-errors.ts';
import type { KeyValueStore } from './key-value-store.ts';

const prefix = 'undo:';
const orderKey = 'undo-order';
const what = 'the undo list';

/** Undo lists of saved files. A browser tells no path, so a file is known by its name. */
export class BrowserUndoLists {
  readonly #store: KeyValueStore;

  constructor(store: KeyValueStore) {
    this.#store = store;
  }

  async keep({ name, history }: UndoList): Promise<Result<void, HostError>> {
    try {
      const others = (await this.#names()).filter((other) => other !== name);
      if (history === null) await this.#store.delete(prefix + name);
      else await this.#store.set(prefix + name, history);
      const names = history === null ? others : [name, ...others];
      for (const dropped of names.slice(maxUndoLists)) await this.#store.delete(prefix + dropped);
      await this.#store.set(orderKey, names.slice(0, maxUndoLists));
      return ok(undefined);
    } catch (error) {
      return err(hostErrorOf(error, what));
    }
  }

  async read({ name }: UndoListKey): Promise<Result<string | null, HostError>> {
    try {
      const kept = await this.#store.get(prefix + name);
      return ok(typeof kept === 'string' ? kept : null);
    } catch (error) {
      return err(hostErrorOf(error, what));
    }
  }

  /** Newest first. */
  async #names(): Promise<readonly string[]> {
    const kept = await this.#store.get(orderKey);
    return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
  }
}
