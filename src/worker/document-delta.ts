import type { Resource } from '../core/model/document.ts';
import type { ResourceId } from '../core/model/ids.ts';
import { valueAt } from '../core/model/json.ts';
import type { DocumentDelta } from './protocol.ts';

export type Resources = Readonly<Record<ResourceId, Resource>>;

/** What the worker must change to hold `now` instead of `held`; null: it holds nothing yet. Manifests are compared by identity. */
export function deltaBetween(held: Resources | null, now: Resources): DocumentDelta {
  const before = held ?? {};
  return {
    fromEmpty: held === null,
    upsert: Object.values(now)
      .filter(({ id, manifest }) => before[id]?.manifest !== manifest)
      .map(({ id, manifest }) => ({ id, manifest })),
    remove: Object.values(before).flatMap(({ id }) => (now[id] === undefined ? [id] : [])),
  };
}

/** True when the worker holds just what it should hold. */
export function isNothing({ fromEmpty, upsert, remove }: DocumentDelta): boolean {
  return !fromEmpty && upsert.length === 0 && remove.length === 0;
}

/** True when only the picture changed (places, drawn flows): no verdict can be another. */
export function isPictureOnly(delta: DocumentDelta, held: Resources | null): boolean {
  if (delta.fromEmpty || delta.remove.length > 0) return false;
  return delta.upsert.every(({ id, manifest }) => {
    const isDesign = manifest['apiVersion'] === 'firewright.dev/v1' && manifest['kind'] === 'Design';
    // A second Design may come before the first one and take its settings' place.
    if (!isDesign || held?.[id] === undefined) return false;
    return judgedPart(held[id].manifest) === judgedPart(manifest);
  });
}

/** What verdicts depend on in a Design: its settings, and which policies are no part of the cluster. */
function judgedPart(design: Resource['manifest']): string {
  return JSON.stringify([valueAt(design, ['spec', 'settings']) ?? {}, valueAt(design, ['spec', 'disabled']) ?? []]);
}
