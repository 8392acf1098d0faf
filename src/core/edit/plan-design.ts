import { withFlows } from '../manifest/design-flow.ts';
import {
  newDesignManifest,
  readDesignSpec,
  withCollapsed,
  withDisabled,
  withFold,
  withNote,
  withPosition,
} from '../manifest/design-spec.ts';
import { withScenes } from '../manifest/design-scenes.ts';
import { identityOf } from '../manifest/identity.ts';
import { readEntity } from '../manifest/read-entity.ts';
import { withLesson } from '../manifest/write-lesson.ts';
import { noteElement, type DesignSpec, type DrawnFlow, type Fold } from '../model/design.ts';
import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import { isPolicy } from '../model/entities.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import { valueAt } from '../model/json.ts';
import { err, ok, type Result } from '../result.ts';
import { additionPatch, findResource, manifestPatch } from './change-resources.ts';
import type { CommandError, Placement } from './command.ts';
import { followingFlows, followingLesson, followingScenes } from './follow-rename.ts';
import { emptyPatch, type Patch } from './patch.ts';
import { endpointOf } from './references.ts';

type Planned = Result<Patch, CommandError>;

/** The one Design document; null: nothing of its own had to be kept yet. */
export function designOf(document: ClusterDocument): Resource | null {
  return (
    Object.values(document.resources).find(
      ({ manifest }) => manifest['kind'] === 'Design' && valueAt(manifest, ['apiVersion']) === 'firewright.dev/v1',
    ) ?? null
  );
}

export function designSpecOf(document: ClusterDocument): DesignSpec {
  return readDesignSpec(designOf(document)?.manifest ?? newDesignManifest()).spec;
}

/** Only a policy can be disabled: whatever else a hand-written list names is judged and exported. */
export function disabledPoliciesOf(document: ClusterDocument): ReadonlySet<ResourceId> {
  const policies = [...designSpecOf(document).disabled].filter((id) => {
    const resource = document.resources[id];
    return resource !== undefined && isPolicy(readEntity(id, resource.manifest).entity);
  });
  return new Set(policies);
}

/** Changes the one Design document, which is made when the first thing has to be kept in it. */
export function designPatch(document: ClusterDocument, change: (design: Manifest) => Manifest): Patch {
  const design = designOf(document);
  if (design !== null) return manifestPatch(design, change(design.manifest));
  const manifest = newDesignManifest();
  const changed = change(manifest);
  return changed === manifest ? emptyPatch : additionPatch(resourceId(identityOf(manifest)), changed);
}

export function flowsPatch(
  document: ClusterDocument,
  change: (flows: readonly DrawnFlow[]) => readonly DrawnFlow[],
): Patch {
  const flows = designSpecOf(document).flows;
  const changed = change(flows);
  const isSame = flows.length === changed.length && flows.every((flow, index) => flow === changed[index]);
  return isSame ? emptyPatch : designPatch(document, (design) => withFlows(design, changed));
}

export function planMove(document: ClusterDocument, positions: readonly Placement[]): Planned {
  if (positions.length === 0) return ok(emptyPatch);
  return ok(
    designPatch(document, (design) =>
      positions.reduce((manifest, { element, at }) => withPosition(manifest, element, at), design),
    ),
  );
}

export function planFold(document: ClusterDocument, alike: readonly ResourceId[], fold: Fold | null): Planned {
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

export function planCollapse(document: ClusterDocument, box: string, isCollapsed: boolean): Planned {
  return ok(designPatch(document, (design) => withCollapsed(design, box, isCollapsed)));
}

export function planNote(document: ClusterDocument, note: string, text: string | null): Planned {
  return ok(
    designPatch(document, (design) => {
      const noted = withNote(design, note, text);
      return text === null ? withPosition(noted, noteElement(note), null) : noted;
    }),
  );
}

export function planDisabled(document: ClusterDocument, policy: ResourceId, isDisabled: boolean): Planned {
  const found = findResource(document, policy);
  return found.ok ? ok(designPatch(document, (design) => withDisabled(design, policy, isDisabled))) : found;
}

export function planFlow(document: ClusterDocument, index: number, flow: DrawnFlow | null): Planned {
  if (designSpecOf(document).flows[index] === undefined) return err({ reason: 'no-such-flow', index });
  return ok(flowsPatch(document, (flows) => (flow === null ? flows.toSpliced(index, 1) : flows.with(index, flow))));
}

export function planFlows(
  document: ClusterDocument,
  changes: readonly { readonly index: number | null; readonly flow: DrawnFlow }[],
): Planned {
  const drawn = designSpecOf(document).flows;
  for (const { index } of changes)
    if (index !== null && drawn[index] === undefined) return err({ reason: 'no-such-flow', index });
  const changed = new Map(changes.map(({ index, flow }) => [index, flow]));
  const added = changes.filter(({ index }) => index === null).map(({ flow }) => flow);
  return ok(flowsPatch(document, (flows) => [...flows.map((flow, index) => changed.get(index) ?? flow), ...added]));
}

/** What the design keeps of an object by its name follows it: place, disabling, flows, scenes, goals of the lesson. */
export function followedPatch(document: ClusterDocument, from: Resource, to: ResourceId, manifest: Manifest): Patch {
  const spec = designSpecOf(document);
  const { layout, disabled } = spec;
  const at = layout.positions.get(from.id);
  const ends = [endpointOf(from), endpointOf({ ...from, manifest })] as const;
  const flows = followingFlows(spec.flows, ...ends);
  const scenes = followingScenes(spec.scenes, from.id, to);
  const lesson = followingLesson(spec, ...ends);
  return designPatch(document, (design) => {
    const changes: readonly (readonly [boolean, (now: Manifest) => Manifest])[] = [
      [scenes !== spec.scenes, (now) => withScenes(now, scenes)],
      [lesson !== spec.lesson, (now) => withLesson(now, lesson)],
      [at !== undefined, (now) => withPosition(withPosition(now, from.id, null), to, at ?? null)],
      [disabled.has(from.id), (now) => withDisabled(withDisabled(now, from.id, false), to, true)],
      [layout.collapsed.includes(from.id), (now) => withCollapsed(withCollapsed(now, from.id, false), to, true)],
      [flows !== spec.flows, (now) => withFlows(now, flows)],
    ];
    return changes.reduce((now, [isMeant, change]) => (isMeant ? change(now) : now), design);
  });
}

/** What the design keeps of objects that are gone, goes as well. */
export function forgottenPatch(document: ClusterDocument, gone: readonly Resource[]): Patch {
  if (gone.some(({ manifest }) => manifest['kind'] === 'Design')) return emptyPatch;
  const { layout, flows, disabled } = designSpecOf(document);
  const endpoints = new Set(gone.map((resource) => endpointOf(resource)));
  const isLeft = ({ source, destination }: DrawnFlow): boolean => !endpoints.has(source) && !endpoints.has(destination);
  const isKnown = gone.some(({ id }) => layout.positions.has(id) || disabled.has(id) || layout.collapsed.includes(id));
  if (!isKnown && flows.every(isLeft)) return emptyPatch;
  return designPatch(document, (design) => {
    const forgotten = gone.reduce(
      (now, { id }) => withCollapsed(withDisabled(withPosition(now, id, null), id, false), id, false),
      design,
    );
    return flows.every(isLeft) ? forgotten : withFlows(forgotten, flows.filter(isLeft));
  });
}
