import type { Selected } from '../../app/selection.svelte.ts';
import type { TableChange } from '../../core/compare/compare-tables.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { summaryAt } from '../../core/policy/verdict-index.ts';
import type { PairSummary, VerdictTable } from '../../core/policy/verdict-table.ts';
import type { Pair } from './choose-pairs.ts';
import { arrowId, type ArrowSpec, type CardSpec, type Emphasis } from './element-spec.ts';
import { allowedCaption, spokenVerdict } from './arrow-words.ts';

/** What the arrows' looks depend on beside the verdicts. */
export interface ArrowContext {
  readonly cards: readonly CardSpec[];
  readonly selected: Selected;
  readonly endpoint: EndpointId | null;
  readonly change: TableChange | null;
}

/** One arrow for each pair whose ends are drawn. Arrows in front come first: ghosts, selected, others. */
export function projectArrows(
  table: VerdictTable,
  pairs: readonly Pair[],
  context: ArrowContext,
): readonly ArrowSpec[] {
  const cardOf = new Map(context.cards.flatMap(({ endpoint, id }) => (endpoint === null ? [] : [[endpoint, id]])));
  const changed = new Map(
    context.change?.pairs.map(({ source, destination, after }) => [arrowId(source, destination), after]),
  );
  const drawn = new Set(pairs.map((pair) => idOf(table, pair)));
  return pairs.flatMap((pair) => {
    const [source, destination] = [table.endpoints[pair.source]?.id, table.endpoints[pair.destination]?.id];
    const current = summaryAt(table, pair.source, pair.destination);
    if (source === undefined || destination === undefined || current === undefined) return [];
    const [from, to] = [cardOf.get(source), cardOf.get(destination)];
    if (from === undefined || to === undefined) return [];
    const future = changed.get(arrowId(source, destination));
    const ends = { from, to, source, destination };
    const paired = drawn.has(arrowId(destination, source));
    return [arrowSpec(ends, future ?? current, future !== undefined, paired, emphasisOf(source, destination, context))];
  });
}

function idOf(table: VerdictTable, { source, destination }: Pair): string | null {
  const [from, to] = [table.endpoints[source], table.endpoints[destination]];
  return from === undefined || to === undefined ? null : arrowId(from.id, to.id);
}

function arrowSpec(
  ends: Pick<ArrowSpec, 'from' | 'to' | 'source' | 'destination'>,
  summary: PairSummary,
  ghost: boolean,
  paired: boolean,
  emphasis: Emphasis,
): ArrowSpec {
  const spoken = spokenVerdict(ends.source, ends.destination, summary);
  return {
    kind: 'arrow',
    id: arrowId(ends.source, ends.destination),
    ...ends,
    verdict: summary.verdict,
    egress: summary.egress,
    ingress: summary.ingress,
    door: summary.door,
    caption: summary.verdict === 'partial' ? allowedCaption(summary.allowed) : '',
    ghost,
    paired,
    emphasis: ghost ? 'normal' : emphasis,
    spoken: ghost ? `would become ${spoken}` : spoken,
  };
}

/** While something is dragged, what would not change steps back; otherwise what is not selected does. */
function emphasisOf(source: EndpointId, destination: EndpointId, context: ArrowContext): Emphasis {
  if (context.change !== null && context.change.pairs.length > 0) return 'dimmed';
  const { selected, endpoint } = context;
  if (selected.kind === 'pair')
    return selected.source === source && selected.destination === destination ? 'selected' : 'dimmed';
  if (endpoint === null) return 'normal';
  return endpoint === source || endpoint === destination ? 'normal' : 'dimmed';
}
