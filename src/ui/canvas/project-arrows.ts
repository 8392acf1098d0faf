import type { Selected } from '../../app/selection.svelte.ts';
import type { TableChange } from '../../core/compare/compare-tables.ts';
import type { ExpectedFlow, Expectation } from '../../core/expect/expectation.ts';
import type { DrawnFlow } from '../../core/model/design.ts';
import { flowTraffic } from '../../core/net/flow-traffic.ts';
import { arrowId, type ArrowSpec, type ArrowWish, type Emphasis } from './element-spec.ts';
import { mergedSummary } from './merged-summary.ts';
import type { Pair, Parties, Party } from './parties.ts';

/** What the arrows' looks depend on beside the verdicts. */
export interface ArrowContext {
  readonly selected: Selected;
  /** The selected party. */
  readonly own: number | null;
  readonly flows: readonly ExpectedFlow[];
  readonly change: TableChange | null;
  /** The same parties in the table that the change leads to; null without one. */
  readonly future: Parties | null;
  /** What the staged policies change, while they are looked at as enforced: the table has it already. */
  readonly staged: TableChange | null;
}

/** So many pairs of two stacks' members are asked whether they change; the listed changes are known anyway. */
const askedPairs = 100;

/** One arrow for each pair. Arrows in front come first: ghosts, selected, others. */
export function projectArrows(parties: Parties, pairs: readonly Pair[], context: ArrowContext): readonly ArrowSpec[] {
  const ghosts = ghostPairs(parties, context);
  const wishes = wishesByPair(parties, context.flows);
  const drawn = new Set(pairs.map((pair) => keyOf(parties, pair)));
  return pairs.flatMap((pair) => {
    const isPaired = drawn.has(keyOf(parties, { source: pair.destination, destination: pair.source }));
    const isGhost = ghosts.has(keyOf(parties, pair)) || isChanged(parties, pair, context);
    return arrowSpec(parties, pair, context, { isGhost, isPaired, wish: wishes.get(keyOf(parties, pair)) ?? null });
  });
}

function keyOf({ list }: Parties, { source, destination }: Pair): number {
  return source * list.length + destination;
}

/** While something is dragged its changes are the ghosts, else those of staged policies. */
function ghostPairs(parties: Parties, { change, staged }: ArrowContext): ReadonlySet<number> {
  const pairs = (change ?? staged)?.pairs ?? [];
  return new Set(
    pairs.flatMap(({ source, destination }) => {
      const [from, to] = [parties.numberOf(source), parties.numberOf(destination)];
      return from === undefined || to === undefined ? [] : [keyOf(parties, { source: from, destination: to })];
    }),
  );
}

function isChanged(parties: Parties, { source, destination }: Pair, { change, staged }: ArrowContext): boolean {
  const looked = change ?? staged;
  if (looked === null || looked.total === looked.pairs.length) return false;
  const [from, to] = [parties.party(source).endpoints, parties.party(destination).endpoints];
  return from
    .flatMap((one) => to.slice(0, askedPairs).map((other) => [one, other] as const))
    .slice(0, askedPairs)
    .some(([one, other]) => looked.between(one, other) !== null);
}

function arrowSpec(
  parties: Parties,
  pair: Pair,
  context: ArrowContext,
  {
    isGhost,
    isPaired,
    wish,
  }: { readonly isGhost: boolean; readonly isPaired: boolean; readonly wish: ArrowWish | null },
): readonly ArrowSpec[] {
  const [from, to] = [parties.party(pair.source), parties.party(pair.destination)];
  const told = isGhost && context.future !== null ? context.future : parties;
  const summary = mergedSummary(told.meet(pair), from.called, from === to ? 'each other' : to.called);
  const ends = endsOf(from, to, context.selected);
  if (summary === null || ends === null) return [];
  const emphasis = emphasisOf(parties, pair, context);
  const why = context.change === null ? 'with the staged policies' : 'would become';
  const isBoxed = from.isBox || to.isBox;
  const pairs = parties.pairs(pair);
  // Arrows of a box's card are others than those of the cards in it: the graph library keeps an edge's ends for life.
  const id = isBoxed
    ? `${from.card} → ${to.card}`
    : arrowId(from.endpoints[0] ?? ends.source, to.endpoints[0] ?? ends.destination);
  const count = isBoxed && pairs > 1 ? `${pairs.toLocaleString('en-US')} pairs` : '';
  const isLoop = from === to;
  return [
    {
      kind: 'arrow',
      id,
      from: from.card,
      to: to.card,
      ...ends,
      ...summary,
      caption: summary.caption === '' ? count : summary.caption,
      wish,
      title: `${from.called} → ${from === to ? 'each other' : to.called}`,
      pairs,
      ghost: isGhost,
      paired: isPaired && !isLoop,
      emphasis: isGhost && emphasis === 'dimmed' ? 'normal' : emphasis,
      spoken: `${isGhost ? `${why} ` : ''}${summary.spoken}${wish === null ? '' : spokenWish(wish)}`,
    },
  ];
}

/** The endpoints that a click on the arrow selects: the selected ones where it stands for them, else the first two. */
function endsOf(from: Party, to: Party, selected: Selected): Pick<ArrowSpec, 'source' | 'destination'> | null {
  if (
    selected.kind === 'pair' &&
    from.endpoints.includes(selected.source) &&
    to.endpoints.includes(selected.destination)
  )
    return { source: selected.source, destination: selected.destination };
  const source = from.endpoints[0];
  const destination = to.endpoints.find((id) => id !== source);
  return source === undefined || destination === undefined ? null : { source, destination };
}

/** While something is dragged or staged policies are looked at, what does not change steps back; what is not selected does too. */
function emphasisOf(parties: Parties, { source, destination }: Pair, context: ArrowContext): Emphasis {
  const { selected, own, change, staged } = context;
  if (change !== null && change.total > 0) return 'dimmed';
  if (selected.kind === 'pair') {
    const isIt = parties.numberOf(selected.source) === source && parties.numberOf(selected.destination) === destination;
    return isIt ? 'selected' : 'dimmed';
  }
  if (own === null) return staged !== null && staged.total > 0 ? 'dimmed' : 'normal';
  return own === source || own === destination ? 'normal' : 'dimmed';
}

/** What is expected of the drawn flows of each pair of cards, or what they are of. */
function wishesByPair(parties: Parties, flows: readonly ExpectedFlow[]): ReadonlyMap<number, ArrowWish> {
  const wishes = new Map<number, ArrowWish>();
  for (const { flow, state: own } of flows) {
    const [source, destination] = [parties.numberOf(flow.source), parties.numberOf(flow.destination)];
    if (source === undefined || destination === undefined) continue;
    if (flow.expect === null && flow.protocol === null) continue;
    const key = keyOf(parties, { source, destination });
    const known = wishes.get(key);
    const state = worse(known?.state ?? null, own);
    wishes.set(key, { state, texts: [...(known?.texts ?? []), wishText(flow)] });
  }
  return wishes;
}

function wishText(flow: DrawnFlow): string {
  const traffic = flowTraffic(flow);
  if (flow.expect === null) return traffic;
  return `${traffic} ${flow.expect === 'allow' ? 'allowed' : 'denied'}`;
}

const worstFirst: readonly (Expectation | null)[] = ['missed', 'unknown', 'met', null];

function worse(one: Expectation | null, other: Expectation | null): Expectation | null {
  return worstFirst.find((state) => state === one || state === other) ?? null;
}

const wishWords: Readonly<Record<Expectation, string>> = {
  met: 'as expected',
  missed: 'not as expected',
  unknown: 'it can’t be evaluated whether this is as expected',
};

function spokenWish({ state, texts }: ArrowWish): string {
  return state === null ? `; flow of ${texts.join(', ')}` : `; ${wishWords[state]}: ${texts.join(', ')}`;
}
