import type { Entity, OtherResource } from '../model/entities.ts';
import type { Manifest } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { fieldOf } from '../model/json.ts';
import type { Finding } from '../model/problem.ts';
import { readDesignSpec } from './design-spec.ts';
import { Field, FindingLog } from './field-reader.ts';
import { designGroup, groupOf } from './identity.ts';
import { readCalicoPolicy } from './read-calico-policy.ts';
import { readClusterNode, readNamespaceObject, readServiceAccount } from './read-cluster.ts';
import { readClusterPolicy } from './read-cluster-policy.ts';
import { readFelixConfiguration, readKubeControllersConfiguration } from './read-configuration.ts';
import { readHostEndpoint } from './read-host-endpoint.ts';
import { readKubeNetworkPolicy } from './read-kube-policy.ts';
import { readMetadata } from './read-metadata.ts';
import { readExternalNetwork, readIpPool, readNetworkSet } from './read-networks.ts';
import { readService } from './read-service.ts';
import { readTier } from './read-tier.ts';
import { readPod, readWorkload } from './read-workload.ts';

/** The typed view of a manifest, and what was wrong with it. */
export interface Reading {
  readonly entity: Entity;
  readonly findings: readonly Finding[];
}

type EntityReader = (id: ResourceId, manifest: Field) => Entity;

const workload =
  (kind: string): EntityReader =>
  (id, manifest) =>
    readWorkload(id, manifest, kind, kind === 'CronJob' ? 'spec.jobTemplate.spec.template' : 'spec.template');

const clusterPolicy =
  (kind: 'ClusterNetworkPolicy' | 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy'): EntityReader =>
  (id, manifest) =>
    readClusterPolicy(id, manifest, kind);

/** By `group/kind`; the core group is ''. */
const readers: ReadonlyMap<string, EntityReader> = new Map<string, EntityReader>([
  ['/Node', readClusterNode],
  ['/Namespace', readNamespaceObject],
  ['/ServiceAccount', readServiceAccount],
  ['/Service', readService],
  ['/Pod', readPod],
  ...['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'].map((kind) => [`apps/${kind}`, workload(kind)] as const),
  ...['Job', 'CronJob'].map((kind) => [`batch/${kind}`, workload(kind)] as const),
  ['networking.k8s.io/NetworkPolicy', (id, manifest) => readKubeNetworkPolicy(id, manifest, false)],
  ['policy.networking.k8s.io/ClusterNetworkPolicy', clusterPolicy('ClusterNetworkPolicy')],
  ['policy.networking.k8s.io/AdminNetworkPolicy', clusterPolicy('AdminNetworkPolicy')],
  ['policy.networking.k8s.io/BaselineAdminNetworkPolicy', clusterPolicy('BaselineAdminNetworkPolicy')],
  ['projectcalico.org/Tier', readTier],
  ['projectcalico.org/GlobalNetworkPolicy', (id, m) => readCalicoPolicy(id, m, { scope: 'global', staged: false })],
  ['projectcalico.org/NetworkPolicy', (id, m) => readCalicoPolicy(id, m, { scope: 'namespaced', staged: false })],
  [
    'projectcalico.org/StagedGlobalNetworkPolicy',
    (id, m) => readCalicoPolicy(id, m, { scope: 'global', staged: true }),
  ],
  ['projectcalico.org/StagedNetworkPolicy', (id, m) => readCalicoPolicy(id, m, { scope: 'namespaced', staged: true })],
  ['projectcalico.org/StagedKubernetesNetworkPolicy', (id, manifest) => readKubeNetworkPolicy(id, manifest, true)],
  ['projectcalico.org/GlobalNetworkSet', (id, manifest) => readNetworkSet(id, manifest, 'global')],
  ['projectcalico.org/NetworkSet', (id, manifest) => readNetworkSet(id, manifest, 'namespaced')],
  ['projectcalico.org/HostEndpoint', readHostEndpoint],
  ['projectcalico.org/IPPool', readIpPool],
  ['projectcalico.org/Profile', (id, manifest) => ({ kind: 'profile', ...readMetadata(id, manifest) })],
  ['projectcalico.org/FelixConfiguration', readFelixConfiguration],
  ['projectcalico.org/KubeControllersConfiguration', readKubeControllersConfiguration],
  [`${designGroup}/ExternalNetwork`, readExternalNetwork],
]);

/**
 * What was read already. State, and yet nobody can tell it from reading again: manifests are never changed, an edit makes
 * another object; and with the manifest its reading goes. Between two edits all but one manifest of a design stay.
 */
const readings = new WeakMap<Manifest, Reading>();

/**
 * Reads a manifest of any kind. Manifests are immutable, so each is read once.
 *
 * @param id the identity that the document gives it
 * @returns the typed view and the findings, each with the path of the value it is about. A kind that the evaluator has
 *   no use for is `other`. What cannot be read is reported and left out; error findings of a policy are also in its
 *   `errors`. Never throws, whatever the manifest holds.
 */
export function readEntity(id: ResourceId, manifest: Manifest): Reading {
  const known = readings.get(manifest);
  if (known?.entity.id === id) return known;
  const reading = readAfresh(id, manifest);
  readings.set(manifest, reading);
  return reading;
}

function readAfresh(id: ResourceId, manifest: Manifest): Reading {
  const log = new FindingLog();
  const root = new Field(manifest, [], log);
  const { group, kind } = groupAndKind(manifest);
  if (group === designGroup && kind === 'Design') {
    const { spec, findings } = readDesignSpec(manifest);
    return { entity: { kind: 'design', ...readMetadata(id, root), spec }, findings: [...log.findings, ...findings] };
  }
  const read =
    readers.get(`${group}/${kind}`) ??
    ((): OtherResource => ({ kind: 'other', ...readMetadata(id, root), manifestKind: kind }));
  return withErrors(read(id, root), log.findings);
}

/** A policy carries its errors, so that the evaluator can leave open what it touches. */
function withErrors(entity: Entity, findings: readonly Finding[]): Reading {
  if (entity.kind !== 'calico-policy' && entity.kind !== 'kube-network-policy') return { entity, findings };
  return { entity: { ...entity, errors: findings.filter(({ severity }) => severity === 'error') }, findings };
}

/** What decides on the reader: the group as `groupOf` gives it, and the kind, '' where it is missing. */
export function groupAndKind(manifest: Manifest): { readonly group: string; readonly kind: string } {
  const kind = fieldOf(manifest, 'kind');
  return { group: groupOf(manifest), kind: typeof kind === 'string' ? kind : '' };
}
