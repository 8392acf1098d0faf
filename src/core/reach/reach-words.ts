import type { AllowedTraffic } from '../net/describe-traffic.ts';
import type { EndpointId } from '../model/ids.ts';
import type { EndpointRow, PairSummary } from '../policy/verdict-table.ts';
import type { Reach, Way } from './reach.ts';

/** How many endpoints are reached, by hops, and what of them is a host. */
export interface ReachCounts {
  /** At n − 1 how many are n hops away. */
  readonly byHop: readonly number[];
  readonly reached: number;
  /** Host endpoints and cluster nodes among the reached. */
  readonly hosts: number;
  /** External networks among the reached. */
  readonly networks: number;
  readonly possible: number;
  readonly outOfReach: number;
}

export function reachCounts({ reached, possible, outOfReach }: Reach, endpoints: readonly EndpointRow[]): ReachCounts {
  const byHop: number[] = [];
  for (const { hop } of reached) byHop[hop - 1] = (byHop[hop - 1] ?? 0) + 1;
  const ofKind = (kind: EndpointRow['kind']): number =>
    reached.filter(({ row }) => endpoints[row]?.kind === kind).length;
  return {
    byHop,
    reached: reached.length,
    hosts: ofKind('host'),
    networks: ofKind('network'),
    possible: possible.length,
    outOfReach: outOfReach.length,
  };
}

/** `3 endpoints in one hop, 5 in two; 2 hosts`, or that nothing is. */
export function reachedWords({ byHop, reached, hosts }: ReachCounts): string {
  if (reached === 0) return 'nothing is reachable';
  const [first = 0, ...further] = byHop;
  const rings = [
    `${count(first)} ${first === 1 ? 'endpoint' : 'endpoints'} in one hop`,
    ...further.map((size, index) => `${count(size)} in ${hopWord(index + 2)}`),
  ];
  const onHosts = hosts === 0 ? '' : `; ${count(hosts)} ${hosts === 1 ? 'host' : 'hosts'}`;
  return rings.join(', ') + onHosts;
}

/** `2 may be reachable, 7 out of reach`; what there is none of is not said. */
export function restWords({ possible, outOfReach }: ReachCounts): string {
  return [
    possible === 0 ? '' : `${count(possible)} may be reachable`,
    outOfReach === 0 ? 'nothing out of reach' : `${count(outOfReach)} out of reach`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** How a way is written: the names along it, and what its last connection lets through. */
export function wayWords(names: readonly EndpointId[], { summary }: Way): string {
  return `${names.join(' → ')}: ${passingWords(summary)}`;
}

/** What goes through a connection: `all traffic`, `TCP 22, 443`, `can’t be evaluated`. */
export function passingWords({ verdict, allowed }: PairSummary): string {
  if (verdict === 'allow') return 'all traffic';
  if (allowed.length > 0) return allowed.map(trafficWords).join(' · ');
  return verdict === 'undecided' ? 'can’t be evaluated' : 'some addresses only';
}

function trafficWords(traffic: AllowedTraffic): string {
  const which = 'types' in traffic ? traffic.types : traffic.ports;
  const name = traffic.protocol === 'other' ? 'other protocols' : traffic.protocol;
  return which === '*' ? name : `${name} ${which.replaceAll(',', ', ').replaceAll('-', '–')}`;
}

/** Which endpoints came within reach and which left it, from one evaluation to the next. */
export interface ReachChange {
  readonly gained: readonly EndpointId[];
  readonly lost: readonly EndpointId[];
  /** How many more, or less, may be reachable. */
  readonly possible: number;
}

/** Who is reached, by name: rows have other numbers in each table. */
export interface ReachedNames {
  readonly reached: ReadonlySet<EndpointId>;
  readonly possible: ReadonlySet<EndpointId>;
}

/** @returns null where nothing changed */
export function reachChange(before: ReachedNames, after: ReachedNames): ReachChange | null {
  const gained = [...after.reached].filter((id) => !before.reached.has(id));
  const lost = [...before.reached].filter((id) => !after.reached.has(id));
  const possible = after.possible.size - before.possible.size;
  return gained.length + lost.length === 0 && possible === 0 ? null : { gained, lost, possible };
}

/** `−2 reachable`, `+1 −2 reachable`, `+1 may be reachable`. */
export function changeWords({ gained, lost, possible }: ReachChange): string {
  const moved = [
    gained.length === 0 ? '' : `+${count(gained.length)}`,
    lost.length === 0 ? '' : `−${count(lost.length)}`,
  ].filter((part) => part !== '');
  const parts = [
    moved.length === 0 ? '' : `${moved.join(' ')} reachable`,
    possible === 0 ? '' : `${possible > 0 ? '+' : '−'}${count(Math.abs(possible))} may be reachable`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const smallNumbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function hopWord(hop: number): string {
  return smallNumbers[hop] ?? count(hop);
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
