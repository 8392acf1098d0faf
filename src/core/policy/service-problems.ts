import type { CalicoPolicy, ServiceMatch } from '../model/policy.ts';
import type { RulesetProblem } from './ruleset.ts';
import type { KnownService } from './services.ts';

/** Rules that name a service of which the design has no endpoint match nothing; most often an object is missing. */
export function serviceProblems(
  policies: readonly CalicoPolicy[],
  services: ReadonlyMap<string, KnownService>,
): readonly RulesetProblem[] {
  return policies
    .filter(({ staged }) => !staged)
    .flatMap((policy) => {
      const silent = new Set(servicesOf(policy).filter((key) => (services.get(key)?.endpoints.length ?? 0) === 0));
      return [...silent].map((key) => problem(policy, key));
    });
}

function servicesOf({ ingress, egress }: CalicoPolicy): readonly string[] {
  return [...ingress, ...egress]
    .flatMap(({ source, destination }) => [source.services, destination.services])
    .filter((match): match is ServiceMatch & { readonly namespace: string } => typeof match?.namespace === 'string')
    .map(({ namespace, name }) => `${namespace}/${name}`);
}

function problem({ id }: CalicoPolicy, key: string): RulesetProblem {
  const message = `A rule names the service ${key}, of which the design has no endpoint: the rule matches nothing.`;
  return { resource: id, finding: { severity: 'warning', code: 'SERVICE-WITHOUT-ENDPOINTS', message, path: ['spec'] } };
}
