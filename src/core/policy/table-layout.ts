import { isFarFromHosts } from './classes.ts';
import { nodeNameOf } from './path.ts';
import type { Ruleset } from './ruleset.ts';

/** Two rows that are on one cluster node. */
export interface Neighbours {
  readonly row: number;
  readonly column: number;
  /** The way between them is that between two cluster nodes all the same. */
  readonly isFar: boolean;
}

/** Which classes of endpoints meet, and how: pairs that no two endpoints form are not judged. */
export class TableLayout {
  readonly classCount: number;
  /** Row → number of its cluster node, from 1; 0: on none that is known. */
  readonly nodeOf: Uint32Array<ArrayBuffer>;
  readonly #classOf: Uint32Array;
  readonly #representatives: readonly number[];
  readonly #sizes: Uint32Array;
  /** Class → the cluster node of all its rows; 0: they are on several or on none. */
  readonly #onlyNode: Uint32Array;
  /** Pods for which the way to a pod on the same node is that to a pod on another one. */
  readonly #isFar: Uint8Array;

  constructor(ruleset: Ruleset, classOf: Uint32Array) {
    const { parties, sites } = ruleset;
    const numbers = new Map([...sites.keys()].map((name, index) => [name, index + 1]));
    this.nodeOf = Uint32Array.from(parties, (party) => numbers.get(nodeNameOf(party) ?? '') ?? 0);
    this.classCount = classOf.reduce((highest, number) => Math.max(highest, number + 1), 0);
    this.#classOf = classOf;
    const representatives: number[] = [];
    this.#sizes = new Uint32Array(this.classCount);
    this.#onlyNode = new Uint32Array(this.classCount);
    for (const [row, number] of classOf.entries()) {
      const node = this.nodeOf[row] ?? 0;
      if (representatives[number] === undefined) {
        representatives[number] = row;
        this.#onlyNode[number] = node;
      } else if (this.#onlyNode[number] !== node) this.#onlyNode[number] = 0;
      this.#sizes[number] = (this.#sizes[number] ?? 0) + 1;
    }
    this.#representatives = representatives;
    this.#isFar = Uint8Array.from(representatives, (row) => {
      const party = parties[row];
      return party !== undefined && isFarFromHosts(party, ruleset) ? 1 : 0;
    });
  }

  representative(number: number): number {
    const row = this.#representatives[number];
    if (row === undefined) throw new Error('a class has a member');
    return row;
  }

  /** Whether any endpoint of one class meets another one of the other class elsewhere. */
  meetApart(source: number, target: number): boolean {
    if (source === target && this.#sizes[source] === 1) return false;
    const node = this.#onlyNode[source] ?? 0;
    return node === 0 || node !== this.#onlyNode[target] || this.#areFar(source, target);
  }

  /** One pair of rows for each pair of classes that meets on some cluster node. */
  *neighbours(): Generator<Neighbours> {
    const seen = new Uint8Array(this.classCount * this.classCount);
    for (const members of this.#membersByNode().values())
      for (const [source, rows] of members)
        for (const [target, columns] of members) {
          const [row = 0, another] = rows;
          const column = source === target ? another : columns[0];
          const at = source * this.classCount + target;
          if (column === undefined || seen[at] === 1) continue;
          seen[at] = 1;
          yield { row, column, isFar: this.#areFar(source, target) };
        }
  }

  #areFar(source: number, target: number): boolean {
    return this.#isFar[source] === 1 && this.#isFar[target] === 1;
  }

  /** Cluster node → class → its first two rows there. */
  #membersByNode(): ReadonlyMap<number, ReadonlyMap<number, readonly number[]>> {
    const byNode = new Map<number, Map<number, number[]>>();
    for (const [row, node] of this.nodeOf.entries()) {
      if (node === 0) continue;
      const members = byNode.get(node) ?? new Map<number, number[]>();
      byNode.set(node, members);
      const number = this.#classOf[row] ?? 0;
      const rows = members.get(number) ?? [];
      if (rows.length < 2) members.set(number, [...rows, row]);
    }
    return byNode;
  }
}
