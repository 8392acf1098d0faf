import { designGroup } from '../manifest/identity.ts';
import { settingsOf } from '../manifest/read-settings.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { Settings } from '../model/settings.ts';

/**
 * With which settings two designs are compared: a cluster dump has none of its own, so that it is judged with those of
 * the design that it is compared with.
 *
 * @returns none where each has its own, or neither has
 */
export function commonSettings(one: ClusterDocument, other: ClusterDocument): Partial<Settings> {
  const [first, second] = [hasSettings(one), hasSettings(other)];
  if (first === second) return {};
  return settingsOf(first ? one : other);
}

function hasSettings({ resources }: ClusterDocument): boolean {
  return Object.keys(resources).some((id) => id.startsWith(`Design.${designGroup}/`));
}
