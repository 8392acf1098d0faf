import { explainSegment, type Fragment, type Sentence } from '../../core/policy/explain.ts';
import { noTraffic, unionTraffic } from '../../core/net/traffic.ts';
import type { PairResult, Segment } from '../../core/policy/trace.ts';
import { sizeOfTraffic, trafficText } from './traffic-text.ts';

/**
 * What happens between two endpoints in one sentence: why the larger part of the traffic goes as it goes, and what of
 * it goes another way.
 *
 * @returns an empty sentence for a pair of which nothing is judged
 */
export function pairSentence({ parts }: PairResult): Sentence {
  const segments = parts.flatMap((part) => part.segments);
  const allowed = segments.filter(({ verdict }) => verdict === 'allow');
  const others = segments.filter(({ verdict }) => verdict !== 'allow');
  if (allowed.length === 0 || others.length === 0) return reasonOf(segments);
  if (others.every(isTunnel)) return [...reasonOf(allowed), text(` ${tunnelsDropped}`)];
  if (sizeOf(allowed) > sizeOf(others))
    return [...reasonOf(allowed), text(` Only ${textOf(others)} `), ...predicateOf(others)];
  return [text(`Only ${textOf(allowed)} passes. The rest `), ...predicateOf(others)];
}

const tunnelsDropped = 'Only the pod’s own VXLAN and IP-in-IP packets are dropped, which no policy can allow.';

function isTunnel({ decidedBy }: Segment): boolean {
  return decidedBy.step.kind === 'encap-block';
}

function textOf(segments: readonly Segment[]): string {
  return trafficText(segments.map(({ traffic }) => traffic).reduce(unionTraffic, noTraffic));
}

function sizeOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { traffic }) => sum + sizeOfTraffic(traffic), 0);
}

function text(words: string): Fragment {
  return { kind: 'text', text: words };
}

function reasonOf(segments: readonly Segment[]): Sentence {
  const largest = largestOf(segments);
  return largest === undefined ? [] : [...explainSegment(largest).reason, text('.')];
}

function largestOf(segments: readonly Segment[]): Segment | undefined {
  return segments.toSorted((a, b) => sizeOfTraffic(b.traffic) - sizeOfTraffic(a.traffic))[0];
}

/** The reason behind a subject: "is denied at …", "can’t be evaluated at …". */
function predicateOf(segments: readonly Segment[]): Sentence {
  const [first, ...rest] = reasonOf(segments);
  if (first?.kind !== 'text') return [];
  const isVerb = largestOf(segments)?.verdict === 'undecided';
  return [text(`${isVerb ? '' : 'is '}${first.text.charAt(0).toLowerCase()}${first.text.slice(1)}`), ...rest];
}
