import { isAtLeast, versionHasKind } from '../check/kinds.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { fieldOf, isJsonObject, valueAt } from '../model/json.ts';
import type { Manifest } from '../model/document.ts';
import { err, ok, type Result } from '../result.ts';
import type { Applied } from './apply-order.ts';
import { fieldsBeyond } from './version-fields.ts';

/**
 * The object as the target version accepts it: below 3.32 a policy outside the `default` tier is named
 * `<tier>.<name>` (R8.5).
 *
 * @returns the sentences that refuse what the version lacks, a kind, a field or a name: leaving it out would change
 * verdicts
 */
export function forVersion(applied: Applied, version: CalicoVersion): Result<Manifest, readonly string[]> {
  const { name, manifest } = applied;
  if (!versionHasKind(version, name.kind))
    return err([`Calico ${version} has no ${name.kind} (${name.name}); choose another target version or remove it.`]);
  const beyond = fieldsBeyond(name, manifest, version);
  if (beyond.length > 0) return err(beyond);
  const stored = !isAtLeast(version, '3.32') && isTieredKind(applied) ? tieredName(applied) : ok(name.name);
  if (!stored.ok) return err([`Calico ${version} takes no ${name.kind} called ${stored.error}; rename it.`]);
  const current = withApiVersion(applied);
  return ok(stored.value === name.name ? current : withName(current, stored.value));
}

/** Calico’s own policies, staged or not; the staged form of a Kubernetes policy is in no tier of its own. */
function isTieredKind({ name }: Applied): boolean {
  return name.group === 'projectcalico.org' && /^(?:Staged)?(?:Global)?NetworkPolicy$/.test(name.kind);
}

const maxNameLength = 253;

/**
 * R8.5, and R8.4: such a name has one dot at most, so one with a dot of its own can't get a prefix.
 *
 * @returns or the name that can't be
 */
function tieredName({ name, manifest }: Applied): Result<string, string> {
  const written = valueAt(manifest, ['spec', 'tier']);
  const tier = typeof written === 'string' && written !== '' ? written : 'default';
  const hasPrefix = name.name.startsWith(`${tier}.`) || /^(?:knp|ossg)\.default\./.test(name.name);
  if (hasPrefix || (tier === 'default' && !name.name.includes('.'))) return ok(name.name);
  const stored = `${tier}.${name.name}`;
  return name.name.includes('.') || stored.length > maxNameLength ? err(stored) : ok(stored);
}

/** The form in which Calico stores its kinds is no API to apply to, and `extensions` is gone from every cluster. */
const appliedVersions: Readonly<Record<string, string>> = {
  'projectcalico.org': 'projectcalico.org/v3',
  'networking.k8s.io': 'networking.k8s.io/v1',
};

function withApiVersion({ name, manifest }: Applied): Manifest {
  const written = fieldOf(manifest, 'apiVersion');
  const applied = appliedVersions[name.group];
  return applied === undefined || applied === written ? manifest : { ...manifest, apiVersion: applied };
}

function withName(manifest: Manifest, name: string): Manifest {
  const metadata = fieldOf(manifest, 'metadata');
  return { ...manifest, metadata: { ...(isJsonObject(metadata) ? metadata : {}), name } };
}
