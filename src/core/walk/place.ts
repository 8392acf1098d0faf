import type { EndpointId } from '../model/ids.ts';
import { partyOf } from '../policy/evaluate-pair.ts';
import type { FlowQuery } from '../policy/flow-query.ts';
import { nodeNameOf } from '../policy/path.ts';
import type { NodeSite, Ruleset } from '../policy/ruleset.ts';
import type { CheckpointName, CheckpointTrace } from '../policy/trace.ts';

/** Where along its way a packet is judged, from the source's card to the destination's. */
export const walkPlaces = ['source', 'source-node', 'between', 'destination-node', 'destination'] as const;
export type WalkPlace = (typeof walkPlaces)[number];

/** Checkpoints that can only be at one end: a pod's own, and the ways that need no policy. */
const fixedPlaces: Partial<Readonly<Record<CheckpointName, WalkPlace>>> = {
  'wep-egress': 'source',
  'wep-ingress': 'destination',
  self: 'destination',
  'own-pod': 'destination',
  loopback: 'destination-node',
  'endpoint-to-host': 'destination-node',
};

/** Behind these a packet that stays on one cluster node is at the destination's side of it. */
const turns: readonly CheckpointName[] = ['wep-ingress', 'hep-egress', 'untracked-egress'];

/**
 * Where the packet meets each of its checkpoints, in their order (semantics.md 5.3). A node that neither end is on, a
 * gateway or the one whose node port was dialled, is between the two.
 */
export function placesOf(
  ruleset: Ruleset,
  { from, to }: Pick<FlowQuery, 'from' | 'to'>,
  checkpoints: readonly CheckpointTrace[],
): readonly WalkPlace[] {
  const [source, destination] = [from, to].map((end) => judgesOn(ruleset, end));
  return checkpoints.map(({ checkpoint, endpoint }, index): WalkPlace => {
    const fixed = fixedPlaces[checkpoint];
    if (fixed !== undefined) return fixed;
    const [isAtSource, isAtDestination] = [source?.has(endpoint) === true, destination?.has(endpoint) === true];
    if (isAtSource && isAtDestination) {
      const isTurned = checkpoints.slice(0, index).some((earlier) => turns.includes(earlier.checkpoint));
      return isTurned || checkpoint === 'hep-ingress' ? 'destination-node' : 'source-node';
    }
    if (isAtSource) return 'source-node';
    return isAtDestination ? 'destination-node' : 'between';
  });
}

/** Whose checkpoints those of an endpoint's cluster node are: its host endpoints', or its own where it has none. */
function judgesOn(ruleset: Ruleset, end: EndpointId): ReadonlySet<EndpointId> {
  const party = partyOf(ruleset, end);
  const name = party === null ? null : nodeNameOf(party);
  const site = name === null ? undefined : ruleset.sites.get(name);
  // Outside there is no checkpoint; of an end whose place is not known the one checkpoint is the end itself.
  if (party?.kind === 'network') return new Set();
  return new Set(site === undefined ? [end] : [end, site.id, ...guardsOf(site).map(({ id }) => id)]);
}

function guardsOf({ primary, loopback, wildcard, tunnels }: NodeSite): readonly { readonly id: EndpointId }[] {
  const guards = [primary, loopback, wildcard, ...Object.values(tunnels).map(({ guard }) => guard)];
  return guards.flatMap((guard) => guard ?? []);
}
