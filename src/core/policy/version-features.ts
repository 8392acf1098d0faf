import type { CalicoVersion } from '../model/settings.ts';
import { calicoVersions } from '../model/settings.ts';

/** What a version does not know, it takes from no manifest (semantics.md 1.1). */
export interface VersionFeatures {
  /** Templates of automatic host endpoints, and switching off the default one. */
  readonly hostEndpointTemplates: boolean;
  readonly interfacePatterns: boolean;
  readonly natOutgoingExclusions: boolean;
}

export function featuresOf(version: CalicoVersion): VersionFeatures {
  const since = (first: CalicoVersion): boolean => calicoVersions.indexOf(version) >= calicoVersions.indexOf(first);
  return {
    hostEndpointTemplates: since('3.30'),
    interfacePatterns: since('3.31'),
    natOutgoingExclusions: since('3.31'),
  };
}
