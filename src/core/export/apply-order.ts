import { identify } from '../manifest/identity.ts';
import type { Manifest, Resource } from '../model/document.ts';
import type { ResourceName } from '../model/ids.ts';
import { valueAt } from '../model/json.ts';

/** Files of a bundle in the order in which they are applied. */
export const stages = ['namespaces', 'configuration', 'tiers', 'network-sets', 'policies', 'host-endpoints'] as const;
export type Stage = (typeof stages)[number];

/**
 * When an object is applied. Host endpoints come last, automatic ones with them: one without a policy denies at once
 * (product.md section 4). Nodes, pods and the like are the cluster itself and are never applied.
 *
 * @returns null for what is not exported
 */
export function stageOf({ group, kind }: ResourceName): Stage | null {
  return stageByKind.get(`${kind}.${group}`) ?? null;
}

const calico = 'projectcalico.org';
const kubernetesPolicies = 'policy.networking.k8s.io';
const stageByKind: ReadonlyMap<string, Stage> = new Map<string, Stage>([
  ['Namespace.', 'namespaces'],
  [`FelixConfiguration.${calico}`, 'configuration'],
  [`Tier.${calico}`, 'tiers'],
  [`GlobalNetworkSet.${calico}`, 'network-sets'],
  [`NetworkSet.${calico}`, 'network-sets'],
  [`GlobalNetworkPolicy.${calico}`, 'policies'],
  [`NetworkPolicy.${calico}`, 'policies'],
  [`StagedGlobalNetworkPolicy.${calico}`, 'policies'],
  [`StagedNetworkPolicy.${calico}`, 'policies'],
  [`StagedKubernetesNetworkPolicy.${calico}`, 'policies'],
  ['NetworkPolicy.networking.k8s.io', 'policies'],
  [`ClusterNetworkPolicy.${kubernetesPolicies}`, 'policies'],
  [`AdminNetworkPolicy.${kubernetesPolicies}`, 'policies'],
  [`BaselineAdminNetworkPolicy.${kubernetesPolicies}`, 'policies'],
  [`HostEndpoint.${calico}`, 'host-endpoints'],
  [`KubeControllersConfiguration.${calico}`, 'host-endpoints'],
]);

export interface Applied {
  readonly name: ResourceName;
  readonly stage: Stage;
  readonly manifest: Manifest;
}

/** What is exported of `resources`, in the order of application; stable whatever the order of the input. */
export function inApplyOrder(resources: readonly Resource[]): readonly Applied[] {
  return resources
    .flatMap(({ manifest }) => {
      const identified = identify(manifest);
      const stage = identified.ok ? stageOf(identified.value.name) : null;
      return identified.ok && stage !== null ? [{ name: identified.value.name, stage, manifest }] : [];
    })
    .sort(byApplication);
}

function byApplication(a: Applied, b: Applied): number {
  return (
    stages.indexOf(a.stage) - stages.indexOf(b.stage) ||
    compareText(tierOf(a), tierOf(b)) ||
    orderOf(a) - orderOf(b) ||
    compareText(a.name.kind, b.name.kind) ||
    compareText(a.name.namespace ?? '', b.name.namespace ?? '') ||
    compareText(a.name.name, b.name.name)
  );
}

function tierOf({ stage, manifest }: Applied): string {
  const tier = valueAt(manifest, ['spec', 'tier']);
  return stage === 'policies' && typeof tier === 'string' ? tier : '';
}

/** No order is applied after every order, as it is evaluated (R4.2). */
function orderOf({ manifest }: Applied): number {
  const order = valueAt(manifest, ['spec', 'order']);
  return typeof order === 'number' ? order : Number.MAX_VALUE;
}

/** Byte-wise, never by locale (semantics.md Q17). */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
