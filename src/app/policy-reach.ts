import type { EndpointId, ResourceId } from '../core/model/ids.ts';
import { endpointsSelectedBy } from '../core/policy/inspect.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import type { EndpointPair } from '../worker/protocol.ts';

/** More pairs than the canvas ever draws arrows. */
const mostPairs = 2_500;

export function selectedBy(ruleset: Ruleset, policy: ResourceId): ReadonlySet<EndpointId> {
  return new Set(endpointsSelectedBy(ruleset, policy));
}

/** As a highlight names arrows. */
export function arrowsOf(pairs: readonly EndpointPair[]): ReadonlySet<string> {
  return new Set(pairs.map(({ source, destination }) => `${source} → ${destination}`));
}

/** What may be drawn: the user's flows, then all pairs with an end that the policy selects, then the others. */
export function pairsToAsk(
  flows: readonly EndpointPair[],
  rows: readonly EndpointId[],
  selected: ReadonlySet<EndpointId>,
): readonly EndpointPair[] {
  const pairs = flows.map(({ source, destination }): EndpointPair => ({ source, destination }));
  const near = rows.filter((id) => selected.has(id));
  const far = rows.filter((id) => !selected.has(id));
  const blocks = [
    [near, rows],
    [far, near],
    [far, far],
  ] as const;
  for (const [sources, destinations] of blocks)
    for (const source of sources)
      for (const destination of destinations) {
        if (pairs.length >= mostPairs) return pairs;
        if (source !== destination) pairs.push({ source, destination });
      }
  return pairs;
}
