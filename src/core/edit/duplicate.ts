import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import { resourceId, type ResourceId, type ResourceName } from '../model/ids.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonPath, type JsonValue } from '../model/json.ts';
import { identityOf } from '../manifest/identity.ts';
import { withValue } from './json-edit.ts';
import { kindOfManifest } from './references.ts';

export interface Duplicate {
  readonly id: ResourceId;
  readonly name: string;
  readonly manifest: Manifest;
}

/**
 * A copy under a free name, without what a cluster wrote into the original: its identity there, and addresses, which no
 * two objects share. Of several objects that name each other see `planPaste`.
 */
export function duplicateOf(document: ClusterDocument, { manifest }: Resource): Duplicate {
  const identity = identityOf(manifest);
  const name = copyName(document, identity);
  const named = withNameLabels(withField(withoutClusterFields(manifest), ['metadata', 'name'], name), identity.name);
  return { id: resourceId({ ...identity, name }), name, manifest: named };
}

/** The object's own name if nobody has it, else the next number behind it that is free: `web`, `web-2`, `web-3`. */
export function copyName(document: ClusterDocument, identity: ResourceName): string {
  const isFree = (name: string): boolean => document.resources[resourceId({ ...identity, name })] === undefined;
  if (isFree(identity.name)) return identity.name;
  const numbered = /^(.+)-(\d{1,9})$/.exec(identity.name);
  const base = numbered?.[1] ?? identity.name;
  for (let number = Number(numbered?.[2] ?? 1) + 1; ; number += 1) {
    if (isFree(`${base}-${number}`)) return `${base}-${number}`;
  }
}

const ofCluster: readonly JsonPath[] = [
  ...['uid', 'resourceVersion', 'creationTimestamp', 'deletionTimestamp', 'generation'].map(inMetadata),
  ...['managedFields', 'ownerReferences', 'selfLink'].map(inMetadata),
  ...[
    'cni.projectcalico.org/containerID',
    'cni.projectcalico.org/podIP',
    'cni.projectcalico.org/podIPs',
    'k8s.v1.cni.cncf.io/network-status',
    'kubectl.kubernetes.io/last-applied-configuration',
    'projectcalico.org/IPv4Address',
    'projectcalico.org/IPv4IPIPTunnelAddr',
    'projectcalico.org/IPv4VXLANTunnelAddr',
    'projectcalico.org/IPv4WireguardInterfaceAddr',
    'projectcalico.org/IPv6Address',
    'projectcalico.org/IPv6VXLANTunnelAddr',
    'projectcalico.org/IPv6WireguardInterfaceAddr',
  ].map((key): JsonPath => ['metadata', 'annotations', key]),
  ['status'],
];
const addresses: Readonly<Record<string, readonly JsonPath[]>> = {
  Node: [
    ['spec', 'podCIDR'],
    ['spec', 'podCIDRs'],
    ['spec', 'providerID'],
  ],
  HostEndpoint: [['spec', 'expectedIPs']],
  Service: [
    ['spec', 'clusterIP'],
    ['spec', 'clusterIPs'],
  ],
};

function inMetadata(field: string): JsonPath {
  return ['metadata', field];
}

/** The object as someone would write it: without what a cluster wrote into it, and without addresses of its own. */
export function withoutClusterFields(manifest: Manifest): Manifest {
  return [...ofCluster, ...(addresses[kindOfManifest(manifest)] ?? [])].reduce<Manifest>(
    (now, path) => (valueAt(now, path) === undefined ? now : withField(now, path, undefined)),
    manifest,
  );
}

/** Labels whose value is the name of the object itself, by its kind. */
const nameLabels: Readonly<Record<string, readonly string[]>> = {
  Node: ['kubernetes.io/hostname'],
  Namespace: ['kubernetes.io/metadata.name', 'projectcalico.org/name'],
  Pod: ['statefulset.kubernetes.io/pod-name'],
};

/** Labels that repeat the name follow it; where somebody wrote something else there it stays. */
export function withNameLabels(manifest: Manifest, oldName: string): Manifest {
  const { name } = identityOf(manifest);
  return (nameLabels[kindOfManifest(manifest)] ?? []).reduce<Manifest>((now, key) => {
    const path = ['metadata', 'labels', key];
    return valueAt(now, path) === oldName ? withField(now, path, name) : now;
  }, manifest);
}

/** Sets a field, or removes it; a field below something that is neither object nor list stays as it is. */
export function withField(manifest: Manifest, path: JsonPath, value: JsonValue | undefined): Manifest {
  const parent = valueAt(manifest, path.slice(0, -1));
  if (parent !== undefined && !isJsonObject(parent) && !isJsonArray(parent)) return manifest;
  const result = withValue(manifest, path, value);
  return result.ok ? (result.value as Manifest) : manifest; // an edit below the root leaves the root an object
}
