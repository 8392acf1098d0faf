import { withOwnFieldsOf, withScenes } from '../manifest/design-scenes.ts';
import { identityOf } from '../manifest/identity.ts';
import { isDesign, manifestIn } from '../manifest/scene-content.ts';
import { newDesignManifest } from '../manifest/design-spec.ts';
import type { ClusterDocument, Manifest, Origin, Resource, SourceDocument } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import { isSameJson } from '../model/json.ts';
import type { Scene } from '../model/scene.ts';
import { err, ok, type Result } from '../result.ts';
import type { CommandError } from './command.ts';
import { emptyPatch, type Patch } from './patch.ts';
import { designOf, designPatch, designSpecOf } from './plan-design.ts';
import { planDesignText } from './plan-design-text.ts';

type Planned = Result<Patch, CommandError>;

export function planAddScene(document: ClusterDocument, scene: Scene, index: number): Planned {
  const { scenes } = designSpecOf(document);
  if (scenes.some(({ id }) => id === scene.id)) return err({ reason: 'scene-exists', scene: scene.id });
  return ok(scenesPatch(document, scenes.toSpliced(index, 0, scene)));
}

export function planSetScene(document: ClusterDocument, scene: Scene): Planned {
  return planAt(document, scene.id, (scenes, index) => scenes.with(index, scene));
}

/** @param to where it stands afterwards, counted from 0 */
export function planMoveScene(document: ClusterDocument, id: string, to: number): Planned {
  return planAt(document, id, (scenes, index) => {
    const [scene] = scenes.slice(index, index + 1);
    return scene === undefined ? scenes : scenes.toSpliced(index, 1).toSpliced(to, 0, scene);
  });
}

export function planRemoveScene(document: ClusterDocument, id: string): Planned {
  return planAt(document, id, (scenes, index) => scenes.toSpliced(index, 1));
}

function planAt(
  document: ClusterDocument,
  id: string,
  change: (scenes: readonly Scene[], index: number) => readonly Scene[],
): Planned {
  const { scenes } = designSpecOf(document);
  const index = scenes.findIndex((scene) => scene.id === id);
  return index < 0 ? err({ reason: 'no-such-scene', scene: id }) : ok(scenesPatch(document, change(scenes, index)));
}

function scenesPatch(document: ClusterDocument, scenes: readonly Scene[]): Patch {
  const isSame = JSON.stringify(scenes) === JSON.stringify(designSpecOf(document).scenes);
  return isSame ? emptyPatch : designPatch(document, (design) => withScenes(design, scenes));
}

/** The design becomes another one that keeps this one's scenes and lesson; what is the same in both stays untouched. */
export function planTurn(
  document: ClusterDocument,
  sources: readonly SourceDocument[],
  resources: readonly Resource[],
): Patch {
  const [now, wanted] = [designOf(document), resources.find(({ manifest }) => isDesign(manifest)) ?? null];
  const others = resources.filter(({ manifest }) => !isDesign(manifest));
  const design = designWithOwnFields(now, wanted);
  return planDesignText(document, sources, design === null ? others : [...others, design]);
}

function designWithOwnFields(now: Resource | null, wanted: Resource | null): Resource | null {
  if (now === null) return wanted;
  // The Design of another name would be a second one.
  const { manifest } = wanted ?? { manifest: { ...now.manifest, spec: newDesignManifest()['spec'] ?? {} } };
  const merged: Manifest = { ...withOwnFieldsOf(manifest, now.manifest), metadata: now.manifest['metadata'] ?? {} };
  if (isSameJson(merged, now.manifest)) return now;
  return wanted !== null && isSameJson(merged, wanted.manifest) ? wanted : { ...now, manifest: merged };
}

/**
 * The design that a scene's content is, in the terms of the open one: what both say alike is the very object that is there,
 * with its text, and what comes back to the design takes its old place in the files again.
 *
 * @param content what `readSceneContent` read
 */
export function sceneDesign(document: ClusterDocument, content: readonly Resource[]): ClusterDocument {
  const resources = content.map(({ id, manifest }) => inDesign(document, id, manifest));
  return {
    resources: Object.fromEntries(resources.map((resource) => [resource.id, resource])),
    sources: document.sources,
  };
}

function inDesign(document: ClusterDocument, id: ResourceId, manifest: Manifest): Resource {
  const before = document.resources[id];
  const origin = before === undefined ? formerOrigin(document, id) : before.origin;
  if (before !== undefined && isSameJson(before.manifest, manifest)) return before;
  if (origin !== null && isSameJson(origin.manifest, manifest)) return { id, manifest: origin.manifest, origin };
  return { id, manifest, origin };
}

/** The text of an object that has left the design stays among the sources, and is printed no more. */
function formerOrigin({ sources }: ClusterDocument, id: ResourceId): Origin | null {
  const source = sources.find(({ content }) => content.kind === 'resource' && content.resource === id);
  const manifest = source === undefined ? null : manifestIn(source);
  if (source === undefined || manifest === null || resourceId(identityOf(manifest)) !== id) return null;
  return { source: source.id, path: [], manifest };
}

/** Whether the design is what a scene's content says, apart from its scenes and its lesson. */
export function isDesignOf(document: ClusterDocument, content: readonly Resource[]): boolean {
  const { resources } = sceneDesign(document, content);
  const { resources: changed } = planTurn(document, document.sources, Object.values(resources));
  return changed.length === 0;
}
