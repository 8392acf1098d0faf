const storageKey = 'firewright.recent-choices';
const most = 20;

/** What was chosen in the command palette lately, kept by the browser from one start to the next. */
export class RecentChoices {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
  }

  /** Keys, newest first. */
  get keys(): readonly string[] {
    try {
      const stored: unknown = JSON.parse(this.#storage.getItem(storageKey) ?? '[]');
      return Array.isArray(stored) ? stored.filter((key) => typeof key === 'string').slice(0, most) : [];
    } catch {
      return [];
    }
  }

  add(key: string): void {
    const keys = [key, ...this.keys.filter((other) => other !== key)].slice(0, most);
    try {
      this.#storage.setItem(storageKey, JSON.stringify(keys));
    } catch {
      // A full storage costs an order of proposals.
      return;
    }
  }
}
