import {
  newDesignManifest,
  readDesignSpec,
  withFlows,
  withFold,
  withGrouping,
  withPosition,
  withSetting,
} from '../manifest/design-spec.ts';
import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import { resourceId, type EndpointId, type ResourceId } from '../model/ids.ts';
import type { DrawnFlow, Fold } from '../model/design.ts';
import { valueAt } from '../model/json.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import {
  additionPatch,
  findResource,
  manifestPatch,
  planField,
  reidentifyPatch,
  removalPatch,
} from './change-resources.ts';
import type { Command, CommandError, Placement } from './command.ts';
import { composePatches } from './compose.ts';
import { identify, identityOf, nameOf } from '../manifest/identity.ts';
import { labelsPath } from './labels-path.ts';
import { planImport } from './plan-import.ts';
import { planAddRule, planMoveRule, planRemoveRule } from './plan-rules.ts';
import { applyPatch, emptyPatch, type Patch } from './patch.ts';
import { endpointOf, inNamespace, kindOf, ownedBy, referencesTo } from './references.ts';

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
    case 'add-flow':
      return ok(flowsPatch(document, (flows) => [...flows, command.flow]));
    case 'remove-flow':
      return planRemoveFlow(document, command.index);
    case 'import':
      return planImport(document, command.sources, command.resources);
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

/** New identity, and the card's place and the drawn flows follow it. */
function planReidentity(document: ClusterDocument, resource: Resource, id: ResourceId, manifest: Manifest): Planned {
  const at = designSpecOf(document).layout.positions.get(resource.id);
  const from = endpointOf(resource);
  const to = endpointOf({ ...resource, manifest });
  return planAll(document, [
    (now) => ok(reidentifyPatch(now, resource, id, manifest)),
    (now) =>
      at === undefined
        ? ok(emptyPatch)
        : planMove(now, [
            { element: resource.id, at: null },
            { element: id, at },
          ]),
    (now) => ok(flowsPatch(now, (flows) => flows.map((flow) => retargeted(flow, from, to)))),
  ]);
}

function retargeted(flow: DrawnFlow, from: EndpointId | null, to: EndpointId | null): DrawnFlow {
  if (to === null || (flow.source !== from && flow.destination !== from)) return flow;
  const follow = (end: EndpointId): EndpointId => (end === from ? to : end);
  return { ...flow, source: follow(flow.source), destination: follow(flow.destination) };
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

function forgottenPatch(document: ClusterDocument, gone: readonly Resource[]): Patch {
  if (gone.some((resource) => kindOf(resource) === 'Design')) return emptyPatch;
  const { layout, flows } = designSpecOf(document);
  const places = gone.filter(({ id }) => layout.positions.has(id)).map(({ id }) => ({ element: id, at: null }));
  const endpoints = new Set(gone.map((resource) => endpointOf(resource)));
  const isLeft = ({ source, destination }: DrawnFlow): boolean => !endpoints.has(source) && !endpoints.has(destination);
  if (places.length === 0 && flows.every(isLeft)) return emptyPatch;
  return designPatch(document, (design) => {
    const moved = places.reduce((manifest, { element }) => withPosition(manifest, element, null), design);
    return flows.every(isLeft) ? moved : withFlows(moved, flows.filter(isLeft));
  });
}

function planMove(document: ClusterDocument, positions: readonly Placement[]): Planned {
  if (positions.length === 0) return ok(emptyPatch);
  return ok(
    designPatch(document, (design) =>
      positions.reduce((manifest, { element, at }) => withPosition(manifest, element, at), design),
    ),
  );
}

function planFold(document: ClusterDocument, alike: readonly ResourceId[], fold: Fold | null): Planned {
  const known = designSpecOf(document).layout.folds;
  const [first] = alike;
  const forgotten = alike.filter((id) => id !== first && known.has(id));
  if (first === undefined || (forgotten.length === 0 && (known.get(first) ?? null) === fold)) return ok(emptyPatch);
  return ok(
    designPatch(document, (design) =>
      withFold(
        forgotten.reduce((manifest, id) => withFold(manifest, id, null), design),
        first,
        fold,
      ),
    ),
  );
}

function planRemoveFlow(document: ClusterDocument, index: number): Planned {
  if (designSpecOf(document).flows[index] === undefined) return err({ reason: 'no-such-flow', index });
  return ok(flowsPatch(document, (flows) => flows.toSpliced(index, 1)));
}

function flowsPatch(document: ClusterDocument, change: (flows: readonly DrawnFlow[]) => readonly DrawnFlow[]): Patch {
  const flows = designSpecOf(document).flows;
  const changed = change(flows);
  const isSame = flows.length === changed.length && flows.every((flow, index) => flow === changed[index]);
  return isSame ? emptyPatch : designPatch(document, (design) => withFlows(design, changed));
}

/** Changes the one Design document, which is made when the first thing has to be kept in it. */
function designPatch(document: ClusterDocument, change: (design: Manifest) => Manifest): Patch {
  const design = designOf(document);
  if (design !== null) return manifestPatch(design, change(design.manifest));
  const manifest = newDesignManifest();
  return additionPatch(resourceId(identityOf(manifest)), change(manifest));
}

export function designOf(document: ClusterDocument): Resource | null {
  return (
    Object.values(document.resources).find(
      ({ manifest }) => manifest['kind'] === 'Design' && valueAt(manifest, ['apiVersion']) === 'firewright.dev/v1',
    ) ?? null
  );
}

function designSpecOf(document: ClusterDocument): ReturnType<typeof readDesignSpec>['spec'] {
  return readDesignSpec(designOf(document)?.manifest ?? newDesignManifest()).spec;
}
