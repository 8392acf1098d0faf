import { groupOf } from '../manifest/identity.ts';
import { orderOfUnorderedTier } from '../manifest/read-tier.ts';
import type { Manifest } from '../model/document.ts';
import { fieldOf, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { cleanManifest } from './clean-manifest.ts';
import { meantTypes, rulesIn } from './explicit-types.ts';

/**
 * Whether applying one of two objects of the same identity over the other would change nothing: what the server adds
 * does not count (`status`, `uid`, `managedFields`, …), nor does the order of keys, nor what it fills in where nothing is
 * said (semantics.md R1.7, R4.4, R7.3 and the schemas' defaults). In doubt they differ: an object too many in an export
 * does no harm, one too few does.
 */
export function isSameObject(one: Manifest, other: Manifest): boolean {
  return one === other || sortedJson(comparable(one)) === sortedJson(comparable(other));
}

function comparable(manifest: Manifest): JsonValue {
  const { apiVersion: _, kind, metadata, spec, ...rest } = cleanManifest(manifest);
  const type = `${String(kind)}.${groupOf(manifest)}`;
  return { ...rest, metadata: comparableMetadata(metadata, spec), spec: comparableSpec(type, objectOr(spec)) };
}

/** Name and namespace are the identity, which is the same. */
function comparableMetadata(metadata: JsonValue | undefined, spec: JsonValue | undefined): JsonObject {
  const { name: _, namespace: __, labels, annotations, ...rest } = objectOr(metadata);
  const { 'projectcalico.org/tier': tier, ...own } = objectOr(labels);
  const filledIn = fieldOf(spec, 'tier') ?? 'default';
  return {
    ...rest,
    // Calico labels a policy with its tier.
    labels: tier === undefined || tier === filledIn ? own : { ...own, 'projectcalico.org/tier': tier },
    annotations: objectOr(annotations),
  };
}

function comparableSpec(type: string, spec: JsonObject): JsonObject {
  switch (type) {
    // `spec.finalizers` of a namespace is the server's.
    case 'Namespace.':
      return {};
    case 'Tier.projectcalico.org':
      return { order: orderOfUnorderedTier, defaultAction: 'Deny', ...stated(spec) };
    case 'GlobalNetworkPolicy.projectcalico.org':
    case 'NetworkPolicy.projectcalico.org':
      return comparablePolicy(spec);
    case 'StagedGlobalNetworkPolicy.projectcalico.org':
    case 'StagedNetworkPolicy.projectcalico.org':
      return { stagedAction: 'Set', ...comparablePolicy(spec) };
    case 'NetworkPolicy.networking.k8s.io':
      return comparableKubePolicy(spec);
    case 'StagedKubernetesNetworkPolicy.projectcalico.org':
      return { stagedAction: 'Set', ...stated(spec) };
    default:
      return spec;
  }
}

function comparablePolicy(spec: JsonObject): JsonObject {
  const { selector, types, ingress, egress, ...rest } = stated(spec);
  return {
    tier: 'default',
    ...withoutFalse(rest),
    // Without a selector a policy selects all (R2.2).
    selector: selector ?? 'all()',
    types: typesInOrder(types) ?? meantTypes(rulesIn(ingress), rulesIn(egress)),
    ingress: rulesOf(ingress, comparableRule),
    egress: rulesOf(egress, comparableRule),
  };
}

function comparableRule(rule: JsonObject): JsonObject {
  const { source, destination, ...rest } = stated(rule);
  return { ...rest, source: stated(objectOr(source)), destination: stated(objectOr(destination)) };
}

function comparableKubePolicy(spec: JsonObject): JsonObject {
  const { policyTypes, ingress, egress, ...rest } = stated(spec);
  const filledIn = rulesIn(egress) === 0 ? ['Ingress'] : ['Egress', 'Ingress'];
  return {
    podSelector: {},
    ...rest,
    policyTypes: typesInOrder(policyTypes) ?? filledIn,
    ingress: rulesOf(ingress, comparableKubeRule),
    egress: rulesOf(egress, comparableKubeRule),
  };
}

function comparableKubeRule(rule: JsonObject): JsonObject {
  const { ports, ...rest } = stated(rule);
  return { ...rest, ports: rulesOf(ports, (port) => ({ protocol: 'TCP', ...stated(port) })) };
}

function rulesOf(rules: JsonValue | undefined, comparableForm: (rule: JsonObject) => JsonObject): JsonValue {
  if (!isJsonArray(rules)) return rules ?? [];
  return rules.map((rule) => (isJsonObject(rule) ? comparableForm(rule) : rule));
}

function typesInOrder(types: JsonValue | undefined): readonly JsonValue[] | undefined {
  return isJsonArray(types) && types.length > 0 ? [...types].sort() : undefined;
}

/** Without what is as good as absent in every kind that is compared: nothing, an empty text, an empty list. */
function stated(object: JsonObject): JsonObject {
  return fieldsOf(object, (value) => value !== null && value !== '' && !(isJsonArray(value) && value.length === 0));
}

/** Flags of a policy are false where nothing is said. */
function withoutFalse(object: JsonObject): JsonObject {
  return fieldsOf(object, (value) => value !== false);
}

function fieldsOf(object: JsonObject, isKept: (value: JsonValue) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => isKept(value)));
}

function objectOr(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The same text for the same value, whatever the order of its keys. */
function sortedJson(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${sortedJson(fieldOf(value, key) ?? null)}`).join(',')}}`;
}
