import type { CalicoVersion } from '../model/settings.ts';
import { calicoVersions } from '../model/settings.ts';
import { fieldOf, isJsonObject, valueAt } from '../model/json.ts';
import type { Manifest } from '../model/document.ts';
import { err, ok, type Result } from '../result.ts';
import type { Applied } from './apply-order.ts';

/** First and last version that enforces a kind (semantics.md R1.1); kinds not listed are in all of them. */
const supported: Readonly<Record<string, { readonly from: CalicoVersion; readonly to: CalicoVersion }>> = {
  ClusterNetworkPolicy: { from: '3.32', to: '3.33' },
  AdminNetworkPolicy: { from: '3.29', to: '3.31' },
  BaselineAdminNetworkPolicy: { from: '3.30', to: '3.31' },
  StagedGlobalNetworkPolicy: { from: '3.30', to: '3.33' },
  StagedNetworkPolicy: { from: '3.30', to: '3.33' },
  StagedKubernetesNetworkPolicy: { from: '3.30', to: '3.33' },
};

/**
 * The object as the target version accepts it: below 3.32 a policy outside the `default` tier is named
 * `<tier>.<name>` (R8.5).
 *
 * @returns the sentence that refuses a kind which the version lacks: leaving it out would change verdicts
 */
export function forVersion(applied: Applied, version: CalicoVersion): Result<Manifest, string> {
  const { name, manifest } = applied;
  const range = supported[name.kind];
  if (range !== undefined && !isBetween(version, range.from, range.to)) {
    return err(`Calico ${version} has no ${name.kind} (${name.name}); choose another target version or remove it.`);
  }
  const tier = valueAt(manifest, ['spec', 'tier']);
  const isTiered = name.group === 'projectcalico.org' && typeof tier === 'string' && tier !== 'default';
  if (!isTiered || version >= '3.32' || name.name.startsWith(`${tier}.`)) return ok(withApiVersion(applied));
  return ok(withName(withApiVersion(applied), `${tier}.${name.name}`));
}

function isBetween(version: CalicoVersion, from: CalicoVersion, to: CalicoVersion): boolean {
  const at = calicoVersions.indexOf(version);
  return at >= calicoVersions.indexOf(from) && at <= calicoVersions.indexOf(to);
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
