import type { Manifest } from '../model/document.ts';
import type { ResourceName } from '../model/ids.ts';
import { fieldOf, isJsonArray, isJsonObject, valueAt, type JsonPath, type JsonValue } from '../model/json.ts';
import type { Finding } from '../model/problem.ts';
import { err, ok, type Result } from '../result.ts';
import { modernManifest } from './modern-api.ts';
import { assumedNamespace } from './read-metadata.ts';

/** Our own documents in a design file (product.md section 4). */
export const designGroup = 'firewright.dev';

/** The same objects under an older or internal group: `crd.projectcalico.org/v1` is what Calico stores v3 objects as. */
const groupAliases: Readonly<Record<string, string>> = { 'crd.projectcalico.org': 'projectcalico.org' };
const movedFromExtensions: Readonly<Record<string, string>> = {
  NetworkPolicy: 'networking.k8s.io',
  Ingress: 'networking.k8s.io',
  Deployment: 'apps',
  DaemonSet: 'apps',
  ReplicaSet: 'apps',
};

/** `Kind.group`; objects of these kinds without a namespace are in `default`, as `kubectl apply` puts them there. */
const namespacedKinds: ReadonlySet<string> = new Set([
  ...['Pod', 'Service', 'ServiceAccount', 'Endpoints', 'ConfigMap', 'Secret', 'ReplicationController'],
  ...['Deployment.apps', 'DaemonSet.apps', 'StatefulSet.apps', 'ReplicaSet.apps', 'Job.batch', 'CronJob.batch'],
  ...['NetworkPolicy.networking.k8s.io', 'Ingress.networking.k8s.io', 'EndpointSlice.discovery.k8s.io'],
  ...['Role.rbac.authorization.k8s.io', 'RoleBinding.rbac.authorization.k8s.io'],
  ...['NetworkPolicy', 'NetworkSet', 'StagedNetworkPolicy', 'StagedKubernetesNetworkPolicy'].map(
    (kind) => `${kind}.projectcalico.org`,
  ),
]);

const clusterScopedKinds: ReadonlySet<string> = new Set([
  ...['Node', 'Namespace', 'PersistentVolume'],
  ...['CustomResourceDefinition.apiextensions.k8s.io', 'PriorityClass.scheduling.k8s.io'],
  ...['ClusterRole.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'],
  ...['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'].map(
    (kind) => `${kind}.policy.networking.k8s.io`,
  ),
  ...['GlobalNetworkPolicy', 'StagedGlobalNetworkPolicy', 'GlobalNetworkSet', 'Tier', 'HostEndpoint', 'Profile'].map(
    (kind) => `${kind}.projectcalico.org`,
  ),
  ...['FelixConfiguration', 'KubeControllersConfiguration', 'BGPConfiguration', 'ClusterInformation'].map(
    (kind) => `${kind}.projectcalico.org`,
  ),
  ...['IPPool', 'BGPPeer', 'IPReservation', 'CalicoNodeStatus', 'BlockAffinity'].map(
    (kind) => `${kind}.projectcalico.org`,
  ),
]);

/** The API group under which the object is known here: '' for the core group, `projectcalico.org` for all of Calico's. */
export function groupOf(manifest: Manifest): string {
  const apiVersion = textOr(fieldOf(manifest, 'apiVersion'), '');
  const written = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  if (written !== 'extensions') return ownText(groupAliases, written) ?? written;
  return ownText(movedFromExtensions, textOr(fieldOf(manifest, 'kind'), '')) ?? written;
}

/** `metadata.name`, '' where it is missing. */
export function nameOf(manifest: Manifest): string {
  return textOr(valueAt(manifest, ['metadata', 'name']), '');
}

/**
 * Who the object is (product.md section 4). A namespace that a cluster-scoped kind names is ignored; of kinds that
 * Firewright does not know the namespace counts as it is written.
 *
 * @param manifest one that `checkIdentity` found nothing wrong with; missing parts are ''
 */
export function identityOf(manifest: Manifest): ResourceName {
  const group = groupOf(manifest);
  const kind = textOr(fieldOf(manifest, 'kind'), '');
  return { group, kind, namespace: namespaceFor(group, kind, manifest), name: nameOf(manifest) };
}

function namespaceFor(group: string, kind: string, manifest: Manifest): string | null {
  const type = group === '' ? kind : `${kind}.${group}`;
  if (group === designGroup || clusterScopedKinds.has(type)) return null;
  const written = textOr(valueAt(manifest, ['metadata', 'namespace']), '');
  if (written !== '') return written;
  return namespacedKinds.has(type) ? assumedNamespace : null;
}

/**
 * Who the object is, and the object as its API writes it today; or what keeps it from being an object of a cluster.
 */
export function identify(value: JsonValue): Result<{ manifest: Manifest; name: ResourceName }, Finding> {
  if (!isJsonObject(value)) return err(notAnObject(value));
  const finding =
    missingText(value, ['apiVersion'], 'says which API the object belongs to, for example projectcalico.org/v3') ??
    missingText(value, ['kind'], 'says what the object is, for example HostEndpoint') ??
    wrongMetadata(value) ??
    wrongNamespace(value);
  if (finding !== null) return err(finding);
  const manifest = modernManifest(value);
  return ok({ manifest, name: identityOf(manifest) });
}

function notAnObject(value: JsonValue): Finding {
  const what = value === null ? 'empty' : typeof value === 'object' ? 'a list' : `only ${short(value)}`;
  return error('NOT-AN-OBJECT', `This is ${what}; a manifest is an object with apiVersion, kind and metadata.`, []);
}

function missingText(manifest: Manifest, path: JsonPath, purpose: string): Finding | null {
  const value = valueAt(manifest, path);
  const field = path.join('.');
  if (value === undefined || value === null || value === '')
    return error('FIELD-REQUIRED', `The field ${field} is missing; it ${purpose}.`, path);
  if (typeof value === 'string') return null;
  return error('FIELD-TYPE', `The field ${field} must be a text, but is ${typeWord(value)}; put it in quotes.`, path);
}

function wrongMetadata(manifest: Manifest): Finding | null {
  const metadata = fieldOf(manifest, 'metadata');
  if (metadata !== undefined && metadata !== null && !isJsonObject(metadata))
    return error('FIELD-TYPE', `The field metadata must be an object, but is ${typeWord(metadata)}.`, ['metadata']);
  const name = fieldOf(metadata, 'name');
  const generated = fieldOf(metadata, 'generateName');
  if ((name === undefined || name === null || name === '') && generated !== undefined)
    return error(
      'NAME-GENERATED',
      'The object has only generateName; a design needs objects with a name of their own, metadata.name.',
      ['metadata', 'generateName'],
    );
  return missingText(manifest, ['metadata', 'name'], 'says how the object is called');
}

function wrongNamespace(manifest: Manifest): Finding | null {
  const path = ['metadata', 'namespace'];
  const namespace = valueAt(manifest, path);
  if (namespace === undefined || namespace === null || typeof namespace === 'string') return null;
  const message = `The field metadata.namespace must be a text, but is ${typeWord(namespace)}; put it in quotes.`;
  return error('FIELD-TYPE', message, path);
}

function error(code: string, message: string, path: JsonPath): Finding {
  return { severity: 'error', code, message, path };
}

function typeWord(value: JsonValue): string {
  if (isJsonArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return 'an object';
  }
}

function short(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function textOr(value: JsonValue | undefined, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function ownText(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
