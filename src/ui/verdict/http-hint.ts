import type { Entity } from '../../core/model/entities.ts';
import type { ResourceId } from '../../core/model/ids.ts';
import type { CheckpointName, DecidingStep, TraceStep } from '../../core/policy/trace.ts';

/** What a rule's `http` clause means for the verdict (R6.12). */
export const httpHint =
  'This rule asks for HTTP methods or paths, which are not judged: it is matched by addresses, protocol and ports only.';

/** Whether a step of the trace is a rule with an `http` clause. */
export function isHttpRule(
  entities: ReadonlyMap<ResourceId, Entity>,
  checkpoint: CheckpointName,
  step: TraceStep,
): boolean {
  if (step.kind !== 'rule') return false;
  const policy = entities.get(step.policy);
  if (policy?.kind !== 'calico-policy') return false;
  const rules = checkpoint.endsWith('egress') ? policy.egress : policy.ingress;
  return rules[step.rule]?.http === true;
}

/** Whether any of these verdicts rests on such a rule. */
export function restsOnHttp(entities: ReadonlyMap<ResourceId, Entity>, deciding: readonly DecidingStep[]): boolean {
  return deciding.some(({ checkpoint, step }) => isHttpRule(entities, checkpoint, step));
}
