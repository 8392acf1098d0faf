import { identityOf } from '../../../manifest/identity.ts';
import { readEntity } from '../../../manifest/read-entity.ts';
import type { Manifest } from '../../../model/document.ts';
import { resourceId } from '../../../model/ids.ts';
import type { Settings } from '../../../model/settings.ts';
import { lower } from '../../../policy/lower.ts';
import { hostLints } from '../../host-lints.ts';
import type { LintFinding, LintInput } from '../../lint.ts';

/** A design as lints see it; a later manifest replaces an earlier one of its identity. */
export function lintInputOf(manifests: readonly Manifest[], settings: Partial<Settings> = {}): LintInput {
  const resources = Object.fromEntries(
    manifests.map((manifest) => {
      const id = resourceId(identityOf(manifest));
      return [id, { id, manifest, origin: null }];
    }),
  );
  const ruleset = lower(Object.values(resources), settings);
  const entities = new Map(
    Object.values(resources).map(({ id, manifest }) => [id, readEntity(id, manifest).entity] as const),
  );
  return { resources, entities, ruleset, settings: ruleset.settings };
}

/** All that the lints of hosts find in a design. */
export function hostFindings(manifests: readonly Manifest[], settings: Partial<Settings> = {}): readonly LintFinding[] {
  const input = lintInputOf(manifests, settings);
  return hostLints.flatMap((lint) => lint(input));
}

/** The findings of one code as `HostEndpoint/h1 spec.profiles: message`. */
export function findingsOf(
  code: string,
  manifests: readonly Manifest[],
  settings: Partial<Settings> = {},
): readonly string[] {
  return hostFindings(manifests, settings)
    .filter(({ finding }) => finding.code === code)
    .map(({ resource, finding }) => `${shortId(resource)} ${finding.path.join('.')}: ${finding.message}`);
}

function shortId(resource: LintFinding['resource']): string {
  return resource === null ? 'design' : resource.replace(/^([^./]+)[^/]*/, '$1');
}
