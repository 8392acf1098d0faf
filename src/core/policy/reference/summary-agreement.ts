import type { AllowedTraffic } from '../../net/describe-traffic.ts';
import { describeTraffic } from '../../net/describe-traffic.ts';
import { noTraffic, unionTraffic } from '../../net/traffic.ts';
import type { PairResult, Segment, Verdict } from '../trace.ts';
import { summaryAt } from '../verdict-index.ts';
import type { PairSummary, VerdictTable } from '../verdict-table.ts';
import { packetOf } from './agreement.ts';
import type { Comparison, Ends } from './comparison.ts';
import { complain } from './comparison.ts';
import { judgePacket } from './naive.ts';
import { hasPorts, showPacket } from './packet.ts';
import type { Load } from './probes.ts';
import { valueOf } from './probes.ts';
import { isTranslatedSomewhere, traceOf } from './rulings.ts';

/** Holds what the table of all pairs says of one against what the pair says by itself, and against the reference. */
export function compareSummary(comparison: Comparison, table: VerdictTable, pair: PairResult): PairSummary | undefined {
  const { source, destination, parts } = pair;
  const rowOf = (id: string): number => table.endpoints.findIndex((endpoint) => endpoint.id === id);
  const summary = summaryAt(table, rowOf(source), rowOf(destination));
  if (summary === undefined || source === destination) return summary;
  const words = (of: string, verdicts: readonly Verdict[]): string => `${of} ${combined(verdicts)}`;
  const reference = [
    words(
      'verdict',
      parts.map(({ segments }) => verdictOf(segments)),
    ),
    words(
      'egress',
      parts.map(({ egress }) => verdictOf(egress)),
    ),
    words(
      'ingress',
      parts.map(({ ingress }) => verdictOf(ingress)),
    ),
    allowedOf(pair) ?? JSON.stringify(summary.allowed),
  ].join(' ');
  const { verdict, egress, ingress, allowed } = summary;
  const evaluator = `verdict ${verdict} egress ${egress} ingress ${ingress} ${JSON.stringify(allowed)}`;
  if (reference !== evaluator) comparison.found.push({ source, destination, what: 'summary', reference, evaluator });
  return summary;
}

/** Whatever is in `allowed` must be allowed in every part, whatever is not must fail somewhere. */
export function compareAllowed(
  comparison: Comparison,
  ends: Ends,
  { source, destination, parts }: PairResult,
  allowed: readonly AllowedTraffic[],
  load: Load,
): void {
  if (source === destination) return; // The table shows no pair of an endpoint with itself.
  const { judge, ephemeral, coverage } = comparison;
  // ICMP is one family's: what becomes of it in the other one says nothing.
  const asked = parts.filter(({ family }) => load.protocol !== (family === 4 ? 58 : 1));
  if (asked.length === 0) return;
  const packets = asked.map((part) => packetOf(comparison, ends, part, load, 0));
  if (packets.some((packet) => isTranslatedSomewhere(judge, ends.from, packet))) return;
  const judged = packets.map((packet) => ({
    packet,
    rulings: (hasPorts(load.protocol) ? ephemeral : [0]).map((sourcePort) =>
      judgePacket(judge, ends.from, ends.to, { ...packet, sourcePort }),
    ),
  }));
  const failing = judged.find(({ rulings }) => rulings.some(({ verdict }) => verdict !== 'allow'))?.packet;
  const isIn = holds(allowed, load);
  coverage.countStep(`table ${isIn ? 'allows' : 'does not allow'}`);
  const [packet] = packets;
  if (packet === undefined || isIn === (failing === undefined)) return;
  if (!isIn && asked.length < parts.length) return;
  // R6.4: a rule that takes some of the source ports depends, whatever a later rule says of the others.
  if (!isIn && judged.some(({ rulings }) => new Set(rulings.map(traceOf)).size > 1)) return;
  const what = `allowed ${showPacket(failing ?? packet)}`;
  complain(comparison, ends, what, isIn ? 'not everywhere' : 'everywhere', JSON.stringify(allowed));
}

/** Reads the text that the table shows. */
function holds(allowed: readonly AllowedTraffic[], load: Load): boolean {
  const names: Readonly<Record<number, string>> = { 6: 'TCP', 17: 'UDP', 132: 'SCTP', 1: 'ICMP', 58: 'ICMPv6' };
  const name = names[load.protocol] ?? 'other';
  return allowed.some((entry) => {
    if (entry.protocol !== name) return false;
    const text = 'types' in entry ? entry.types : entry.ports;
    if (text === '*') return true;
    const value = name === 'other' ? load.protocol : valueOf(load);
    return text.split(',').some((item) => ('types' in entry ? holdsType(item, load) : isBetween(item, value)));
  });
}

/** `8`, `3-5`, `3/1`, `3/1-4` */
function holdsType(item: string, { icmpType, icmpCode }: Load): boolean {
  const [types = '', codes] = item.split('/');
  return isBetween(types, icmpType) && (codes === undefined || isBetween(codes, icmpCode));
}

function isBetween(range: string, value: number): boolean {
  const [first = Number.NaN, last = first] = range.split('-').map(Number);
  return first <= value && value <= last;
}

function combined(verdicts: readonly Verdict[]): Verdict {
  const [first] = verdicts;
  if (first === undefined || verdicts.includes('undecided')) return 'undecided';
  return verdicts.every((verdict) => verdict === first) ? first : 'partial';
}

/** A pod's tunnel packets are barred everywhere and make no open pair partial; no checkpoint, no objection. */
function verdictOf(segments: readonly Segment[]): Verdict {
  const verdicts = new Set(segments.filter((segment) => !isTunnel(segment)).map(({ verdict }) => verdict));
  if (verdicts.has('undecided')) return 'undecided';
  if (segments.length > 0 && !verdicts.has('allow')) return 'deny';
  return verdicts.has('deny') ? 'partial' : 'allow';
}

function isTunnel({ decidedBy }: Segment): boolean {
  return decidedBy.step.kind === 'encap-block';
}

/** null where several parts would have to be laid over each other. */
function allowedOf({ parts }: PairResult): string | null {
  const [part] = parts;
  if (part === undefined || parts.length > 1) return null;
  const allowed = part.segments.filter(({ verdict }) => verdict === 'allow').map(({ traffic }) => traffic);
  return JSON.stringify(describeTraffic(allowed.reduce(unionTraffic, noTraffic)));
}
