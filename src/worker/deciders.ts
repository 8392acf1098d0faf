import type { EndpointId, ResourceId } from '../core/model/ids.ts';
import { decidingPolicies } from '../core/policy/deciding-policies.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import type { Decided, EndpointPair } from './protocol.ts';

/** In a design with more endpoints or more pairs of classes only the pairs that were asked for are looked at. */
const [mostEndpoints, mostKinds] = [600, 1_500];

/** Pairs that no rule tells apart: one of them, and how many they are. */
interface KindOfPair {
  readonly source: EndpointId;
  readonly destination: EndpointId;
  count: number;
}

/**
 * Which policies decide which pairs of one evaluation. Pairs of the same classes are judged alike, so each such kind is
 * asked for once, for all policies.
 */
export class Deciders {
  readonly #ruleset: Ruleset;
  readonly #classOf: Uint32Array;
  readonly #nodeOf: Uint32Array;
  readonly #known = new Map<string, ReadonlySet<ResourceId>>();
  #kinds: ReadonlyMap<string, KindOfPair> | null | 'unasked' = 'unasked';

  /** The table may be transferred away afterwards. */
  constructor(ruleset: Ruleset, { classOf, nodeOf }: Pick<VerdictTable, 'classOf' | 'nodeOf'>) {
    this.#ruleset = ruleset;
    this.#classOf = classOf.slice();
    this.#nodeOf = nodeOf.slice();
  }

  /** Yields after each pair that had to be judged. */
  *decidedBy(policy: ResourceId, pairs: readonly EndpointPair[]): Generator<void, Decided, undefined> {
    const decided: EndpointPair[] = [];
    for (const pair of pairs) if (yield* this.#isDecidedBy(policy, pair)) decided.push(pair);
    const kinds = this.#kindsOfPairs();
    if (kinds === null) return { pairs: decided, total: null };
    let total = 0;
    for (const kind of kinds.values()) if (yield* this.#isDecidedBy(policy, kind)) total += kind.count;
    return { pairs: decided, total };
  }

  *#isDecidedBy(
    policy: ResourceId,
    { source, destination }: Pick<KindOfPair, 'source' | 'destination'>,
  ): Generator<void, boolean, undefined> {
    const [from, to] = [this.#ruleset.rowOf.get(source), this.#ruleset.rowOf.get(destination)];
    if (from === undefined || to === undefined || from === to) return false;
    const key = this.#keyOf(from, to);
    let policies = this.#known.get(key);
    if (policies === undefined) {
      policies = decidingPolicies(this.#ruleset, source, destination);
      this.#known.set(key, policies);
      yield;
    }
    return policies.has(policy);
  }

  #keyOf(from: number, to: number): string {
    const node = this.#nodeOf[from] ?? 0;
    const isOnOneNode = node !== 0 && node === this.#nodeOf[to];
    return `${this.#classOf[from] ?? ''} ${this.#classOf[to] ?? ''} ${isOnOneNode ? 'same' : 'apart'}`;
  }

  /** null: too many. */
  #kindsOfPairs(): ReadonlyMap<string, KindOfPair> | null {
    if (this.#kinds === 'unasked') this.#kinds = this.#sortPairs();
    return this.#kinds;
  }

  #sortPairs(): ReadonlyMap<string, KindOfPair> | null {
    const rows = this.#ruleset.parties.map(({ row }) => row.id);
    if (rows.length > mostEndpoints) return null;
    const kinds = new Map<string, KindOfPair>();
    for (const [from, source] of rows.entries())
      for (const [to, destination] of rows.entries()) {
        if (from === to) continue;
        const key = this.#keyOf(from, to);
        const kind = kinds.get(key);
        if (kind === undefined) kinds.set(key, { source, destination, count: 1 });
        else kind.count += 1;
        if (kinds.size > mostKinds) return null;
      }
    return kinds;
  }
}
