import type { FelixConfiguration } from '../model/entities.ts';
import type { CalicoPolicy } from '../model/policy.ts';
import type { RulesetProblem } from './ruleset.ts';

/** What objects say and verdicts do not take in. */
export function unenforcedParts(
  policies: readonly CalicoPolicy[],
  configurations: readonly FelixConfiguration[],
): readonly RulesetProblem[] {
  return [
    ...policies.filter(({ ingress }) => ingress.some(({ http }) => http)).map(httpHint),
    ...configurations.filter(({ name }) => name.startsWith('node.')).map(nodeConfigurationHint),
  ];
}

/** R6.12: the packet data plane knows no HTTP; application-layer policy is not modelled. */
function httpHint({ id, name }: CalicoPolicy): RulesetProblem {
  const message = `Rules of ${name} ask for HTTP methods or paths: without application-layer policy Calico lets in whatever else fits, and so does the verdict.`;
  return { resource: id, finding: { severity: 'info', code: 'HTTP-NOT-ENFORCED', message, path: ['spec', 'ingress'] } };
}

/** R5.25. */
function nodeConfigurationHint({ id, name }: FelixConfiguration): RulesetProblem {
  const message = `${name} is for one node only and is not evaluated: all nodes are judged by the FelixConfiguration default.`;
  return { resource: id, finding: { severity: 'warning', code: 'NOT-MODELLED', message, path: ['spec'] } };
}
