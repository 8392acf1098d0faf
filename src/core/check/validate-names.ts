import type { Entity } from '../model/entities.ts';
import type { Settings } from '../model/settings.ts';
import type { Field } from '../manifest/field-reader.ts';
import { isValidLabelKey, isValidLabelValue } from '../selector/label-syntax.ts';
import { isNamespacedKind } from './kinds.ts';

const dnsLabel = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const maxNameLength = 253;
const maxAnnotationBytes = 256 * 1024;

/** Rules on `metadata` (R8.1–R8.7, R8.38). */
export function validateMetadata(entity: Entity, manifest: Field, settings: Settings): void {
  const metadata = manifest.at('metadata');
  const name = metadata.at('name');
  if (entity.name === '') name.error('FIELD-REQUIRED', `${name.label} is missing.`);
  else validateName(entity, name, settings);
  validateNamespace(entity, metadata.at('namespace'));
  validateLabels(metadata.at('labels'));
  validateAnnotations(metadata.at('annotations'));
  if (entity.kind === 'network-set') validateSetLabels(metadata.at('labels'));
}

function validateName(entity: Entity, name: Field, settings: Settings): void {
  const complaint = complaintAboutName(entity);
  if (complaint !== null) name.error('NAME-SYNTAX', `${name.label} "${shortened(entity.name)}" ${complaint}.`);
  else if (entity.kind === 'calico-policy') validateTierPrefix(entity.name, entity.tier, name, settings);
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}

function complaintAboutName(entity: Entity): string | null {
  const { name } = entity;
  switch (entity.kind) {
    // Objects of kinds that only pass through may have names such as `system:node`.
    case 'other':
      return null;
    case 'tier':
    case 'namespace':
      return dnsLabel.test(name) && name.length <= 63
        ? null
        : 'must be at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends';
    case 'calico-policy':
      return isPolicyName(name, entity.namespace !== null)
        ? null
        : 'must be one or two parts joined by one dot, each of lower-case letters, digits and inner dashes, 253 characters at most';
    default:
      return isSubdomain(name)
        ? null
        : 'must be lower-case letters, digits, dashes and dots, with a letter or digit at both ends of each part, 253 characters at most';
  }
}

/** R8.1. */
export function isSubdomain(name: string): boolean {
  return name.length <= maxNameLength && name.split('.').every((label) => dnsLabel.test(label));
}

/** R8.4: two prefixes are kept for what Calico makes of other orchestrators' policies. */
function isPolicyName(name: string, isNamespaced: boolean): boolean {
  if (!isSubdomain(name)) return false;
  return name.split('.').length <= 2 || (isNamespaced && isConvertedName(name));
}

function isConvertedName(name: string): boolean {
  return name.startsWith('knp.default.') || name.startsWith('ossg.default.');
}

/** R8.5. */
function validateTierPrefix(policy: string, tier: string, name: Field, { calicoVersion }: Settings): void {
  if (!['3.29', '3.30', '3.31'].includes(calicoVersion) || isConvertedName(policy)) return;
  if (policy.startsWith(`${tier}.`) || (tier === 'default' && !policy.includes('.'))) return;
  name.error(
    'NAME-TIER-PREFIX',
    `Calico ${calicoVersion} demands that a policy in tier ${tier} is named "${tier}.…"; this one is "${shortened(policy)}".`,
  );
}

const selectsByNamespace: readonly Entity['kind'][] = ['calico-policy', 'kube-network-policy', 'network-set'];

/**
 * R8.38. A missing namespace is read as `default`, where kubectl and calicoctl would put the object; worth a word where
 * the namespace decides what the object selects.
 */
function validateNamespace(entity: Entity, namespace: Field): void {
  const isNamespaced = isNamespacedKind(entity);
  const isStated = namespace.present && namespace.value !== '';
  if (isNamespaced === true && !isStated && selectsByNamespace.includes(entity.kind))
    namespace.warning('NAMESPACE-MISSING', `${namespace.label} is missing; the object is taken as being in "default".`);
  if (isNamespaced === false && isStated)
    namespace.error('NAMESPACE-FORBIDDEN', `${namespace.label} must be absent: the kind belongs to no namespace.`);
}

/** R8.3. */
export function validateLabels(labels: Field): void {
  for (const [key, field] of labels.entries()) {
    if (!isValidLabelKey(key))
      field.error('LABEL-KEY', `${field.label}: "${shortened(key)}" is not a valid label key.`);
    const value = field.text();
    if (value !== null && !isValidLabelValue(value))
      field.error('LABEL-VALUE', `${field.label}: "${shortened(value)}" is not a valid label value.`);
  }
}

/** R8.6: Calico sets this label itself. */
function validateSetLabels(labels: Field): void {
  const reserved = labels.at('projectcalico.org/namespace');
  if (reserved.present) reserved.error('LABEL-KEY', `${reserved.label} is set by Calico and may not be written.`);
}

/** R8.7. */
function validateAnnotations(annotations: Field): void {
  let bytes = 0;
  for (const [key, value] of annotations.textMap()) bytes += utf8Length(key) + utf8Length(value);
  if (bytes > maxAnnotationBytes)
    annotations.error(
      'ANNOTATIONS-SIZE',
      `${annotations.label} hold ${bytes} bytes; at most ${maxAnnotationBytes} are allowed.`,
    );
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
