import type { FindingCode } from '../../manifest/finding-codes.ts';
import type { Policy } from '../../model/entities.ts';
import type { ResourceId } from '../../model/ids.ts';
import type { JsonPath } from '../../model/json.ts';
import type { Direction } from '../../model/policy.ts';
import type { Severity } from '../../model/problem.ts';
import { unreachable } from '../../result.ts';
import type { LintFinding } from '../lint.ts';

/** What a lint says, in two sentences without their full stops. */
export interface LintSentences {
  /** What is so, with names. */
  readonly fact: string;
  /** Why it matters, or what to do. */
  readonly advice: string;
}

export function lintFinding(
  severity: Exclude<Severity, 'error'>,
  code: FindingCode,
  [resource, path]: readonly [ResourceId | null, JsonPath],
  { fact, advice }: LintSentences,
): LintFinding {
  return { resource, finding: { severity, code, message: `${fact}. ${advice}.`, path } };
}

/** `GlobalNetworkPolicy db`, `Calico NetworkPolicy prod/db`. */
export function policyTitle(policy: Policy): string {
  switch (policy.kind) {
    case 'calico-policy':
      if (policy.namespace === null) return `${policy.staged ? 'Staged' : ''}GlobalNetworkPolicy ${policy.name}`;
      return `${policy.staged ? 'Staged' : 'Calico '}NetworkPolicy ${policy.namespace}/${policy.name}`;
    case 'kube-network-policy':
      return `${policy.staged ? 'StagedKubernetes' : ''}NetworkPolicy ${policy.namespace}/${policy.name}`;
    case 'unmodelled-policy':
      return `${policy.manifestKind} ${policy.name}`;
    default:
      return unreachable(policy);
  }
}

/** `ingress rule 2 of GlobalNetworkPolicy db`; rules count from 1. */
export function ruleTitle(policy: Policy, direction: Direction, index: number): string {
  return `${direction} rule ${index + 1} of ${policyTitle(policy)}`;
}

export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const mostNamed = 3;

/** `a, b and c`; of many, the first and how many more. */
export function listed(names: readonly string[]): string {
  const shown = names.length > mostNamed + 1 ? names.slice(0, mostNamed) : names;
  const more = names.length - shown.length;
  const parts = more > 0 ? [...shown, `${more} more`] : shown;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

const mostCharacters = 60;

/** A selector as a sentence shows it; hostile text must not become a hostile message. */
export function quoted(text: string): string {
  return `“${text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text}”`;
}
