import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import type { Finding, Problem } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import { FindingLog } from '../manifest/field-reader.ts';
import { problemOf } from '../manifest/positions.ts';
import { readEntity } from '../manifest/read-entity.ts';
import { contentFindings } from '../manifest/scene-content.ts';
import { settingsOf } from '../manifest/read-settings.ts';
import { validateDesign } from './validate-design.ts';
import { validateResource } from './validate-resource.ts';

/**
 * Everything that is wrong with a design as far as no verdict is needed to know it: what reading its manifests found,
 * and validation (semantics.md section 8).
 *
 * @param override settings that take the place of the design's own
 * @returns problems with their places, by file, line and code; those of objects without a file last
 */
export function checkDocument(document: ClusterDocument, override: Partial<Settings> = {}): readonly Problem[] {
  const settings: Settings = { ...settingsOf(document), ...override };
  const resources = Object.values(document.resources);
  const ofResources = resources.flatMap((resource) =>
    checkResource(resource, settings).map((finding) => problemOf(document, resource.id, finding)),
  );
  const ofDesign = validateDesign(resources, settings).map(({ resource, finding }) =>
    problemOf(document, resource, finding),
  );
  return [...ofResources, ...ofDesign].sort(byPlace);
}

interface Checked {
  readonly settings: Settings;
  readonly findings: readonly Finding[];
}

/** Most resources do not change from one check to the next. */
const checked = new WeakMap<Manifest, Checked>();

/** What is wrong with one resource, seen for itself; each complaint about a value once. */
export function checkResource({ id, manifest }: Resource, settings: Settings): readonly Finding[] {
  const known = checked.get(manifest);
  if (known?.settings.calicoVersion === settings.calicoVersion) return known.findings;
  const { entity, findings: ofReading } = readEntity(id, manifest);
  const log = new FindingLog();
  log.addAll(ofReading);
  log.addAll(validateResource(entity, manifest, settings));
  if (entity.kind === 'design') log.addAll(contentFindings(manifest));
  checked.set(manifest, { settings, findings: log.findings });
  return log.findings;
}

function byPlace(a: Problem, b: Problem): number {
  return (
    Number(a.place === null) - Number(b.place === null) ||
    compareText(a.place?.file ?? '', b.place?.file ?? '') ||
    (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.resource ?? '', b.resource ?? '') ||
    (a.place?.column ?? 0) - (b.place?.column ?? 0)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
