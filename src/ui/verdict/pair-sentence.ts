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
  const mostly = sizeOf(allowed) > sizeOf(others) ? allowed : others;
  const [lead, except] = mostly === allowed ? ['', others] : [`Allowed is ${textOf(allowed)}. The rest: `, null];
  const tail = except === null ? [] : [text(` Only ${textOf(except)}: `), ...lowerCased(reasonOf(except))];
  return [...(lead === '' ? reasonOf(mostly) : [text(lead), ...lowerCased(reasonOf(mostly))]), ...tail];
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
  const largest = segments.toSorted((a, b) => sizeOfTraffic(b.traffic) - sizeOfTraffic(a.traffic))[0];
  return largest === undefined ? [] : [...explainSegment(largest).reason, text('.')];
}

function lowerCased([first, ...rest]: Sentence): Sentence {
  if (first?.kind !== 'text') return first === undefined ? rest : [first, ...rest];
  return [text(first.text.charAt(0).toLowerCase() + first.text.slice(1)), ...rest];
}
