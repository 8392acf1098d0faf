import { unionTraffic } from '../../core/net/traffic.ts';
import type { FlowVerdict, Segment } from '../../core/policy/trace.ts';
import { sizeOfTraffic, trafficText } from './traffic-text.ts';

/** What goes the same way through the checkpoints for the same reason, with its words. */
export interface PortClass {
  readonly segment: Segment;
  readonly text: string;
}

const rank: Readonly<Record<FlowVerdict, number>> = { allow: 0, undecided: 1, deny: 2 };

/**
 * A pair's segments as the user counts them: those that met the same steps are one, allowed ones come first, and of
 * several the largest is "everything else".
 */
export function portClasses(segments: readonly Segment[]): readonly PortClass[] {
  const merged = new Map<string, Segment>();
  for (const segment of segments) {
    const key = JSON.stringify([segment.verdict, segment.decidedBy, segment.checkpoints]);
    const same = merged.get(key);
    merged.set(key, same === undefined ? segment : { ...same, traffic: unionTraffic(same.traffic, segment.traffic) });
  }
  const classes = [...merged.values()];
  const [largest] = classes.toSorted((a, b) => sizeOfTraffic(b.traffic) - sizeOfTraffic(a.traffic));
  return classes
    .toSorted((a, b) => rank[a.verdict] - rank[b.verdict] || Number(a === largest) - Number(b === largest))
    .map((segment) => ({
      segment,
      text: segment === largest && classes.length > 1 ? 'Everything else' : trafficText(segment.traffic),
    }));
}
