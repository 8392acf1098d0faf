import type { Lint, StepLint } from './lint.ts';
import { experimentalPeers, ignoredPortNames } from './policy/cluster-policy-lints.ts';
import { deadDirections, impliedDirections, lastLogRules, surprisingIngress } from './policy/direction-lints.ts';
import { stagedOnlyTiers, tiedPolicies, tiedTiers, tiersWithoutOrder } from './policy/order-lints.ts';
import { unresolvedPortNames } from './policy/port-lints.ts';
import { ruleUseLint } from './policy/rule-use-lint.ts';
import {
  emptySelectors,
  externalNotSelectors,
  impossibleSelectors,
  namespacelessMatches,
} from './policy/selector-lints.ts';

/** Quality of policies, and rules that never decide (semantics.md sections 9.2 and 9.3). */
export const policyLints: readonly (Lint | StepLint)[] = [
  impossibleSelectors,
  emptySelectors,
  namespacelessMatches,
  externalNotSelectors,
  deadDirections,
  impliedDirections,
  surprisingIngress,
  tiersWithoutOrder,
  tiedTiers,
  tiedPolicies,
  stagedOnlyTiers,
  experimentalPeers,
  ignoredPortNames,
  unresolvedPortNames,
  lastLogRules,
  ruleUseLint,
];
