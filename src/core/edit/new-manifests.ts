import type { ClusterDocument, Manifest } from '../model/document.ts';
import { isJsonArray, valueAt, type JsonObject, type JsonValue } from '../model/json.ts';
import type { ResourceName } from '../model/ids.ts';
import { freeName } from './names.ts';
import { kindOf } from './references.ts';

/** Manifests of objects made in the program: complete enough that a cluster accepts them. */

export const defaultAllowProfile = 'projectcalico-default-allow';

export function newClusterNode(document: ClusterDocument): Manifest {
  const name = freeName(document, coreType('Node', null), 'node');
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    status: { addresses: [{ type: 'InternalIP', address: freeNodeAddress(document) }] },
  };
}

export function newNamespace(document: ClusterDocument, base = 'namespace'): Manifest {
  const name = freeName(document, coreType('Namespace', null), base);
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'kubernetes.io/metadata.name': name } } };
}

export function newPod(document: ClusterDocument, namespace: string, clusterNode: string | null): Manifest {
  const name = freeName(document, coreType('Pod', namespace), 'pod');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      ...(clusterNode === null ? {} : { nodeName: clusterNode }),
      containers: [{ name: 'app', image: 'example/app:1', ports: [{ containerPort: 8080 }] }],
    },
  };
}

/** Guards all interfaces, and lets everything through until a policy selects it: nobody is locked out by drawing it. */
export function newHostEndpoint(
  document: ClusterDocument,
  clusterNode: string,
  addresses: readonly string[],
): Manifest {
  const name = freeName(document, calicoType('HostEndpoint', null), clusterNode);
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: { name, labels: { 'kubernetes.io/hostname': clusterNode } },
    spec: { node: clusterNode, interfaceName: '*', expectedIPs: addresses, profiles: [defaultAllowProfile] },
  };
}

export function newExternalNetwork(document: ClusterDocument): Manifest {
  const type = { group: 'firewright.dev', kind: 'ExternalNetwork', namespace: null };
  return {
    apiVersion: 'firewright.dev/v1',
    kind: 'ExternalNetwork',
    metadata: { name: freeName(document, type, 'network') },
    spec: { nets: [freeExternalNet(document)] },
  };
}

export function newNetworkSet(document: ClusterDocument, namespace: string | null): Manifest {
  const kind = namespace === null ? 'GlobalNetworkSet' : 'NetworkSet';
  const name = freeName(document, calicoType(kind, namespace), 'network-set');
  return {
    apiVersion: 'projectcalico.org/v3',
    kind,
    metadata: { name, ...(namespace === null ? {} : { namespace }), labels: { 'network-set': name } },
    spec: { nets: [freeExternalNet(document)] },
  };
}

export interface NewPolicy {
  /** null: a GlobalNetworkPolicy. */
  readonly namespace: string | null;
  readonly baseName: string;
  readonly tier: string;
  readonly order: number | null;
  readonly selector: string;
  readonly direction: 'ingress' | 'egress';
  readonly rules: readonly JsonObject[];
}

export function newPolicy(document: ClusterDocument, policy: NewPolicy): Manifest {
  const kind = policy.namespace === null ? 'GlobalNetworkPolicy' : 'NetworkPolicy';
  const name = freeName(document, calicoType(kind, policy.namespace), policy.baseName);
  return {
    apiVersion: 'projectcalico.org/v3',
    kind,
    metadata: { name, ...(policy.namespace === null ? {} : { namespace: policy.namespace }) },
    spec: {
      tier: policy.tier,
      ...(policy.order === null ? {} : { order: policy.order }),
      selector: policy.selector,
      types: [policy.direction === 'ingress' ? 'Ingress' : 'Egress'],
      [policy.direction]: policy.rules,
    },
  };
}

function coreType(kind: string, namespace: string | null): Omit<ResourceName, 'name'> {
  return { group: '', kind, namespace };
}

function calicoType(kind: string, namespace: string | null): Omit<ResourceName, 'name'> {
  return { group: 'projectcalico.org', kind, namespace };
}

/** The first of 192.168.50.10, .11, … that no cluster node has. */
function freeNodeAddress(document: ClusterDocument): string {
  const used = new Set(
    resourcesOf(document, 'Node').flatMap((manifest) => {
      const addresses = valueAt(manifest, ['status', 'addresses']);
      return isJsonArray(addresses) ? addresses.map((entry) => valueAt(entry, ['address'])) : [];
    }),
  );
  return firstFree(used, function* () {
    for (let host = 10; ; host += 1) yield `192.168.${50 + Math.floor(host / 250)}.${(host % 250) + 1}`;
  });
}

/** From the ranges that RFC 5737 keeps for examples, then from the benchmarking range of RFC 2544. */
function freeExternalNet(document: ClusterDocument): string {
  const used = new Set(
    ['ExternalNetwork', 'GlobalNetworkSet', 'NetworkSet'].flatMap((kind) =>
      resourcesOf(document, kind).flatMap((manifest) => listAt(manifest, ['spec', 'nets'])),
    ),
  );
  return firstFree(used, function* () {
    yield* ['198.51.100.0/24', '203.0.113.0/24', '192.0.2.0/24'];
    for (let net = 0; ; net += 1) yield `198.${18 + Math.floor(net / 256)}.${net % 256}.0/24`;
  });
}

function firstFree(used: ReadonlySet<JsonValue | undefined>, candidates: () => Generator<string>): string {
  for (const candidate of candidates()) if (!used.has(candidate)) return candidate;
  throw new Error('candidates never end');
}

function resourcesOf(document: ClusterDocument, kind: string): readonly Manifest[] {
  return Object.values(document.resources)
    .filter((resource) => kindOf(resource) === kind)
    .map(({ manifest }) => manifest);
}

function listAt(manifest: Manifest, path: readonly string[]): readonly JsonValue[] {
  const list = valueAt(manifest, path);
  return isJsonArray(list) ? list : [];
}
