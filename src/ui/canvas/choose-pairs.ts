import type { TableChange } from '../../core/compare/compare-tables.ts';
import type { FoundPair } from '../../core/find/search.ts';
import type { DrawnFlow } from '../../core/model/design.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { arrowLimit, rankOf, type LensPairs, type WeighedPair } from './lens-pairs.ts';
import type { Pair, Parties } from './parties.ts';

export interface PairWish {
  readonly flows: readonly DrawnFlow[];
  readonly lens: LensPairs;
  /** The party whose arrows are all drawn: the selected one. */
  readonly own: number | null;
  readonly pair: { readonly source: EndpointId; readonly destination: EndpointId } | null;
  readonly change: TableChange | null;
  /** What the user looks for. */
  readonly found: readonly FoundPair[];
}

/** What is drawn of what was wished for. */
export interface PairChoice {
  readonly pairs: readonly Pair[];
  /** How many pairs of endpoints were wished for that no arrow stands for. */
  readonly left: number;
}

/**
 * The pairs to draw: the selected one, those that would change, those the user drew, what was found, those of the selected
 * endpoint, then the lens. Each once; what exceeds `arrowLimit` is left out, the least interesting first.
 */
export function choosePairs(parties: Parties, wish: PairWish): PairChoice {
  const named = [
    ...(wish.pair === null ? [] : [wish.pair]),
    ...(wish.change?.pairs ?? []),
    ...(wish.lens.withFlows ? wish.flows : []),
    ...wish.found,
  ].flatMap(({ source, destination }) => pairOf(parties, source, destination));
  const own = wish.own === null ? [] : pairsOfParty(parties, wish.own);
  const size = parties.list.length;
  const chosen = new Map<number, WeighedPair>();
  for (const pair of [...named, ...own, ...wish.lens.pairs]) chosen.set(pair.source * size + pair.destination, pair);
  const all = [...chosen.values()];
  const beyond = wish.lens.pairs.reduce((left, { weight }) => left - weight, wish.lens.total);
  return {
    pairs: all.slice(0, arrowLimit),
    left: all.slice(arrowLimit).reduce((left, { weight }) => left + weight, beyond),
  };
}

/** An endpoint to itself is no pair; two members of one stack are. */
function pairOf(parties: Parties, from: EndpointId, to: EndpointId): readonly WeighedPair[] {
  const [source, destination] = [parties.numberOf(from), parties.numberOf(to)];
  if (from === to || source === undefined || destination === undefined) return [];
  return [{ source, destination, weight: 1 }];
}

/** Both ways with everybody, the interesting ones first; a card's own members only where something is not open. */
function pairsOfParty(parties: Parties, party: number): readonly WeighedPair[] {
  const ranks: WeighedPair[][] = [[], [], [], []];
  const add = (source: number, destination: number): void => {
    const pair = { source, destination };
    const isOpen = parties.meet(pair).every(({ summary }) => summary.verdict === 'allow');
    if (source === destination && isOpen) return;
    const rank = rankOf(isOpen ? 'allow' : 'deny', parties.isAtHost(source) || parties.isAtHost(destination));
    ranks[rank]?.push({ ...pair, weight: parties.pairs(pair) });
  };
  for (const other of parties.list.keys()) {
    add(party, other);
    if (other !== party) add(other, party);
  }
  return ranks.flat();
}
