import type { CalicoPolicy, EntityRule, KubeNetworkPolicy, ServiceAccountMatch } from '../model/policy.ts';
import type { Selector } from '../selector/ast.ts';
import { selectAll } from '../selector/ast.ts';
import { andOf, replaceAllTerm, replaceGlobalTerm, withLabelPrefix } from '../selector/rewrite.ts';

// Labels that Calico itself puts on endpoints (R3.4).
export const namespaceLabel = 'projectcalico.org/namespace';
export const orchestratorLabel = 'projectcalico.org/orchestrator';
export const serviceAccountLabel = 'projectcalico.org/serviceaccount';
export const namespacePrefix = 'pcns.';
export const serviceAccountPrefix = 'pcsa.';

const inSomeNamespace: Selector = { kind: 'has', label: namespaceLabel };
const inNoNamespace: Selector = { kind: 'not', operand: inSomeNamespace };
const hasServiceAccount: Selector = { kind: 'has', label: serviceAccountLabel };
const isPod: Selector = { kind: 'compare', operator: '==', label: orchestratorLabel, value: 'k8s' };

function inNamespace(namespace: string): Selector {
  return { kind: 'compare', operator: '==', label: namespaceLabel, value: namespace };
}

/** Whom a Calico policy applies to (R3.10, R3.11). */
export function subjectOfCalicoPolicy(policy: CalicoPolicy): Selector {
  return policy.namespace === null ? subjectOfGlobal(policy) : subjectOfNamespaced(policy, policy.namespace);
}

function subjectOfNamespaced(policy: CalicoPolicy, namespace: string): Selector {
  const terms = [...present(policy.selector), inNamespace(namespace)];
  if (policy.serviceAccountSelector !== null)
    terms.push(withLabelPrefix(policy.serviceAccountSelector, serviceAccountPrefix));
  return andOf(terms);
}

/**
 * Calico edits the selector's text: each `all()` in all of it, the policy's own selector included, is replaced. So a
 * negative namespaceSelector hits host endpoints beside an absent selector, but not beside `all()` (R3.11).
 */
function subjectOfGlobal(policy: CalicoPolicy): Selector {
  let selector = policy.selector;
  if (policy.namespaceSelector !== null) {
    const scope = withLabelPrefix(policy.namespaceSelector, namespacePrefix);
    selector = replaceAllTerm(andOf([...present(selector), scope]), inSomeNamespace);
  }
  if (policy.serviceAccountSelector !== null) {
    const scope = withLabelPrefix(policy.serviceAccountSelector, serviceAccountPrefix);
    selector = replaceAllTerm(andOf([...present(selector), scope]), hasServiceAccount);
  }
  return selector ?? selectAll;
}

/** R7.1. */
export function subjectOfKubePolicy(policy: KubeNetworkPolicy): Selector {
  return andOf([inNamespace(policy.namespace), isPod, policy.podSelector]);
}

/** R3.17: subjects and pod peers of the Kubernetes kinds mean pods only. */
export function podsInNamespaces(namespaceSelector: Selector, podSelector: Selector): Selector {
  return andOf([scopeOf(namespaceSelector), isPod, podSelector]);
}

export function podsOfNamespace(namespace: string, podSelector: Selector): Selector {
  return andOf([inNamespace(namespace), isPod, podSelector]);
}

/** Peers of kind `namespaces` lack the pods-only term: a negative one also means host endpoints and global sets (R3.17). */
export function anythingInNamespaces(namespaceSelector: Selector): Selector {
  return scopeOf(namespaceSelector);
}

export interface EntitySelectors {
  /** null: any address, known or not (R6.10). */
  readonly positive: Selector | null;
  /** Addresses that it must not have, where there is no positive selector (R3.14). */
  readonly excluded: Selector | null;
}

/** The one selector that Calico makes of an entity's criteria (R3.12–R3.15). */
export function selectorsOfEntity(entity: EntityRule, policyNamespace: string | null): EntitySelectors {
  const own = [...serviceAccountTerms(entity.serviceAccounts), ...present(entity.selector)];
  const isScoped = own.length > 0 || entity.notSelector !== null || entity.namespaceSelector !== null;
  const scope = isScoped ? scopeTerms(entity, policyNamespace) : [];
  const terms = [...scope, ...own];
  if (terms.length === 0) return { positive: null, excluded: entity.notSelector };
  const not = entity.notSelector;
  return { positive: andOf(not === null ? terms : [...terms, { kind: 'not', operand: not }]), excluded: null };
}

function scopeTerms(entity: EntityRule, policyNamespace: string | null): readonly Selector[] {
  if (entity.namespaceSelector !== null) return [scopeOf(entity.namespaceSelector)];
  return policyNamespace === null ? [] : [inNamespace(policyNamespace)];
}

/** In a namespaceSelector `all()` means any namespace and `global()` none. */
function scopeOf(namespaceSelector: Selector): Selector {
  const prefixed = withLabelPrefix(namespaceSelector, namespacePrefix);
  return replaceGlobalTerm(replaceAllTerm(prefixed, inSomeNamespace), inNoNamespace);
}

/** R3.13; a negative selector of service accounts also matches host endpoints and network sets. */
function serviceAccountTerms(accounts: ServiceAccountMatch | null): readonly Selector[] {
  if (accounts === null) return [];
  const terms: Selector[] = [];
  if (accounts.selector !== null) terms.push(withLabelPrefix(accounts.selector, serviceAccountPrefix));
  if (accounts.names.length > 0) terms.push({ kind: 'in', label: serviceAccountLabel, values: accounts.names });
  return terms;
}

function present(selector: Selector | null): Selector[] {
  return selector === null ? [] : [selector];
}
