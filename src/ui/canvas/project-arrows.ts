import type { Selected } from '../../app/selection.svelte.ts';
import type { TableChange } from '../../core/compare/compare-tables.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { arrowId, type ArrowSpec, type Emphasis } from './element-spec.ts';
import { mergedSummary } from './merged-summary.ts';
import type { Pair, Parties, Party } from './parties.ts';

/** What the arrows' looks depend on beside the verdicts. */
export interface ArrowContext {
  readonly selected: Selected;
  readonly endpoint: EndpointId | null;
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
  const drawn = new Set(pairs.map((pair) => keyOf(parties, pair)));
  return pairs.flatMap((pair) => {
    const isPaired = drawn.has(keyOf(parties, { source: pair.destination, destination: pair.source }));
    const isGhost = ghosts.has(keyOf(parties, pair)) || isChanged(parties, pair, context);
    return arrowSpec(parties, pair, context, { isGhost, isPaired });
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
  { isGhost, isPaired }: { readonly isGhost: boolean; readonly isPaired: boolean },
): readonly ArrowSpec[] {
  const [from, to] = [parties.party(pair.source), parties.party(pair.destination)];
  const told = isGhost && context.future !== null ? context.future : parties;
  const summary = mergedSummary(told.meet(pair), from.called, from === to ? 'each other' : to.called);
  const ends = endsOf(from, to, context.selected);
  if (summary === null || ends === null) return [];
  const emphasis = emphasisOf(parties, pair, context);
  const why = context.change === null ? 'with the staged policies' : 'would become';
  const id = arrowId(from.endpoints[0] ?? ends.source, to.endpoints[0] ?? ends.destination);
  const isLoop = from === to;
  return [
    {
      kind: 'arrow',
      id,
      from: from.card,
      to: to.card,
      ...ends,
      ...summary,
      title: `${from.called} → ${from === to ? 'each other' : to.called}`,
      pairs: parties.pairs(pair),
      ghost: isGhost,
      paired: isPaired && !isLoop,
      emphasis: isGhost && emphasis === 'dimmed' ? 'normal' : emphasis,
      spoken: isGhost ? `${why} ${summary.spoken}` : summary.spoken,
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
  const { selected, endpoint, change, staged } = context;
  if (change !== null && change.total > 0) return 'dimmed';
  if (selected.kind === 'pair') {
    const isIt = parties.numberOf(selected.source) === source && parties.numberOf(selected.destination) === destination;
    return isIt ? 'selected' : 'dimmed';
  }
  if (endpoint === null) return staged !== null && staged.total > 0 ? 'dimmed' : 'normal';
  const party = parties.numberOf(endpoint);
  return party === source || party === destination ? 'normal' : 'dimmed';
}
