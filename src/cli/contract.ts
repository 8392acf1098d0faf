import type { ResourceId } from '../core/model/ids.ts';
import type { Problem } from '../core/model/problem.ts';
import { printProtocol } from '../core/net/protocol.ts';
import type { FlowResult } from '../core/policy/flow-query.ts';
import type { CheckpointTrace, DecidingStep, TraceStep } from '../core/policy/trace.ts';

/** The JSON shapes of product.md section 5: a public contract. */

/** `Kind/[namespace/]name`; the Kubernetes NetworkPolicy is told from Calico's by its kind's name. */
export function policyName(id: ResourceId): string {
  const [type = '', ...names] = id.split('/');
  const kind = type === 'NetworkPolicy.networking.k8s.io' ? 'KubernetesNetworkPolicy' : type.split('.')[0];
  return [kind, ...names].join('/');
}

export function problemJson({ severity, code, message, resource, place }: Problem): object {
  return {
    severity,
    code,
    message,
    ...(resource === null ? {} : { resource: policyName(resource) }),
    ...(place === null ? {} : { file: place.file, line: place.line, column: place.column }),
  };
}

export function flowJson(result: FlowResult): object {
  const { query, verdict, decidedBy, checkpoints, notes } = result;
  return {
    from: query.from,
    to: query.to,
    protocol: printProtocol(query.protocol),
    ...(query.port === null ? {} : { port: query.port }),
    verdict,
    decidedBy: decidingJson(decidedBy),
    checkpoints: checkpoints.flatMap(checkpointJson),
    notes,
  };
}

function decidingJson({ checkpoint, endpoint, step }: DecidingStep): object {
  return { checkpoint, endpoint, ...stepJson(step) };
}

/** One line per step, so that passes and logs on the way are seen too. */
function checkpointJson({ checkpoint, endpoint, steps }: CheckpointTrace): readonly object[] {
  return steps.map((step) => ({ checkpoint, endpoint, ...stepJson(step), action: step.action }));
}

export function stepJson(step: TraceStep): { tier: string | null; policy: string | null; rule: number | string } {
  switch (step.kind) {
    case 'rule':
      return { tier: step.tier, policy: policyName(step.policy), rule: step.rule };
    case 'tier-default':
      return { tier: step.tier, policy: null, rule: 'tier-default' };
    case 'profile':
      return { tier: null, policy: `Profile/${step.profile}`, rule: 'profile' };
    case 'undecided':
      return { tier: null, policy: step.policy === null ? null : policyName(step.policy), rule: step.reason };
    case 'loopback':
      // Nothing governs `lo`: the words of conformance/cases/README.md.
      return { tier: null, policy: null, rule: 'no-host-endpoint' };
    default:
      return { tier: null, policy: null, rule: step.kind };
  }
}
