import { explainSegment, type Sentence } from '../../core/policy/explain.ts';
import { noTraffic, unionTraffic } from '../../core/net/traffic.ts';
import type { PairResult, Segment } from '../../core/policy/trace.ts';
import { sizeOfTraffic, trafficText } from './traffic-text.ts';

/**
 * What happens between two endpoints in one sentence: why the larger part of the traffic goes as it goes, and, where
 * not all of it goes the same way, what is allowed.
 *
 * @returns an empty sentence for a pair of which nothing is judged
 */
export function pairSentence({ parts }: PairResult): Sentence {
  const segments = parts.flatMap((part) => part.segments);
  const verdicts = new Set(segments.map(({ verdict }) => verdict));
  if (verdicts.size <= 1) return reasonOf(segments);
  const others = segments.filter(({ verdict }) => verdict !== 'allow');
  const allowed = segments.filter(({ verdict }) => verdict === 'allow').map(({ traffic }) => traffic);
  const text = trafficText(allowed.reduce(unionTraffic, noTraffic));
  return [{ kind: 'text', text: `Allowed is ${text}. The rest: ` }, ...lowerCased(reasonOf(others))];
}

function reasonOf(segments: readonly Segment[]): Sentence {
  const largest = segments.toSorted((a, b) => sizeOfTraffic(b.traffic) - sizeOfTraffic(a.traffic))[0];
  return largest === undefined ? [] : [...explainSegment(largest).reason, { kind: 'text', text: '.' }];
}

function lowerCased([first, ...rest]: Sentence): Sentence {
  if (first?.kind !== 'text') return first === undefined ? rest : [first, ...rest];
  return [{ kind: 'text', text: first.text.charAt(0).toLowerCase() + first.text.slice(1) }, ...rest];
}
