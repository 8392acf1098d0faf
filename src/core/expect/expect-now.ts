import { allowedNumbers } from '../net/allowed-traffic.ts';
import type { AllowedTraffic } from '../net/describe-traffic.ts';
import { portsFrom, printFlowPort, type FlowTraffic, type FlowPort } from '../net/flow-traffic.ts';
import { protocolNumbers } from '../net/protocol.ts';
import { rangePairs } from '../net/ranges.ts';
import type { DrawnFlow } from '../model/design.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Verdict } from '../policy/trace.ts';
import { err, ok, unreachable, type Result } from '../result.ts';

/** A pair as it is judged now. */
export interface PairNow {
  readonly source: EndpointId;
  readonly destination: EndpointId;
  /** Of the traffic that is looked at. */
  readonly verdict: Verdict;
  /** What of it passes between all addresses. */
  readonly allowed: readonly AllowedTraffic[];
  /** What is looked at; all traffic where both are null. */
  readonly of: FlowTraffic;
}

/** A flow that is drawn, or in whose place another one is. */
export interface FlowChange {
  /** Its place among all drawn flows; null: it is a new one. */
  readonly index: number | null;
  readonly flow: DrawnFlow;
}

export interface ExpectNowPlan {
  readonly changes: readonly FlowChange[];
  /** How many flows say so already. */
  readonly already: number;
  /** Sentences: what of these pairs no flow can say. */
  readonly leftOut: readonly string[];
}

/** More expectations at once are a slip, or nobody reads them. */
export const mostExpectations = 2000;
/** A list of more single types or protocols than this says less than a policy does. */
const mostSingles = 16;

/**
 * Expectations that say of each pair what is judged now: that all passes, that nothing does, or of a pair where some of it
 * does, each thing that passes. A drawn flow of the same traffic is expected so from now on; else one is drawn.
 *
 * @returns a sentence where that would be too many
 */
export function planExpectNow(pairs: readonly PairNow[], drawn: readonly DrawnFlow[]): Result<ExpectNowPlan, string> {
  const places = new Map(drawn.map((flow, index) => [keyOf(flow), index]));
  const [changes, omissions] = [new Map<string, FlowChange>(), new Omissions()];
  let already = 0;
  for (const { source, destination, ...now } of pairs) {
    if (source === destination) continue;
    for (const { traffic, expect } of wishesOf(now, omissions)) {
      const key = keyOf({ source, destination, ...traffic });
      const index = places.get(key) ?? null;
      const known = index === null ? undefined : drawn[index];
      if (known?.expect === expect) already += 1;
      else changes.set(key, { index, flow: { note: '', ...known, source, destination, ...traffic, expect } });
    }
    if (changes.size > mostExpectations) return err(tooMany);
  }
  return ok({ changes: [...changes.values()], already, leftOut: omissions.sentences() });
}

const tooMany = `That would be more than ${mostExpectations.toLocaleString('en-US')} expectations at once: filter the matrix, choose a narrower lens, or select fewer endpoints.`;

/** The place of a flow of this traffic between these ends. */
export function keyOf({ source, destination, protocol, port }: Omit<DrawnFlow, 'expect' | 'note'>): string {
  return `${source} ${destination} ${protocol ?? ''} ${port === null ? '' : printFlowPort(port)}`;
}

interface Wish {
  readonly traffic: FlowTraffic;
  readonly expect: 'allow' | 'deny';
}

function wishesOf(
  { verdict, allowed, of }: Omit<PairNow, 'source' | 'destination'>,
  omissions: Omissions,
): readonly Wish[] {
  switch (verdict) {
    case 'allow':
    case 'deny':
      return [{ traffic: of, expect: verdict }];
    case 'partial': {
      if (allowed.length === 0) omissions.add('address');
      const traffics = allowed.map(trafficsOf);
      if (traffics.includes(null)) omissions.add('unsayable');
      return traffics.flatMap((list) => list ?? []).map((traffic) => ({ traffic, expect: 'allow' }));
    }
    case 'undecided':
      omissions.add('undecided');
      return [];
    default:
      return unreachable(verdict);
  }
}

/** One flow for each range of ports, type or protocol; null: no list of flows says it. */
function trafficsOf(entry: AllowedTraffic): readonly FlowTraffic[] | null {
  switch (entry.protocol) {
    case 'TCP':
    case 'UDP':
    case 'SCTP': {
      const protocol = protocolNumbers[entry.protocol];
      if (entry.ports === '*') return [{ protocol, port: null }];
      return rangePairs(allowedNumbers(entry)).map(([first, last]) => ({ protocol, port: portsFrom(first, last) }));
    }
    case 'ICMP':
    case 'ICMPv6':
      return typesOf(protocolNumbers[entry.protocol], entry.types);
    case 'other': {
      if (entry.ports === '*') return null;
      const singles = singlesOf(entry.ports);
      return singles?.includes(0) === true ? null : (singles?.map((protocol) => ({ protocol, port: null })) ?? null);
    }
    default:
      return unreachable(entry);
  }
}

/** @param list types, ranges of them, and codes of one type: `8,10-12,3/0-3` */
function typesOf(protocol: number, list: string): readonly FlowTraffic[] | null {
  if (list === '*') return [{ protocol, port: null }];
  const ports = list.split(',').map((item): readonly FlowPort[] | null => {
    const [types = '', codes] = item.split('/');
    if (codes === undefined) return singlesOf(types)?.map((type) => ({ kind: 'icmp', type, code: null })) ?? null;
    return singlesOf(codes)?.map((code) => ({ kind: 'icmp', type: Number(types), code })) ?? null;
  });
  const all = ports.flatMap((some) => some ?? []);
  // No policy and no flow can name the type 255 (R8.25).
  const isSayable = !ports.includes(null) && all.length <= mostSingles && all.every(isNameable);
  return isSayable ? all.map((port) => ({ protocol, port })) : null;
}

function isNameable(port: FlowPort): boolean {
  return typeof port === 'number' || port.kind === 'ports' || port.type <= 254;
}

/** Each number of `2,7-9`; null: they are too many. */
function singlesOf(list: string): readonly number[] | null {
  const ranges = list.split(',').map((range) => range.split('-').map(Number));
  const size = ranges.reduce((sum, [first = 0, last = first]) => sum + last - first + 1, 0);
  if (size > mostSingles) return null;
  return ranges.flatMap(([first = 0, last = first]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
}

type Omission = 'undecided' | 'address' | 'unsayable';

/** Counts the pairs of which something is left out. */
class Omissions {
  readonly #counts: Record<Omission, number> = { undecided: 0, address: 0, unsayable: 0 };

  add(omission: Omission): void {
    this.#counts[omission] += 1;
  }

  sentences(): readonly string[] {
    const { undecided, address, unsayable } = this.#counts;
    return [
      undecided === 0
        ? ''
        : `${pairsWord(undecided)} can’t be evaluated and ${undecided === 1 ? 'was' : 'were'} left out.`,
      address === 0 ? '' : `What passes between ${pairsWord(address)} depends on the address; left out.`,
      unsayable === 0 ? '' : `Of ${pairsWord(unsayable)} long lists of ICMP types or other protocols were left out.`,
    ].filter((sentence) => sentence !== '');
  }
}

function pairsWord(count: number): string {
  return count === 1 ? '1 pair' : `${count.toLocaleString('en-US')} pairs`;
}
