/**
 * Keeps what was made of an object for as long as all else that it was made of is the same, too. What it returns is what
 * `make` would: objects that did not change keep their identity from one ruleset to the next, which later steps build on.
 */
export class Remembered<K extends object, V> {
  readonly #known = new WeakMap<K, { readonly from: readonly unknown[]; readonly value: V }>();

  /** @param from whatever else `make` depends on, compared by identity; always as many */
  get(key: K, from: readonly unknown[], make: () => V): V {
    const known = this.#known.get(key);
    if (known !== undefined && known.from.every((part, index) => part === from[index])) return known.value;
    const value = make();
    this.#known.set(key, { from, value });
    return value;
  }
}
