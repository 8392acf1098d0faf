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
  const wanted = new Set<string>([...typesOf(found.value.manifest), typeNames[direction]]);
  const withRule = withList(found.value.manifest, ['spec', direction], (rules) => rules.toSpliced(index, 0, rule));
  if (!withRule.ok) return err({ reason: 'wrong-shape', resource: policy, path: withRule.error.path });
  const manifest = withRule.value as Manifest; // an edit below the root leaves the root an object
  if (wanted.size === typesOf(manifest).length) return ok(manifestPatch(found.value, manifest));
  const withTypes = withValue(manifest, ['spec', typesField(manifest)], [...wanted].sort());
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

function typesField(manifest: Manifest): 'types' | 'policyTypes' {
  return groupOf(manifest) === 'networking.k8s.io' ? 'policyTypes' : 'types';
}

/** The directions a policy applies to, defaults filled in (R4.4; R7.3 for the Kubernetes kind). */
function typesOf(manifest: Manifest): readonly string[] {
  const types = valueAt(manifest, ['spec', typesField(manifest)]);
  if (isJsonArray(types) && types.length > 0) return types.filter((type) => typeof type === 'string');
  const has = (direction: Direction): boolean => isNonEmptyList(valueAt(manifest, ['spec', direction]));
  const ingress = typesField(manifest) === 'policyTypes' || has('ingress') || !has('egress');
  return [...(has('egress') ? ['Egress'] : []), ...(ingress ? ['Ingress'] : [])];
}

function isNonEmptyList(value: JsonValue | undefined): boolean {
  return isJsonArray(value) && value.length > 0;
}
