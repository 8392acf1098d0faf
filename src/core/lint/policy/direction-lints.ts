import { fieldOf, isJsonArray, type JsonValue } from '../../model/json.ts';
import type { Direction } from '../../model/policy.ts';
import { directions } from '../../model/policy.ts';
import type { Manifest } from '../../model/document.ts';
import type { Lint, LintFinding } from '../lint.ts';
import { capital, lintFinding, policyTitle, ruleTitle } from './lint-words.ts';
import { writtenPolicies, type WrittenPolicy } from './written-policies.ts';

type PolicyWithTypes = Extract<WrittenPolicy['policy'], { readonly types: unknown; readonly ingress: unknown }>;

const typeWords: Readonly<Record<Direction, string>> = { ingress: 'Ingress', egress: 'Egress' };

/** Each policy whose directions its author may state, with the field's name and value. */
const withTypes =
  (lint: (policy: PolicyWithTypes, types: StatedTypes, manifest: Manifest) => readonly LintFinding[]): Lint =>
  (input) =>
    writtenPolicies(input).flatMap(({ policy, manifest }) => {
      if (policy.kind === 'unmodelled-policy') return [];
      const field = policy.kind === 'calico-policy' ? 'types' : 'policyTypes';
      return lint(policy, { field, areStated: isFilledList(fieldOf(fieldOf(manifest, 'spec'), field)) }, manifest);
    });

interface StatedTypes {
  readonly field: 'types' | 'policyTypes';
  readonly areStated: boolean;
}

function isFilledList(value: JsonValue | undefined): boolean {
  return isJsonArray(value) && value.length > 0;
}

/** TYPES-DEAD-RULES: rules in a direction that the policy takes no part in (R4.4, R7.3). */
export const deadDirections: Lint = withTypes((policy, { field, areStated }) =>
  directions
    .filter((direction) => policy[direction].length > 0 && !policy.types.includes(direction))
    .map((direction) => {
      const word = typeWords[direction];
      const why = areStated ? `${field} lacks ${word}` : `a staged policy without ${field} means ingress only`;
      return lintFinding('warning', 'TYPES-DEAD-RULES', [policy.id, ['spec', direction]], {
        fact: `The ${direction} rules of ${policyTitle(policy)} are dead, for ${why}`,
        advice: `Add ${word} to spec.${field}, or remove the rules`,
      });
    }),
);

/** TYPES-IMPLICIT: what the left out directions come to, where the rules do not show it (R4.4, R7.3). */
export const impliedDirections: Lint = withTypes((policy, { field, areStated }) => {
  if (areStated || isDeadByDefault(policy) || isSurprising(policy)) return [];
  const counts = directions.map((direction) => policy[direction].length);
  if (counts.every((count) => count === 0))
    return [
      lintFinding('info', 'TYPES-IMPLICIT', [policy.id, ['spec']], {
        fact: `${policyTitle(policy)} has neither rules nor ${field}, which means ingress: it isolates those whom it selects from all that nothing else allows`,
        advice: `Write ${field} down, so that this is seen to be meant`,
      }),
    ];
  // What a Kubernetes NetworkPolicy with ingress rules governs is known to everybody.
  const [only] = policy.types;
  if (policy.kind === 'kube-network-policy' || policy.types.length !== 1 || only === undefined) return [];
  const other = only === 'ingress' ? 'egress' : 'ingress';
  return [
    lintFinding('info', 'TYPES-IMPLICIT', [policy.id, ['spec']], {
      fact: `${policyTitle(policy)} leaves ${field} out, which comes to ${typeWords[only]}, as it has ${only} rules only`,
      advice: `It says nothing about ${other}, so write ${field} down to show that this is meant`,
    }),
  ];
});

/** The rules of a staged Kubernetes policy that nothing gives a direction. */
function isDeadByDefault(policy: PolicyWithTypes): boolean {
  return directions.some((direction) => policy[direction].length > 0 && !policy.types.includes(direction));
}

/** KNP-EGRESS-SURPRISE: a policy about egress isolates ingress as well (R7.3). */
export const surprisingIngress: Lint = withTypes((policy, { areStated }) => {
  if (areStated || !isSurprising(policy)) return [];
  return [
    lintFinding('warning', 'KNP-EGRESS-SURPRISE', [policy.id, ['spec']], {
      fact: `${policyTitle(policy)} has egress rules and no policyTypes, so it isolates its pods from ingress, too`,
      advice: 'Set policyTypes to Egress alone, or to both if nobody is to reach the pods',
    }),
  ];
});

function isSurprising(policy: PolicyWithTypes): boolean {
  return (
    policy.kind === 'kube-network-policy' && !policy.staged && policy.egress.length > 0 && policy.ingress.length === 0
  );
}

/** LOG-LAST: a Log rule decides nothing (R4.3). */
export const lastLogRules: Lint = (input) =>
  writtenPolicies(input).flatMap(({ policy }) => {
    if (policy.kind !== 'calico-policy') return [];
    return directions.flatMap((direction) => {
      const last = policy[direction].length - 1;
      if (policy[direction][last]?.action !== 'log' || !policy.types.includes(direction)) return [];
      return [
        lintFinding('info', 'LOG-LAST', [policy.id, ['spec', direction, last, 'action']], {
          fact: `${capital(ruleTitle(policy, direction, last))} is the last one and only logs, which stops nothing`,
          advice: `What it logs goes on to the next policy of tier ${policy.tier}, or to the tier’s end, so add a rule behind it if it is to be allowed or denied`,
        }),
      ];
    });
  });
