import { withGrouping, withSetting } from '../manifest/design-spec.ts';
import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import {
  additionPatch,
  findResource,
  manifestPatch,
  planField,
  reidentifyPatch,
  removalPatch,
} from './change-resources.ts';
import type { Command, CommandError } from './command.ts';
import { composePatches } from './compose.ts';
import { identify, identityOf, nameOf } from '../manifest/identity.ts';
import { labelsPath } from './labels-path.ts';
import { planImport } from './plan-import.ts';
import {
  designPatch,
  flowsPatch,
  followedPatch,
  forgottenPatch,
  planCollapse,
  planDisabled,
  planFlow,
  planFlows,
  planFold,
  planMove,
  planNote,
} from './plan-design.ts';
import { planDesignText } from './plan-design-text.ts';
import { planAddScene, planMoveScene, planRemoveScene, planSetScene, planTurn } from './plan-scenes.ts';
import { planLesson } from './plan-lesson.ts';
import { textPatch } from './plan-text.ts';
import { planAddRule, planMoveRule, planRemoveRule } from './plan-rules.ts';
import { applyPatch, emptyPatch, type Patch } from './patch.ts';
import { inNamespace, kindOf, ownedBy, referencesTo } from './references.ts';

type Planned = Result<Patch, CommandError>;

/**
 * What a command does to a document, as data. Deterministic: the command carries all names and places it needs.
 *
 * @returns the patch (empty when the document is that way already), or why the user's wish can't be done
 */
export function planCommand(document: ClusterDocument, command: Command): Planned {
  switch (command.type) {
    case 'add-resources':
      return planAll(document, [
        ...command.manifests.map((manifest) => (now: ClusterDocument) => planAddition(now, manifest)),
        (now) => planMove(now, command.positions),
      ]);
    case 'remove-resources':
      return planRemoval(document, command.ids);
    case 'set-label':
      return planLabel(document, command.resource, command.key, command.value);
    case 'set-field':
      return planManifest(document, command.resource, () =>
        planField(document, command.resource, command.path, command.value),
      );
    case 'replace-manifest':
      return planReplacement(document, command.resource, command.manifest);
    case 'write-yaml':
      return planText(document, command.resource, command.manifest, command.text);
    case 'write-design':
      return ok(planDesignText(document, command.sources, command.resources));
    case 'rename-resource':
      return planRename(document, command.resource, command.name);
    case 'add-rule':
      return planAddRule(document, command);
    case 'remove-rule':
      return planRemoveRule(document, command);
    case 'move-rule':
      return planMoveRule(document, command);
    case 'set-tier':
      return planAll(document, [
        (now) => planField(now, command.policy, ['spec', 'tier'], command.tier),
        (now) => planField(now, command.policy, ['spec', 'order'], command.order ?? undefined),
      ]);
    case 'move-elements':
      return planMove(document, command.positions);
    case 'set-grouping':
      return ok(designPatch(document, (design) => withGrouping(design, command.grouping)));
    case 'set-fold':
      return planFold(document, command.alike, command.fold);
    case 'set-setting':
      return ok(designPatch(document, (design) => withSetting(design, command.key, command.value)));
    case 'set-collapsed':
      return planCollapse(document, command.box, command.collapsed);
    case 'set-note':
      return planNote(document, command.note, command.text);
    case 'set-disabled':
      return planDisabled(document, command.policy, command.disabled);
    case 'add-flow':
      return ok(flowsPatch(document, (flows) => [...flows, command.flow]));
    case 'draw-flows':
      return planFlows(document, command.flows);
    case 'set-flow':
      return planFlow(document, command.index, command.flow);
    case 'remove-flow':
      return planFlow(document, command.index, null);
    case 'import':
      return planImport(document, command.sources, command.resources);
    case 'add-scene':
      return planAddScene(document, command.scene, command.index);
    case 'set-scene':
      return planSetScene(document, command.scene);
    case 'move-scene':
      return planMoveScene(document, command.scene, command.to);
    case 'remove-scene':
      return planRemoveScene(document, command.scene);
    case 'turn-design':
      return ok(planTurn(document, command.sources, command.resources));
    case 'write-lesson':
      return ok(planLesson(document, command.lesson));
    case 'sequence':
      return planAll(
        document,
        command.commands.map((part) => (now: ClusterDocument) => planCommand(now, part)),
      );
    default:
      return unreachable(command);
  }
}

/** Plans step after step, each on what the one before leaves; nothing happens unless all of them can. */
function planAll(document: ClusterDocument, steps: readonly ((now: ClusterDocument) => Planned)[]): Planned {
  let now = document;
  let patch = emptyPatch;
  for (const step of steps) {
    const planned = step(now);
    if (!planned.ok) return planned;
    now = applyPatch(now, planned.value);
    patch = composePatches(patch, planned.value);
  }
  return ok(patch);
}

function planAddition(document: ClusterDocument, manifest: Manifest): Planned {
  const id = resourceId(identityOf(manifest));
  return document.resources[id] === undefined
    ? ok(additionPatch(id, manifest))
    : err({ reason: 'already-exists', resource: id });
}

function planLabel(document: ClusterDocument, id: ResourceId, key: string, value: string | null): Planned {
  const found = findResource(document, id);
  if (!found.ok) return found;
  return planField(document, id, [...labelsPath(found.value), key], value ?? undefined);
}

/** A field edit may touch `metadata.name` or `namespace`: then it is a new identity, and planned as such. */
function planManifest(document: ClusterDocument, id: ResourceId, plan: () => Planned): Planned {
  const planned = plan();
  if (!planned.ok) return planned;
  const after = planned.value.resources[0]?.after;
  return after === undefined || after === null ? planned : planReplacement(document, id, after.manifest);
}

function planReplacement(document: ClusterDocument, id: ResourceId, manifest: Manifest): Planned {
  const found = findResource(document, id);
  if (!found.ok) return found;
  const identified = identify(manifest);
  if (!identified.ok) return err({ reason: 'unidentified', why: identified.error.message });
  const newId = resourceId(identified.value.name);
  if (newId === id) return ok(manifestPatch(found.value, manifest));
  if (document.resources[newId] !== undefined) return err({ reason: 'already-exists', resource: newId });
  return planReidentity(document, found.value, newId, manifest);
}

function planText(document: ClusterDocument, id: ResourceId, manifest: Manifest, text: string): Planned {
  return planAll(document, [
    (now) => planReplacement(now, id, manifest),
    (now) => ok(textPatch(now, resourceId(identityOf(manifest)), text)),
  ]);
}

/** New identity, and what the design keeps of it follows. */
function planReidentity(document: ClusterDocument, resource: Resource, id: ResourceId, manifest: Manifest): Planned {
  return planAll(document, [
    (now) => ok(reidentifyPatch(now, resource, id, manifest)),
    (now) => ok(followedPatch(now, resource, id, manifest)),
  ]);
}

function planRename(document: ClusterDocument, id: ResourceId, name: string): Planned {
  const found = findResource(document, id);
  if (!found.ok) return found;
  const resource = found.value;
  const isNamespace = kindOf(resource) === 'Namespace';
  return planAll(document, [
    (now) => planManifest(now, id, () => planField(now, id, ['metadata', 'name'], name)),
    ...referencesTo(document, resource).map(
      ({ from, path }) =>
        (now: ClusterDocument) =>
          planField(now, from.id, path, name),
    ),
    ...(isNamespace ? inNamespace(document, nameOf(resource.manifest)) : []).map(
      (inside) => (now: ClusterDocument) =>
        planManifest(now, inside.id, () => planField(now, inside.id, ['metadata', 'namespace'], name)),
    ),
  ]);
}

/** With what they own; pods of a removed cluster node become unplaced; their places and drawn flows go too. */
function planRemoval(document: ClusterDocument, ids: readonly ResourceId[]): Planned {
  const removed = new Map<ResourceId, Resource>();
  for (const id of ids) {
    const found = findResource(document, id);
    if (!found.ok) return found;
    for (const resource of [found.value, ...ownedBy(document, found.value)]) removed.set(resource.id, resource);
  }
  const gone = [...removed.values()];
  const dangling = gone.flatMap((resource) => (kindOf(resource) === 'Node' ? referencesTo(document, resource) : []));
  return planAll(document, [
    ...dangling
      .filter(({ from }) => !removed.has(from.id))
      .map(
        ({ from, path }) =>
          (now: ClusterDocument) =>
            planField(now, from.id, path, undefined),
      ),
    () => ok(removalPatch(gone)),
    (now) => ok(forgottenPatch(now, gone)),
  ]);
}
