import type { Bits } from './bits.ts';
import { intersectBits, isEmptyBits, subtractBits, unionBits } from './bits.ts';
import type { Share } from './match.ts';
import type { StepChain } from './step-chain.ts';
import { sameSteps } from './step-chain.ts';
import type { TrafficId, TrafficPool } from './traffic-pool.ts';
import { emptyTrafficId } from './traffic-pool.ts';

/** Traffic of some points that nothing has decided yet. */
export interface Group {
  readonly points: Bits;
  readonly traffic: TrafficId;
  readonly steps: StepChain | null;
}

/** Cuts a share out of all groups, hands what was cut to `use`, and returns what is left. */
export function take(
  groups: readonly Group[],
  share: Share,
  pool: TrafficPool,
  use: (taken: Group) => void,
): readonly Group[] {
  const rest: Group[] = [];
  let isCut = false;
  for (const group of groups) {
    const traffic = pool.intersect(group.traffic, share.traffic);
    const points = traffic === emptyTrafficId ? null : intersectBits(group.points, share.points);
    if (points === null || isEmptyBits(points)) {
      rest.push(group);
      continue;
    }
    isCut = true;
    use({ points, traffic, steps: group.steps });
    const others = subtractBits(group.points, points);
    const remaining = pool.subtract(group.traffic, traffic);
    if (remaining !== emptyTrafficId) rest.push({ points, traffic: remaining, steps: group.steps });
    if (!isEmptyBits(others)) rest.push({ points: others, traffic: group.traffic, steps: group.steps });
  }
  return isCut ? merged(rest) : groups;
}

/** Puts groups with equal traffic and steps together: else they would multiply with every rule. */
export function merged(groups: readonly Group[]): readonly Group[] {
  if (groups.length < 2) return groups;
  const result: Group[] = [];
  for (const group of groups) {
    const twin = result.findIndex(({ traffic, steps }) => traffic === group.traffic && sameSteps(steps, group.steps));
    const known = result[twin];
    if (known === undefined) result.push(group);
    else result[twin] = { ...known, points: unionBits(known.points, group.points) };
  }
  return result;
}
