/**
 * Rows in groups whose pairs need not be looked at one by one: how many there are of two groups, and how many of those
 * are on one cluster node, follows from a few counts.
 */
export class RowGroups {
  readonly #members: (readonly number[])[];
  /** Group → cluster node → how many of its rows are there. */
  readonly #places: (ReadonlyMap<number, number> | null)[];
  readonly #nodeOf: ArrayLike<number>;

  /**
   * @param groupOf row → group, numbered from 0; -1: in none
   * @param nodeOf row → number of its cluster node, from 1; 0: on none
   */
  constructor(groupOf: ArrayLike<number>, nodeOf: ArrayLike<number>) {
    const members: number[][] = [];
    for (let row = 0; row < groupOf.length; row += 1) {
      const group = groupOf[row] ?? -1;
      if (group !== -1) (members[group] ??= []).push(row);
    }
    this.#members = members;
    this.#places = members.map(() => null);
    this.#nodeOf = nodeOf;
  }

  get count(): number {
    return this.#members.length;
  }

  /** In the order of rows. */
  members(group: number): readonly number[] {
    return this.#members[group] ?? [];
  }

  /** Ordered pairs of two different rows, from one group to the other. */
  pairs(source: number, target: number): number {
    const [sources, targets] = [this.members(source).length, this.members(target).length];
    return sources * targets - (source === target ? sources : 0);
  }

  /** How many of those pairs are on one cluster node. */
  neighbours(source: number, target: number): number {
    const [here, there] = [this.#placesOf(source), this.#placesOf(target)];
    let pairs = 0;
    if (source === target) {
      for (const rows of here.values()) pairs += rows * (rows - 1);
      return pairs;
    }
    const [few, many] = here.size < there.size ? [here, there] : [there, here];
    for (const [node, rows] of few) pairs += rows * (many.get(node) ?? 0);
    return pairs;
  }

  #placesOf(group: number): ReadonlyMap<number, number> {
    const known = this.#places[group];
    if (known !== undefined && known !== null) return known;
    const places = new Map<number, number>();
    for (const row of this.members(group)) {
      const node = this.#nodeOf[row] ?? 0;
      if (node !== 0) places.set(node, (places.get(node) ?? 0) + 1);
    }
    this.#places[group] = places;
    return places;
  }
}

/** Numbers the values from 0, in the order of their first appearance. */
export class Numbering<Value> {
  readonly #numbers = new Map<Value, number>();

  get size(): number {
    return this.#numbers.size;
  }

  of(value: Value): number {
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(value, number);
    }
    return number;
  }
}
