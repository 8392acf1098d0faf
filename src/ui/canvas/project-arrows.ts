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
  /** What the staged policies change, while they are looked at as enforced: the table has it already. */
  readonly staged: TableChange | null;
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
  const staged = new Set(
    context.change === null ? context.staged?.pairs.map(({ source, destination }) => arrowId(source, destination)) : [],
  );
  const drawn = new Set(pairs.map((pair) => idOf(table, pair)));
  return pairs.flatMap((pair) => {
    const [source, destination] = [table.endpoints[pair.source]?.id, table.endpoints[pair.destination]?.id];
    const current = summaryAt(table, pair.source, pair.destination);
    if (source === undefined || destination === undefined || current === undefined) return [];
    const [from, to] = [cardOf.get(source), cardOf.get(destination)];
    if (from === undefined || to === undefined) return [];
    const id = arrowId(source, destination);
    const future = changed.get(id);
    const ghost = future !== undefined ? 'coming' : staged.has(id) ? 'staged' : null;
    const ends = { from, to, source, destination };
    const paired = drawn.has(arrowId(destination, source));
    const emphasis = emphasisOf(source, destination, context, ghost !== null);
    return [arrowSpec(ends, future ?? current, ghost, paired, emphasis)];
  });
}

const ghostWords = { coming: 'would become', staged: 'with the staged policies' } as const;

function idOf(table: VerdictTable, { source, destination }: Pair): string | null {
  const [from, to] = [table.endpoints[source], table.endpoints[destination]];
  return from === undefined || to === undefined ? null : arrowId(from.id, to.id);
}

function arrowSpec(
  ends: Pick<ArrowSpec, 'from' | 'to' | 'source' | 'destination'>,
  summary: PairSummary,
  ghost: keyof typeof ghostWords | null,
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
    ghost: ghost !== null,
    paired,
    emphasis: ghost === 'coming' ? 'normal' : emphasis,
    spoken: ghost === null ? spoken : `${ghostWords[ghost]} ${spoken}`,
  };
}

/** While something is dragged or staged policies are looked at, what does not change steps back; what is not selected does too. */
function emphasisOf(source: EndpointId, destination: EndpointId, context: ArrowContext, isGhost: boolean): Emphasis {
  if (context.change !== null && context.change.pairs.length > 0) return 'dimmed';
  const { selected, endpoint } = context;
  if (selected.kind === 'pair')
    return selected.source === source && selected.destination === destination ? 'selected' : 'dimmed';
  if (endpoint === null) return isGhost || (context.staged?.pairs ?? []).length === 0 ? 'normal' : 'dimmed';
  return endpoint === source || endpoint === destination ? 'normal' : 'dimmed';
}
