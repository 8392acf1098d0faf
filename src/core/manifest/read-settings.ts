import type { ClusterDocument } from '../model/document.ts';
import type { Settings } from '../model/settings.ts';
import { defaultSettings } from '../model/settings.ts';
import { designGroup } from './identity.ts';
import { groupAndKind, readEntity } from './read-entity.ts';

/** What the design's (first) Design document sets; where it says nothing, or there is none, the defaults. */
export function settingsOf({ resources }: ClusterDocument): Settings {
  for (const { id, manifest } of Object.values(resources)) {
    const { group, kind } = groupAndKind(manifest);
    if (group !== designGroup || kind !== 'Design') continue;
    const { entity } = readEntity(id, manifest);
    if (entity.kind === 'design') return entity.spec.settings;
  }
  return defaultSettings;
}
