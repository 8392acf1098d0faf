import type { EndpointId, ResourceId } from '../model/ids.ts';
import { unreachable } from '../result.ts';
import type { CheckpointName, DecidingStep, TraceStep } from './trace.ts';

/** A step in the words of product.md section 5, which are those of `conformance/cases/README.md`. */
export interface StepWords {
  readonly checkpoint: CheckpointName;
  readonly endpoint: EndpointId;
  readonly tier: string | null;
  /** `Kind/[namespace/]name` or `Profile/name`. */
  readonly policy: string | null;
  /** Index in the authored list, or which of the fixed things it was. */
  readonly rule: number | string;
}

export function wordsOfStep({ checkpoint, endpoint, step }: DecidingStep): StepWords {
  return { checkpoint, endpoint, ...wordsOf(step) };
}

function wordsOf(step: TraceStep): Pick<StepWords, 'tier' | 'policy' | 'rule'> {
  switch (step.kind) {
    case 'rule':
      return { tier: step.tier, policy: policyName(step.policy), rule: step.rule };
    case 'tier-default':
      return { tier: step.tier, policy: null, rule: 'tier-default' };
    case 'profile':
      return { tier: null, policy: `Profile/${step.profile}`, rule: 'profile' };
    case 'undecided':
      return {
        tier: null,
        policy: step.policy === null ? null : policyName(step.policy),
        rule: `undecided:${step.reason}`,
      };
    case 'loopback':
      return { tier: null, policy: null, rule: 'no-host-endpoint' };
    case 'no-profile-match':
    case 'failsafe':
    case 'tunnel':
    case 'endpoint-to-host':
    case 'no-host-endpoint':
    case 'own-pod':
    case 'self':
    case 'encap-block':
    case 'forward-default':
    case 'no-opinion':
      return { tier: null, policy: null, rule: step.kind };
    default:
      return unreachable(step);
  }
}

/** `GlobalNetworkPolicy/x`; the two NetworkPolicy kinds are told apart as Calico does. */
export function policyName(policy: ResourceId): string {
  const slash = policy.indexOf('/');
  const type = policy.slice(0, slash);
  const kind = type === 'NetworkPolicy.networking.k8s.io' ? 'KubernetesNetworkPolicy' : (type.split('.')[0] ?? type);
  return `${kind}/${policy.slice(slash + 1)}`;
}
