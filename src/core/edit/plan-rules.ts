import { groupOf } from '../manifest/identity.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { isJsonArray, valueAt, type JsonArray, type JsonValue } from '../model/json.ts';
import type { Direction } from '../model/policy.ts';
import { err, ok, type Result } from '../result.ts';
import { findResource, manifestPatch } from './change-resources.ts';
import type { Command, CommandError } from './command.ts';
import { withList, withValue } from './json-edit.ts';
import type { Patch } from './patch.ts';
import { ruleCount } from './references.ts';

type Planned = Result<Patch, CommandError>;
type CommandOf<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;

/**
 * The policy keeps every direction it applied to and gains the rule's: where types are explicit and lack it, the rule
 * would be dead; where they are absent, the default could drop the other direction (R4.4, R7.3).
 */
export function planAddRule(document: ClusterDocument, command: CommandOf<'add-rule'>): Planned {
  const { policy, direction, index, rule } = command;
  const found = findResource(document, policy);
  if (!found.ok) return found;
  if (index < 0 || index > ruleCount(found.value, direction)) return err({ reason: 'no-such-rule', policy, index });
  const withRule = withList(found.value.manifest, ['spec', direction], (rules) => rules.toSpliced(index, 0, rule));
  if (!withRule.ok) return err({ reason: 'wrong-shape', resource: policy, path: withRule.error.path });
  const manifest = withRule.value as Manifest; // an edit below the root leaves the root an object
  const field = typesField(manifest);
  const wanted = new Set<string>([...typesOf(found.value.manifest), typeNames[direction]]);
  if (field === null || wanted.size === typesOf(manifest).length) return ok(manifestPatch(found.value, manifest));
  const withTypes = withValue(manifest, ['spec', field], [...wanted].sort());
  if (!withTypes.ok) return err({ reason: 'wrong-shape', resource: policy, path: withTypes.error.path });
  return ok(manifestPatch(found.value, withTypes.value as Manifest)); // as above
}

export function planRemoveRule(
  document: ClusterDocument,
  { policy, direction, index }: CommandOf<'remove-rule'>,
): Planned {
  return planRules(document, policy, direction, [index], (rules) => rules.toSpliced(index, 1));
}

/** `to` is the rule's index after the move. */
export function planMoveRule(
  document: ClusterDocument,
  { policy, direction, from, to }: CommandOf<'move-rule'>,
): Planned {
  return planRules(document, policy, direction, [from, to], (rules) =>
    from === to ? rules : rules.toSpliced(from, 1).toSpliced(to, 0, ...rules.slice(from, from + 1)),
  );
}

function planRules(
  document: ClusterDocument,
  policy: ResourceId,
  direction: Direction,
  indexes: readonly number[],
  change: (rules: JsonArray) => JsonArray,
): Planned {
  const found = findResource(document, policy);
  if (!found.ok) return found;
  const missing = indexes.find((index) => index < 0 || index >= ruleCount(found.value, direction));
  if (missing !== undefined) return err({ reason: 'no-such-rule', policy, index: missing });
  const edited = withList(found.value.manifest, ['spec', direction], change);
  if (!edited.ok) return err({ reason: 'wrong-shape', resource: policy, path: edited.error.path });
  return ok(manifestPatch(found.value, edited.value as Manifest)); // an edit below the root leaves the root an object
}

const typeNames: Readonly<Record<Direction, string>> = { ingress: 'Ingress', egress: 'Egress' };

/** null: the kind has no such field, its directions are those that have rules (R7.12). */
function typesField(manifest: Manifest): 'types' | 'policyTypes' | null {
  if (groupOf(manifest) === 'policy.networking.k8s.io') return null;
  return isKubernetesForm(manifest) ? 'policyTypes' : 'types';
}

function isKubernetesForm(manifest: Manifest): boolean {
  return groupOf(manifest) === 'networking.k8s.io' || manifest['kind'] === 'StagedKubernetesNetworkPolicy';
}

/** The directions a policy applies to, defaults filled in (R4.4; R7.3 for the Kubernetes kinds). */
function typesOf(manifest: Manifest): readonly string[] {
  const field = typesField(manifest);
  const types = field === null ? undefined : valueAt(manifest, ['spec', field]);
  if (isJsonArray(types) && types.length > 0) return types.filter((type) => typeof type === 'string');
  // Nothing fills the default of the staged kind in: without types it means ingress, whatever rules it has (R7.3).
  if (manifest['kind'] === 'StagedKubernetesNetworkPolicy') return ['Ingress'];
  const has = (direction: Direction): boolean => isNonEmptyList(valueAt(manifest, ['spec', direction]));
  const ingress = isKubernetesForm(manifest) || has('ingress') || !has('egress');
  return [...(has('egress') ? ['Egress'] : []), ...(ingress ? ['Ingress'] : [])];
}

function isNonEmptyList(value: JsonValue | undefined): boolean {
  return isJsonArray(value) && value.length > 0;
}
