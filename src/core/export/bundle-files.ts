import { printYaml } from '../manifest/yaml.ts';
import type { Manifest } from '../model/document.ts';
import { fieldOf, valueAt } from '../model/json.ts';
import { stages, type Stage } from './apply-order.ts';
import type { ExportOptions, Ready } from './prepare-export.ts';
import { toolVersion } from './tool-version.ts';

export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

/** A file of a bundle with what is in it, in the order of application. */
export interface StageFile extends ExportedFile {
  readonly stage: Stage;
  readonly objects: readonly Ready[];
}

const fileNames: Readonly<Record<Stage, string>> = {
  namespaces: '00-namespaces.yaml',
  configuration: '00-configuration.yaml',
  tiers: '00-tiers.yaml',
  'network-sets': '10-network-sets.yaml',
  policies: '20-policies.yaml',
  'host-endpoints': '30-host-endpoints.yaml',
};

/** One file per stage that is not empty. */
export function stageFiles(objects: readonly Ready[], options: ExportOptions): readonly StageFile[] {
  return stages
    .map((stage) => ({ stage, objects: objects.filter((one) => one.stage === stage) }))
    .filter((part) => part.objects.length > 0)
    .map((part) => ({ ...part, name: fileNames[part.stage], text: textOf(part.objects, options) }));
}

/** All of it in one text. */
export function textOf(objects: readonly Ready[], options: ExportOptions): string {
  return header(options) + documents(objects.map(({ manifest }) => manifest));
}

export function header({ calicoVersion, policies }: ExportOptions): string {
  const staged = policies === 'staged' ? ', with its policies staged' : '';
  return `# Exported by Firewright ${toolVersion} for Calico ${calicoVersion}${staged}.\n`;
}

export function documents(manifests: readonly Manifest[]): string {
  return manifests.map(printYaml).join('---\n');
}

/** In the order of the list: kustomize's own order of kinds knows nothing of host endpoints. */
export function kustomization(files: readonly StageFile[], options: ExportOptions): ExportedFile {
  const manifest: Manifest = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    metadata: { name: 'host-firewall' },
    sortOptions: { order: 'fifo' },
    resources: files.map(({ name }) => name),
  };
  return { name: 'kustomization.yaml', text: header(options) + printYaml(manifest) };
}

/**
 * What deletes the objects again, the last one applied first. What was in the cluster before any export is not deleted
 * by taking one back.
 */
export function stubsOf(objects: readonly Ready[]): readonly Manifest[] {
  return objects.toReversed().flatMap(({ stage, manifest }) => {
    const { apiVersion, kind } = manifest;
    const keeps = stage === 'configuration' || stage === 'namespaces' || kind === 'KubeControllersConfiguration';
    if (keeps || apiVersion === undefined || kind === undefined) return [];
    const metadata = valueAt(manifest, ['metadata']);
    const [name, namespace] = [fieldOf(metadata, 'name'), fieldOf(metadata, 'namespace')];
    return [
      {
        apiVersion,
        kind,
        metadata: { ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) },
      },
    ];
  });
}
