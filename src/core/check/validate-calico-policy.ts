import type { CalicoPolicy } from '../model/policy.ts';
import type { Settings } from '../model/settings.ts';
import { directions } from '../model/policy.ts';
import type { Field } from '../manifest/field-reader.ts';
import { limitItems, limitText, refuseTwice, severityOfLimit } from './validate-lists.ts';
import { maxSelectorLength, refuseGlobal } from './validate-selectors.ts';
import { validateRule } from './validate-rule.ts';

const maxRules = 1024;

const stagedActions = { Set: 'set', Delete: 'delete', Learn: 'learn', Ignore: 'ignore' } as const;

/** Rules on GlobalNetworkPolicy, Calico NetworkPolicy and their staged kinds (R8.12–R8.29, R8.40). */
export function validateCalicoPolicy(policy: CalicoPolicy, manifest: Field, settings: Settings): void {
  const spec = manifest.at('spec');
  const severity = severityOfLimit(settings.calicoVersion);
  validateTypes(spec.at('types'));
  validatePolicySelectors(policy, spec, settings);
  validateHook(policy, spec);
  validateStagedAction(spec);
  spec
    .at('performanceHints')
    .items()
    .forEach((hint) => hint.choice({ AssumeNeededOnEveryNode: true }));
  refuseTwice(spec.at('performanceHints'), 'error');
  for (const direction of directions) {
    limitItems(spec.at(direction), maxRules, severity);
    for (const rule of spec.at(direction).items()) validateRule(rule, direction, policy.namespace, settings);
  }
}

/** R8.12. */
export function validateTypes(types: Field): void {
  if (types.present && types.items().length === 0)
    types.error('LIST-LENGTH', `${types.label} is empty; leave it out or name Ingress, Egress or both.`);
  const words = types.texts();
  if (new Set(words).size < words.length) types.error('TYPES-TWICE', `${types.label} names a direction twice.`);
}

/** R8.13, R8.40. */
function validatePolicySelectors(policy: CalicoPolicy, spec: Field, settings: Settings): void {
  for (const name of ['selector', 'namespaceSelector', 'serviceAccountSelector'] as const) {
    const field = spec.at(name);
    refuseGlobal(policy[name], field);
    limitText(field, maxSelectorLength, severityOfLimit(settings.calicoVersion));
  }
}

/** R8.14–R8.16. */
function validateHook(policy: CalicoPolicy, spec: Field): void {
  const [preDnat, doNotTrack] = [spec.at('preDNAT'), spec.at('doNotTrack')];
  if (policy.preDnat && policy.doNotTrack)
    doNotTrack.error('POLICY-HOOK', `${doNotTrack.label} and ${preDnat.label} cannot both be true.`);
  if (policy.preDnat && policy.egress.length > 0)
    spec.at('egress').error('POLICY-HOOK', `A policy with preDNAT cannot have egress rules.`);
  if (policy.preDnat && spec.at('types').texts().includes('Egress'))
    spec.at('types').error('POLICY-HOOK', `A policy with preDNAT cannot have the type Egress.`);
  if ((policy.preDnat || policy.doNotTrack) && !policy.applyOnForward)
    spec
      .at('applyOnForward')
      .error('POLICY-HOOK', `A policy with preDNAT or doNotTrack must have applyOnForward: true.`);
}

/** R8.18. */
export function validateStagedAction(spec: Field): void {
  if (spec.at('stagedAction').choice(stagedActions) !== 'delete') return;
  for (const [name, field] of spec.entries()) {
    if (name !== 'stagedAction' && name !== 'tier' && !isEmpty(field))
      field.error('STAGED-DELETE', `${field.label} must be absent: a policy staged for deletion says its tier only.`);
  }
}

function isEmpty({ value }: Field): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
