import { disabledPoliciesOf } from '../edit/plan-design.ts';
import { identityOf } from '../manifest/identity.ts';
import { builtInTiers } from '../manifest/read-tier.ts';
import { printYaml } from '../manifest/yaml.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import { isJsonObject, valueAt } from '../model/json.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { err, ok, type Result } from '../result.ts';
import { inApplyOrder, stages, type Applied, type Stage } from './apply-order.ts';
import { bundleReadme } from './bundle-readme.ts';
import { cleanManifest } from './clean-manifest.ts';
import { rollbackMark } from './rollback.ts';
import { toolVersion } from './tool-version.ts';
import { forVersion } from './version-target.ts';

export interface ExportOptions {
  readonly calicoVersion: CalicoVersion;
  readonly namespaces: 'include' | 'leave-out';
}

export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

/** Why nothing was exported: sentences, one per object that the target can't hold. */
export interface ExportFailure {
  readonly messages: readonly string[];
}

interface Ready {
  readonly stage: Stage;
  readonly manifest: Manifest;
}

const fileNames: Readonly<Record<Stage, string>> = {
  namespaces: '00-namespaces.yaml',
  configuration: '00-configuration.yaml',
  tiers: '00-tiers.yaml',
  'network-sets': '10-network-sets.yaml',
  policies: '20-policies.yaml',
  'host-endpoints': '30-host-endpoints.yaml',
};

/** All manifests to apply in one text, in the order of application. The same design always gives the same bytes. */
export function exportSingleFile(
  document: ClusterDocument,
  options: ExportOptions,
): Result<{ readonly text: string; readonly objects: number }, ExportFailure> {
  const ready = readyToApply(document, options);
  if (!ready.ok) return ready;
  const manifests = ready.value.map(({ manifest }) => manifest);
  return ok({ text: header(options) + documents(manifests), objects: manifests.length });
}

/** One file per stage, with `kustomization.yaml`, `README.md` and `rollback.yaml` (product.md section 4). */
export function exportBundle(
  document: ClusterDocument,
  options: ExportOptions,
): Result<{ readonly files: readonly ExportedFile[]; readonly objects: number }, ExportFailure> {
  const ready = readyToApply(document, options);
  if (!ready.ok) return ready;
  const parts = stages
    .map((stage) => ({
      stage,
      manifests: ready.value.filter((one) => one.stage === stage).map(({ manifest }) => manifest),
    }))
    .filter(({ manifests }) => manifests.length > 0)
    .map(({ stage, manifests }) => ({ name: fileNames[stage], text: header(options) + documents(manifests) }));
  const names = parts.map(({ name }) => name);
  const files = [
    ...parts,
    { name: 'kustomization.yaml', text: header(options) + printYaml(kustomizationOf(names)) },
    { name: 'README.md', text: bundleReadme(names, options.calicoVersion) },
    { name: 'rollback.yaml', text: rollbackHeader(options) + documents(ready.value.toReversed().flatMap(stubOf)) },
  ];
  return ok({ files, objects: ready.value.length });
}

function readyToApply(document: ClusterDocument, options: ExportOptions): Result<readonly Ready[], ExportFailure> {
  const disabled = disabledPoliciesOf(document);
  const enabled = Object.values(document.resources).filter(({ id }) => !disabled.has(id));
  const applied = inApplyOrder(enabled).filter((one) => isWanted(one, options));
  const targeted = applied.map((one) => ({ stage: one.stage, manifest: forVersion(one, options.calicoVersion) }));
  const messages = targeted.flatMap(({ manifest }) => (manifest.ok ? [] : [manifest.error]));
  const ready = targeted.flatMap(({ stage, manifest }) =>
    manifest.ok ? [{ stage, manifest: cleanManifest(manifest.value) }] : [],
  );
  const all = [...messages, ...clashes(ready)];
  return all.length > 0 ? err({ messages: all }) : ok(ready);
}

/** A name that was given its tier's prefix may be that of another object: one would overwrite the other. */
function clashes(ready: readonly Ready[]): readonly string[] {
  const seen = new Set<ResourceId>();
  const twice = new Set<ResourceId>();
  for (const { manifest } of ready) {
    const id = resourceId(identityOf(manifest));
    (seen.has(id) ? twice : seen).add(id);
  }
  return [...twice].map((id) => `Two objects would be exported as ${id}; rename one of them.`);
}

/** Built-in tiers exist in every cluster of their version and can't be changed (R1.6), so there is nothing to apply. */
function isWanted({ name, stage }: Applied, options: ExportOptions): boolean {
  if (stage === 'tiers') return !builtInTiers(options.calicoVersion).some((tier) => tier.name === name.name);
  return stage !== 'namespaces' || options.namespaces === 'include';
}

/** Enough of an object to delete it. What was in the cluster before is not deleted by taking the bundle back. */
function stubOf({ stage, manifest }: Ready): readonly Manifest[] {
  const { apiVersion, kind } = manifest;
  const keeps = stage === 'configuration' || stage === 'namespaces' || kind === 'KubeControllersConfiguration';
  if (keeps || apiVersion === undefined || kind === undefined) return [];
  const metadata = valueAt(manifest, ['metadata']);
  const { name, namespace } = isJsonObject(metadata) ? metadata : {};
  return [
    {
      apiVersion,
      kind,
      metadata: { ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) },
    },
  ];
}

function header({ calicoVersion }: ExportOptions): string {
  return `# Exported by Firewright ${toolVersion} for Calico ${calicoVersion}.\n`;
}

function rollbackHeader(options: ExportOptions): string {
  return `${rollbackMark}, in the order to take it back.\n${header(options)}`;
}

/** In the order of the list: kustomize's own order of kinds knows nothing of host endpoints. */
function kustomizationOf(resources: readonly string[]): Manifest {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    metadata: { name: 'host-firewall' },
    sortOptions: { order: 'fifo' },
    resources,
  };
}

function documents(manifests: readonly Manifest[]): string {
  return manifests.map(printYaml).join('---\n');
}
