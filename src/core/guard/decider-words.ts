import type { ResourceId } from '../model/ids.ts';
import { unreachable } from '../result.ts';
import { plainText, sentenceOfStep } from '../policy/explain.ts';
import { policyName } from '../policy/trace-words.ts';
import type { DecidingStep, TraceStep } from '../policy/trace.ts';

/** Who decides, in few words; `because`: as a clause that tells how. */
export interface DeciderWords {
  readonly decidedBy: string;
  readonly decider: ResourceId | null;
  readonly because: string;
}

export function deciderWords({ step }: DecidingStep): DeciderWords {
  return { decidedBy: who(step), decider: resourceBehind(step), because: plainText(sentenceOfStep(step)) };
}

function who(step: TraceStep): string {
  switch (step.kind) {
    case 'rule':
      return `${nameOf(step.policy)}, rule ${step.rule + 1}`;
    case 'tier-default':
      return `tier ${step.tier}, at its end`;
    case 'profile':
      return `profile ${step.profile}`;
    case 'no-profile-match':
      return 'no policy and no profile';
    case 'endpoint-to-host':
      return 'the endpoint-to-host action';
    case 'undecided':
      return step.policy === null ? 'not known' : nameOf(step.policy);
    case 'failsafe':
    case 'tunnel':
    case 'no-host-endpoint':
    case 'own-pod':
    case 'self':
    case 'loopback':
    case 'encap-block':
    case 'forward-default':
    case 'no-opinion':
      return 'Calico itself';
    default:
      return unreachable(step);
  }
}

function resourceBehind(step: TraceStep): ResourceId | null {
  if (step.kind === 'tier-default') return step.trigger;
  return step.kind === 'rule' || step.kind === 'undecided' ? step.policy : null;
}

function nameOf(policy: ResourceId): string {
  return policyName(policy).replace('/', ' ');
}
