import type { Manifest } from '../model/document.ts';
import { fieldOf, isJsonArray, isJsonObject, valueAt, type JsonValue } from '../model/json.ts';

/**
 * A Calico policy whose types are left open beside an empty list of rules says other things to other clusters: some
 * count the rules (semantics.md R4.4), some only ask whether the field is there. Then the types that are meant are
 * written out; every other object stays as it is.
 */
export function withExplicitTypes(manifest: Manifest): Manifest {
  const spec = fieldOf(manifest, 'spec');
  const kind = fieldOf(manifest, 'kind');
  const isCalico = fieldOf(manifest, 'apiVersion') === 'projectcalico.org/v3';
  if (!isCalico || typeof kind !== 'string' || !/^(?:Staged)?(?:Global)?NetworkPolicy$/.test(kind)) return manifest;
  if (!isJsonObject(spec) || rulesIn(fieldOf(spec, 'types')) !== 0) return manifest;
  const [ingress, egress] = [valueAt(spec, ['ingress']), valueAt(spec, ['egress'])];
  const isOpen = [ingress, egress].some((rules) => isJsonArray(rules) && rules.length === 0);
  if (!isOpen || fieldOf(spec, 'stagedAction') === 'Delete') return manifest;
  return { ...manifest, spec: { ...spec, types: meantTypes(rulesIn(ingress), rulesIn(egress)) } };
}

/** R4.4. */
export function meantTypes(ingressRules: number, egressRules: number): readonly ('Ingress' | 'Egress')[] {
  if (egressRules === 0) return ['Ingress'];
  return ingressRules === 0 ? ['Egress'] : ['Ingress', 'Egress'];
}

export function rulesIn(rules: JsonValue | undefined): number {
  return isJsonArray(rules) ? rules.length : 0;
}
