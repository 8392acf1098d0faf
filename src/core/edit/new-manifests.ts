import type { ClusterDocument, Manifest } from '../model/document.ts';
import { isJsonArray, valueAt, type JsonObject, type JsonValue } from '../model/json.ts';
import type { ResourceName } from '../model/ids.ts';
import { parseCidr, printAddress } from '../net/cidr.ts';
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
  const address = freePodAddress(document);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      ...(clusterNode === null ? {} : { nodeName: clusterNode }),
      containers: [{ name: 'app', image: 'example/app:1', ports: [{ containerPort: 8080 }] }],
    },
    // Where no pool says what addresses pods have, the evaluator gives it one that nobody has.
    ...(address === null ? {} : { status: { podIPs: [{ ip: address }] } }),
  };
}

/** A pool around the addresses that pods have, or one that no cluster node is in. */
export function newIpPool(document: ClusterDocument, natOutgoing: boolean): Manifest {
  const name = freeName(document, calicoType('IPPool', null), 'default-ipv4-ippool');
  const [ofPods] = resourcesOf(document, 'Pod').flatMap((manifest) => podAddresses(manifest));
  const cidr = ofPods === undefined ? freePool(document) : `${ofPods.split('.').slice(0, 2).join('.')}.0.0/16`;
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'IPPool',
    metadata: { name },
    spec: { cidr, natOutgoing, ipipMode: 'Never', vxlanMode: 'Never' },
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

export function calicoType(kind: string, namespace: string | null): Omit<ResourceName, 'name'> {
  return { group: 'projectcalico.org', kind, namespace };
}

function nodeAddresses(document: ClusterDocument): readonly (JsonValue | undefined)[] {
  return resourcesOf(document, 'Node').flatMap((manifest) =>
    listAt(manifest, ['status', 'addresses']).map((entry) => valueAt(entry, ['address'])),
  );
}

/** The first of 192.168.50.10, .11, … that no cluster node has. */
function freeNodeAddress(document: ClusterDocument): string {
  const used = new Set(nodeAddresses(document));
  return firstFree(used, function* () {
    for (let host = 10; ; host += 1) yield `192.168.${50 + Math.floor(host / 250)}.${(host % 250) + 1}`;
  });
}

const ipv4 = /^\d+\.\d+\.\d+\.\d+$/;

function podAddresses(manifest: Manifest): readonly string[] {
  const listed = listAt(manifest, ['status', 'podIPs']).map((entry) => valueAt(entry, ['ip']));
  return [...listed, valueAt(manifest, ['status', 'podIP'])].filter(
    (address): address is string => typeof address === 'string' && ipv4.test(address),
  );
}

/** Sixteen-bit nets of 10/8 from the one that is usual for pods on. */
function freePool(document: ClusterDocument): string {
  const used = [
    ...resourcesOf(document, 'IPPool').map((manifest) => String(valueAt(manifest, ['spec', 'cidr']))),
    ...nodeAddresses(document).map(String),
  ];
  const isUsed = (second: number): boolean => used.some((text) => text.startsWith(`10.${second}.`));
  return `10.${Array.from({ length: 256 }, (_, step) => (244 + step) % 256).find((second) => !isUsed(second)) ?? 244}.0.0/16`;
}

/** The first address of the first usable IPv4 pool that no pod has; null: there is no pool, or it is used up. */
function freePodAddress(document: ClusterDocument): string | null {
  const pools = resourcesOf(document, 'IPPool').filter((manifest) => valueAt(manifest, ['spec', 'disabled']) !== true);
  const used = new Set(resourcesOf(document, 'Pod').flatMap(podAddresses));
  for (const pool of pools) {
    const cidr = parseCidr(String(valueAt(pool, ['spec', 'cidr'])));
    if (!cidr.ok || cidr.value.base.family !== 4) continue;
    const { base, prefix } = cidr.value;
    // The first address of a block is not given to pods; no more are tried than there are pods in the way.
    const last = Math.min(2 ** (32 - prefix) - 2, used.size + 1);
    for (let host = 1; host <= last; host += 1) {
      const address = printAddress({ family: 4, value: base.value + host });
      if (!used.has(address)) return address;
    }
  }
  return null;
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
