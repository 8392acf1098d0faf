import type { DrawnFlow } from '../model/design.ts';
import type { AllowedTraffic } from '../net/describe-traffic.ts';
import { printProtocol, protocolNumbers } from '../net/protocol.ts';
import type { PairSummary } from '../policy/verdict-table.ts';

/** `unknown`: the verdicts do not say it. */
export type Expectation = 'met' | 'missed' | 'unknown';

/** How much of a flow's traffic certainly passes. */
type Passage = 'all' | 'some' | 'none';

/**
 * Whether what is expected of a drawn flow is what its pair's verdict says.
 *
 * @param isOfManyAddresses one of its ends is a network: of the parts of a network the summary says only what all of
 *   them let through, so that the rest may pass for some
 * @returns null where nothing is expected
 */
export function expectationOf(
  flow: Pick<DrawnFlow, 'protocol' | 'port' | 'expect'>,
  summary: PairSummary,
  isOfManyAddresses: boolean,
): Expectation | null {
  if (flow.expect === null) return null;
  const passage = passageOf(flow, summary);
  const hasParts = isOfManyAddresses && summary.verdict === 'partial' && summary.notes.length > 0;
  const isCertain = summary.verdict !== 'undecided' && !hasParts;
  if (flow.expect === 'allow') return passage === 'all' ? 'met' : isCertain ? 'missed' : 'unknown';
  return passage !== 'none' ? 'missed' : isCertain ? 'met' : 'unknown';
}

/** What a flow is of, in words: `TCP 22`, `ICMP`, `all traffic`. */
export function flowTraffic({ protocol, port }: Pick<DrawnFlow, 'protocol' | 'port'>): string {
  if (protocol === null) return 'all traffic';
  return port === null ? printProtocol(protocol) : `${printProtocol(protocol)} ${port}`;
}

function passageOf({ protocol, port }: Pick<DrawnFlow, 'protocol' | 'port'>, summary: PairSummary): Passage {
  const { verdict, allowed } = summary;
  if (verdict === 'allow') return 'all';
  if (protocol === null) return allowed.length > 0 ? 'some' : 'none';
  const entry = allowed.find((traffic) => traffic.protocol === nameOf(protocol));
  if (entry === undefined) return 'none';
  const passing = numbersOf(entry);
  if (passing === '*') return 'all';
  const wanted = entry.protocol === 'other' ? protocol : port;
  if (wanted === null) return 'some';
  return listsNumber(passing, wanted) ? 'all' : 'none';
}

/** The entry of a summary that a protocol is told by. */
function nameOf(protocol: number): AllowedTraffic['protocol'] {
  const { TCP, UDP, SCTP, ICMP, ICMPv6 } = protocolNumbers;
  const names: Readonly<Record<number, AllowedTraffic['protocol']>> = {
    [TCP]: 'TCP',
    [UDP]: 'UDP',
    [SCTP]: 'SCTP',
    [ICMP]: 'ICMP',
    [ICMPv6]: 'ICMPv6',
  };
  return names[protocol] ?? 'other';
}

function numbersOf(traffic: AllowedTraffic): string {
  return 'types' in traffic ? traffic.types : traffic.ports;
}

/** @param list merged ranges as a summary prints them: `22,2379-2380` */
function listsNumber(list: string, wanted: number): boolean {
  return list.split(',').some((range) => {
    const [first = NaN, last = first] = range.split('-').map(Number);
    return first <= wanted && wanted <= last;
  });
}
