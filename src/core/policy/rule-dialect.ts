import { fieldOf, type JsonValue } from '../model/json.ts';
import { unreachable } from '../result.ts';
import type { Direction } from '../model/policy.ts';
import { clusterRuleSentence, kubeRuleSentence, ruleSentence } from './rule-sentence.ts';

/** How the rules of a policy kind are written: Calico's, Kubernetes', or those of the three cluster-wide kinds. */
export type RuleDialect = 'calico' | 'kubernetes' | 'cluster' | 'admin' | 'baseline';

/** @returns null for what is no policy */
export function ruleDialectOf(manifest: JsonValue | undefined): RuleDialect | null {
  const group = String(fieldOf(manifest, 'apiVersion') ?? '').split('/')[0];
  return dialects.get(`${String(fieldOf(manifest, 'kind') ?? '')}.${group}`) ?? null;
}

const dialects: ReadonlyMap<string, RuleDialect> = new Map([
  ['GlobalNetworkPolicy.projectcalico.org', 'calico'],
  ['NetworkPolicy.projectcalico.org', 'calico'],
  ['StagedGlobalNetworkPolicy.projectcalico.org', 'calico'],
  ['StagedNetworkPolicy.projectcalico.org', 'calico'],
  ['StagedKubernetesNetworkPolicy.projectcalico.org', 'kubernetes'],
  ['NetworkPolicy.networking.k8s.io', 'kubernetes'],
  ['ClusterNetworkPolicy.policy.networking.k8s.io', 'cluster'],
  ['AdminNetworkPolicy.policy.networking.k8s.io', 'admin'],
  ['BaselineAdminNetworkPolicy.policy.networking.k8s.io', 'baseline'],
]);

/** What a rule says, for a table that shows its action in a column of its own. */
export interface RuleWords {
  /** As written; a Kubernetes NetworkPolicy only ever allows. Empty where there is none. */
  readonly action: string;
  /** The sentence behind the action. */
  readonly rest: string;
}

export function ruleWords(dialect: RuleDialect, rule: JsonValue | undefined, direction: Direction): RuleWords {
  const written = fieldOf(rule, 'action');
  const action = dialect === 'kubernetes' ? 'Allow' : typeof written === 'string' ? written : '';
  return { action, rest: sentenceOf(dialect, rule, direction).slice(action.length).trim() };
}

function sentenceOf(dialect: RuleDialect, rule: JsonValue | undefined, direction: Direction): string {
  switch (dialect) {
    case 'calico':
      return ruleSentence(rule, direction);
    case 'kubernetes':
      return kubeRuleSentence(rule, direction);
    case 'cluster':
    case 'admin':
    case 'baseline':
      return clusterRuleSentence(rule, direction);
    default:
      return unreachable(dialect);
  }
}
