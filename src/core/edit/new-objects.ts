import { nameOf } from '../manifest/identity.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import { isJsonArray, valueAt, type JsonObject } from '../model/json.ts';
import { err, ok, type Result } from '../result.ts';
import { freeName } from './names.ts';
import {
  calicoType,
  newClusterNode,
  newExternalNetwork,
  newHostEndpoint,
  newIpPool,
  newNamespace,
  newNetworkSet,
  newPod,
} from './new-manifests.ts';
import { kindOf } from './references.ts';

/** A kind of object that can be made in the program, as the user chooses it. */
export interface NewKind {
  /** `group/kind`; the core group is ''. */
  readonly key: string;
  readonly label: string;
  readonly group: NewKindGroup;
  /** What it is for, in half a sentence. */
  readonly purpose: string;
}

export const newKindGroups = ['Cluster', 'Workloads', 'Networks', 'Policies', 'Configuration'] as const;
export type NewKindGroup = (typeof newKindGroups)[number];

/** Where a new object goes; null: wherever there is room. */
export interface Surroundings {
  readonly namespace: string | null;
  readonly clusterNode: string | null;
}

/** What has to be made: things that the object needs first, the object itself last. Or why it can't be made. */
type Made = Result<readonly Manifest[], string>;
type Maker = (document: ClusterDocument, at: Surroundings) => Made;

const table: readonly (readonly [kind: NewKind, make: Maker])[] = [
  row('Cluster', '/Node', 'Node', 'a machine of the cluster', (document) => ok([newClusterNode(document)])),
  row('Cluster', '/Namespace', 'Namespace', 'a box for pods and their policies', (document) =>
    ok([newNamespace(document)]),
  ),
  row(
    'Cluster',
    'projectcalico.org/HostEndpoint',
    'Host endpoint',
    'guards the interfaces of a node',
    makeHostEndpoint,
  ),
  row(
    'Cluster',
    '/ServiceAccount',
    'Service account',
    'who pods run as; policies can select by it',
    namespaced('', 'v1', 'ServiceAccount', 'account', () => ({})),
  ),
  row(
    'Cluster',
    '/Service',
    'Service',
    'an address that is translated to pods',
    namespaced('', 'v1', 'Service', 'service', (name) => ({
      spec: { selector: { app: name }, ports: [{ protocol: 'TCP', port: 80, targetPort: 8080 }] },
    })),
  ),
  row(
    'Cluster',
    'discovery.k8s.io/EndpointSlice',
    'Endpoint slice',
    'who answers for a service, written by hand',
    namespaced('discovery.k8s.io', 'discovery.k8s.io/v1', 'EndpointSlice', 'slice', () => ({
      addressType: 'IPv4',
      endpoints: [],
      ports: [{ protocol: 'TCP', port: 8080 }],
    })),
  ),
  row('Workloads', '/Pod', 'Pod', 'one endpoint with labels and ports', makePod),
  ...['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'].map((kind) =>
    row(
      'Workloads',
      `apps/${kind}`,
      kind,
      'one card for all pods of its template',
      namespaced('apps', 'apps/v1', kind, kind.toLowerCase(), workloadSpec),
    ),
  ),
  row(
    'Workloads',
    'batch/Job',
    'Job',
    'pods that end',
    namespaced('batch', 'batch/v1', 'Job', 'job', (name) => ({
      spec: { template: podTemplate(name, { restartPolicy: 'Never' }) },
    })),
  ),
  row(
    'Workloads',
    'batch/CronJob',
    'CronJob',
    'jobs by the clock',
    namespaced('batch', 'batch/v1', 'CronJob', 'cronjob', (name) => ({
      spec: {
        schedule: '0 * * * *',
        jobTemplate: { spec: { template: podTemplate(name, { restartPolicy: 'Never' }) } },
      },
    })),
  ),
  row(
    'Networks',
    'firewright.dev/ExternalNetwork',
    'External network',
    'addresses outside the cluster, drawn as a cloud',
    (document) => ok([newExternalNetwork(document)]),
  ),
  row(
    'Networks',
    'projectcalico.org/GlobalNetworkSet',
    'Global network set',
    'named nets with labels, for rules of every policy',
    (document) => ok([newNetworkSet(document, null)]),
  ),
  row(
    'Networks',
    'projectcalico.org/NetworkSet',
    'Network set',
    'named nets with labels, of one namespace',
    (document, at) => {
      const [namespace, first] = namespaceFor(document, at);
      return ok([...first, newNetworkSet(document, namespace)]);
    },
  ),
  row('Networks', 'projectcalico.org/IPPool', 'IP pool', 'the addresses that pods get, and their NAT', (document) =>
    ok([newIpPool(document, true)]),
  ),
  row('Policies', 'projectcalico.org/Tier', 'Tier', 'a group of policies, judged one after the other', (document) => {
    const name = freeName(document, calicoType('Tier', null), 'tier');
    return ok([calico('Tier', name, { order: 100, defaultAction: 'Deny' })]);
  }),
  row(
    'Policies',
    'projectcalico.org/GlobalNetworkPolicy',
    'GlobalNetworkPolicy',
    'Calico, for pods and hosts',
    globalPolicy('GlobalNetworkPolicy'),
  ),
  row(
    'Policies',
    'projectcalico.org/NetworkPolicy',
    'NetworkPolicy (Calico)',
    'Calico, for the pods of a namespace',
    namespaced('projectcalico.org', 'projectcalico.org/v3', 'NetworkPolicy', 'policy', calicoPolicySpec),
  ),
  row(
    'Policies',
    'networking.k8s.io/NetworkPolicy',
    'NetworkPolicy (Kubernetes)',
    'for the pods of a namespace',
    namespaced('networking.k8s.io', 'networking.k8s.io/v1', 'NetworkPolicy', 'policy', kubePolicySpec),
  ),
  row(
    'Policies',
    'policy.networking.k8s.io/ClusterNetworkPolicy',
    'ClusterNetworkPolicy',
    'Kubernetes, above or below all namespaces’ policies',
    clusterPolicy('ClusterNetworkPolicy', 'v1alpha2', { tier: 'Admin', priority: 100 }),
  ),
  row(
    'Policies',
    'policy.networking.k8s.io/AdminNetworkPolicy',
    'AdminNetworkPolicy',
    'its forerunner, above all namespaces’ policies',
    clusterPolicy('AdminNetworkPolicy', 'v1alpha1', { priority: 100 }),
  ),
  row(
    'Policies',
    'policy.networking.k8s.io/BaselineAdminNetworkPolicy',
    'BaselineAdminNetworkPolicy',
    'its forerunner, below them; there is one',
    baselinePolicy,
  ),
  row(
    'Policies',
    'projectcalico.org/StagedGlobalNetworkPolicy',
    'Staged GlobalNetworkPolicy',
    'tried out, not in force',
    globalPolicy('StagedGlobalNetworkPolicy'),
  ),
  row(
    'Policies',
    'projectcalico.org/StagedNetworkPolicy',
    'Staged NetworkPolicy (Calico)',
    'tried out, not in force',
    namespaced('projectcalico.org', 'projectcalico.org/v3', 'StagedNetworkPolicy', 'policy', calicoPolicySpec),
  ),
  row(
    'Policies',
    'projectcalico.org/StagedKubernetesNetworkPolicy',
    'Staged NetworkPolicy (Kubernetes)',
    'tried out, not in force',
    namespaced('projectcalico.org', 'projectcalico.org/v3', 'StagedKubernetesNetworkPolicy', 'policy', kubePolicySpec),
  ),
  row(
    'Configuration',
    'projectcalico.org/FelixConfiguration',
    'Felix configuration',
    'failsafe ports, endpoint to host, tunnels: of all nodes or one',
    makeFelix,
  ),
  row(
    'Configuration',
    'projectcalico.org/KubeControllersConfiguration',
    'Controllers configuration',
    'automatic host endpoints; there is one',
    makeControllers,
  ),
];

/** Every kind that can be made. A Profile can't: with the Kubernetes datastore nobody may (R1.9). */
export const newKinds: readonly NewKind[] = table.map(([kind]) => kind);

/**
 * A new object of a kind, valid, under a free name, with what it needs besides: a namespace where there is none, a
 * node for a host endpoint. A new policy selects nothing yet, so that making it changes no verdict.
 *
 * @returns manifests, the object's last; or a sentence why there can't be another one
 */
export function newObject(document: ClusterDocument, key: string, at: Surroundings): Made {
  const made = table.find(([kind]) => kind.key === key);
  if (made === undefined) throw new Error(`no kind ${key} can be made`);
  return made[1](document, at);
}

function row(group: NewKindGroup, key: string, label: string, purpose: string, make: Maker): readonly [NewKind, Maker] {
  return [{ key, label, group, purpose }, make];
}

function namespaced(
  group: string,
  apiVersion: string,
  kind: string,
  base: string,
  bodyOf: (name: string) => JsonObject,
): Maker {
  return (document, at) => {
    const [namespace, first] = namespaceFor(document, at);
    const name = freeName(document, { group, kind, namespace }, base);
    return ok([...first, { apiVersion, kind, metadata: { name, namespace }, ...bodyOf(name) }]);
  };
}

/** The namespace that is meant, the first one of the design, or one that has to be made. */
function namespaceFor(
  document: ClusterDocument,
  { namespace }: Surroundings,
): readonly [name: string, first: readonly Manifest[]] {
  const names = namesOf(document, 'Namespace');
  const name = namespace ?? (names.includes('default') ? 'default' : names[0]) ?? 'default';
  return [name, names.includes(name) ? [] : [newNamespace(document, name)]];
}

function makePod(document: ClusterDocument, at: Surroundings): Made {
  const [namespace, first] = namespaceFor(document, at);
  return ok([...first, newPod(document, namespace, at.clusterNode)]);
}

/** On the node that is meant, else on the first one without any, else on the first. */
function makeHostEndpoint(document: ClusterDocument, { clusterNode }: Surroundings): Made {
  const nodes = Object.values(document.resources).filter((resource) => kindOf(resource) === 'Node');
  const guarded = new Set(
    Object.values(document.resources)
      .filter((resource) => kindOf(resource) === 'HostEndpoint')
      .map(({ manifest }) => valueAt(manifest, ['spec', 'node'])),
  );
  const node =
    nodes.find(({ manifest }) => nameOf(manifest) === clusterNode) ??
    nodes.find(({ manifest }) => !guarded.has(nameOf(manifest))) ??
    nodes[0];
  const manifest = node?.manifest ?? newClusterNode(document);
  const first = node === undefined ? [manifest] : [];
  return ok([...first, newHostEndpoint(document, nameOf(manifest), internalAddresses(manifest))]);
}

/** What its host endpoint should expect: the addresses that the cluster itself uses. */
export function internalAddresses(node: Manifest): readonly string[] {
  const addresses = valueAt(node, ['status', 'addresses']);
  return (isJsonArray(addresses) ? addresses : [])
    .filter((entry) => valueAt(entry, ['type']) === 'InternalIP')
    .map((entry) => valueAt(entry, ['address']))
    .filter((address) => typeof address === 'string');
}

function workloadSpec(name: string): JsonObject {
  return { spec: { selector: { matchLabels: { app: name } }, template: podTemplate(name, {}) } };
}

function podTemplate(name: string, more: JsonObject): JsonObject {
  return {
    metadata: { labels: { app: name } },
    spec: { containers: [{ name: 'app', image: 'example/app:1', ports: [{ containerPort: 8080 }] }], ...more },
  };
}

function calico(kind: string, name: string, spec: JsonObject): Manifest {
  return { apiVersion: 'projectcalico.org/v3', kind, metadata: { name }, spec };
}

function globalPolicy(kind: string): Maker {
  return (document) => {
    const name = freeName(document, calicoType(kind, null), 'policy');
    return ok([{ apiVersion: 'projectcalico.org/v3', kind, metadata: { name }, ...calicoPolicySpec(name) }]);
  };
}

function calicoPolicySpec(name: string): JsonObject {
  return { spec: { tier: 'default', order: 100, selector: `app == '${name}'`, types: ['Ingress'], ingress: [] } };
}

function kubePolicySpec(name: string): JsonObject {
  return { spec: { podSelector: { matchLabels: { app: name } }, policyTypes: ['Ingress'], ingress: [] } };
}

const clusterPolicyGroup = 'policy.networking.k8s.io';

function clusterPolicy(kind: string, version: string, place: JsonObject): Maker {
  return (document) => {
    const name = freeName(document, { group: clusterPolicyGroup, kind, namespace: null }, 'policy');
    return ok([clusterPolicyManifest(kind, version, name, place)]);
  };
}

function clusterPolicyManifest(kind: string, version: string, name: string, place: JsonObject): Manifest {
  return {
    apiVersion: `${clusterPolicyGroup}/${version}`,
    kind,
    metadata: { name },
    spec: { ...place, subject: { namespaces: { matchLabels: { policy: name } } } },
  };
}

function baselinePolicy(document: ClusterDocument): Made {
  const kind = 'BaselineAdminNetworkPolicy';
  const id = resourceId({ group: clusterPolicyGroup, kind, namespace: null, name: 'default' });
  if (document.resources[id] !== undefined) return err('There is one already, and a cluster has only one.');
  return ok([clusterPolicyManifest(kind, 'v1alpha1', 'default', {})]);
}

/** The one for all nodes, then one for each node that has none. */
function makeFelix(document: ClusterDocument): Made {
  const names = ['default', ...namesOf(document, 'Node').map((name) => `node.${name}`)];
  const written = new Set(namesOf(document, 'FelixConfiguration'));
  const name = names.find((candidate) => !written.has(candidate));
  if (name === undefined) return err('There is one for all nodes and one for each of them already.');
  return ok([calico('FelixConfiguration', name, {})]);
}

function makeControllers(document: ClusterDocument): Made {
  if (namesOf(document, 'KubeControllersConfiguration').includes('default')) {
    return err('There is one already, and a cluster has only one.');
  }
  const hostEndpoint = { autoCreate: 'Disabled' };
  return ok([calico('KubeControllersConfiguration', 'default', { controllers: { node: { hostEndpoint } } })]);
}

function namesOf(document: ClusterDocument, kind: string): readonly string[] {
  return Object.values(document.resources)
    .filter((resource) => kindOf(resource) === kind)
    .map(({ manifest }) => nameOf(manifest));
}
