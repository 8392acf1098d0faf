import type { CalicoPolicy } from '../model/policy.ts';
import type { RulesetProblem } from './ruleset.ts';

/** What objects say and verdicts do not take in. */
export function unenforcedParts(policies: readonly CalicoPolicy[]): readonly RulesetProblem[] {
  return policies.filter(({ ingress }) => ingress.some(({ http }) => http)).map(httpHint);
}

/** R6.12: the packet data plane knows no HTTP; application-layer policy is not modelled. */
function httpHint({ id, name }: CalicoPolicy): RulesetProblem {
  const message = `Rules of ${name} ask for HTTP methods or paths: without application-layer policy Calico lets in whatever else fits, and so does the verdict.`;
  return { resource: id, finding: { severity: 'info', code: 'HTTP-NOT-ENFORCED', message, path: ['spec', 'ingress'] } };
}
