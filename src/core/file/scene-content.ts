import { newDesignManifest } from '../manifest/design-spec.ts';
import { withoutOwnFields } from '../manifest/design-scenes.ts';
import { isDesign } from '../manifest/scene-content.ts';
import type { ClusterDocument } from '../model/document.ts';
import { printDesign } from './design-file.ts';

/**
 * The whole design as a scene keeps it: its objects as the program writes them, in the order of their kinds, without
 * comments, and without the design's scenes and lesson. The same design always gives the same text.
 */
export function sceneContentOf({ resources }: ClusterDocument): string {
  const bare = JSON.stringify(newDesignManifest());
  const own = Object.values(resources)
    .map(({ id, manifest }) => ({
      id,
      manifest: isDesign(manifest) ? withoutOwnFields(manifest) : manifest,
      origin: null,
    }))
    // A Design that is there only for its scenes says nothing.
    .filter(({ manifest }) => !isDesign(manifest) || JSON.stringify(manifest) !== bare);
  return printDesign({ resources: Object.fromEntries(own.map((resource) => [resource.id, resource])), sources: [] });
}
