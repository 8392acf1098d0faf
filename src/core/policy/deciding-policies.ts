import type { EndpointId, ResourceId } from '../model/ids.ts';
import { evaluatePair } from './evaluate-pair.ts';
import type { Ruleset } from './ruleset.ts';
import type { TraceStep } from './trace.ts';

/**
 * The policies on which the verdict of some traffic between two endpoints rests (R12.3): by a rule, or because they made
 * their tier's default action apply.
 *
 * @returns none where the ruleset has no such endpoint
 */
export function decidingPolicies(
  ruleset: Ruleset,
  source: EndpointId,
  destination: EndpointId,
): ReadonlySet<ResourceId> {
  const parts = evaluatePair(ruleset, source, destination)?.parts ?? [];
  return new Set(parts.flatMap(({ segments }) => segments.flatMap(({ decidedBy }) => policyOf(decidedBy.step) ?? [])));
}

function policyOf(step: TraceStep): ResourceId | null {
  switch (step.kind) {
    case 'rule':
    case 'undecided':
      return step.policy;
    case 'tier-default':
      return step.trigger;
    default:
      return null;
  }
}
