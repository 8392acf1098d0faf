import type { EndpointId } from '../../core/model/ids.ts';
import type { Pair } from '../../app/selection.svelte.ts';
import type { VerdictTable } from '../../core/policy/verdict-table.ts';
import { passingWords } from '../../core/reach/reach-words.ts';
import { rowsOfWay, type Reach, type Way } from '../../core/reach/reach.ts';

/** One reached endpoint in the list. */
export interface BlastRow {
  readonly id: EndpointId;
  readonly isSure: boolean;
  /** What selecting it selects: the last connection of its way. */
  readonly pair: Pair;
  /** `from prod/web by TCP 80`. */
  readonly by: string;
  /** The whole way, for those who ask. */
  readonly way: string;
}

export interface BlastGroup {
  readonly key: string;
  readonly title: string;
  /** All of them, the ones that are not listed too. */
  readonly size: number;
  readonly rows: readonly BlastRow[];
}

/** Nobody reads more of one hop. */
const mostRows = 300;

/** One group for each hop, and last what may be reachable. */
export function blastGroups(reach: Reach, { endpoints }: VerdictTable): readonly BlastGroup[] {
  const nameOf = (row: number): EndpointId => {
    const found = endpoints[row];
    if (found === undefined) throw new RangeError(`no row ${row}`);
    return found.id;
  };
  const rowOf = (way: Way, isSure: boolean): BlastRow => {
    const [source, destination] = [nameOf(way.from), nameOf(way.row)];
    return {
      id: destination,
      isSure,
      pair: { source, destination },
      by: `${way.hop === 1 ? '' : `from ${source}, `}${passingWords(way.summary)}`,
      way: rowsOfWay(reach, way.row).map(nameOf).join(' → '),
    };
  };
  const hops = [...new Set(reach.reached.map(({ hop }) => hop))];
  const sure = hops.map((hop): BlastGroup => {
    const ways = reach.reached.filter((way) => way.hop === hop);
    const title = hop === 1 ? 'In one hop' : `In ${hop} hops`;
    return { key: `${hop}`, title, size: ways.length, rows: ways.slice(0, mostRows).map((way) => rowOf(way, true)) };
  });
  if (reach.possible.length === 0) return sure;
  const rows = reach.possible.slice(0, mostRows).map((way) => rowOf(way, false));
  return [...sure, { key: 'possible', title: 'May be reachable', size: reach.possible.length, rows }];
}
