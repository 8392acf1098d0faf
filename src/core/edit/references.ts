import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import { hostEndpointId, networkEndpointId, podEndpointId, type EndpointId } from '../model/ids.ts';
import { isJsonArray, valueAt, type JsonPath } from '../model/json.ts';
import { groupOf, nameOf } from '../manifest/identity.ts';

/** A field of another object that means an object by its name. */
export interface Reference {
  readonly from: Resource;
  readonly path: JsonPath;
}

type FieldsByKind = Readonly<Record<string, readonly JsonPath[]>>;

const podSpecs: FieldsByKind = {
  Pod: [['spec']],
  Deployment: [['spec', 'template', 'spec']],
  DaemonSet: [['spec', 'template', 'spec']],
  StatefulSet: [['spec', 'template', 'spec']],
  ReplicaSet: [['spec', 'template', 'spec']],
  Job: [['spec', 'template', 'spec']],
  CronJob: [['spec', 'jobTemplate', 'spec', 'template', 'spec']],
};
const tieredKinds = ['GlobalNetworkPolicy', 'NetworkPolicy', 'StagedGlobalNetworkPolicy', 'StagedNetworkPolicy'];

/** The fields in which other objects name `target`, a cluster node, tier or service account. */
export function referencesTo(document: ClusterDocument, target: Resource): readonly Reference[] {
  const name = nameOf(target.manifest);
  return Object.values(document.resources).flatMap((from) =>
    referenceFields(from, target)
      .filter((path) => valueAt(from.manifest, path) === name)
      .map((path) => ({ from, path })),
  );
}

function referenceFields(from: Resource, target: Resource): readonly JsonPath[] {
  const fromKind = kindOf(from);
  switch (`${kindOf(target)}.${groupOf(target.manifest)}`) {
    case 'Node.':
      if (fromKind === 'HostEndpoint') return [['spec', 'node']];
      return (podSpecs[fromKind] ?? []).map((spec) => [...spec, 'nodeName']);
    case 'Tier.projectcalico.org':
      return tieredKinds.includes(fromKind) && groupOf(from.manifest) === 'projectcalico.org' ? [['spec', 'tier']] : [];
    case 'ServiceAccount.':
      if (valueAt(from.manifest, ['metadata', 'namespace']) !== valueAt(target.manifest, ['metadata', 'namespace'])) {
        return [];
      }
      return (podSpecs[fromKind] ?? []).map((spec) => [...spec, 'serviceAccountName']);
    default:
      return [];
  }
}

/** Objects that live in the namespace `name`. */
export function inNamespace(document: ClusterDocument, name: string): readonly Resource[] {
  return Object.values(document.resources).filter(
    ({ manifest }) => valueAt(manifest, ['metadata', 'namespace']) === name,
  );
}

/** What a user deletes with `resource`: a namespace's objects, a cluster node's host endpoints, a tier's policies. */
export function ownedBy(document: ClusterDocument, resource: Resource): readonly Resource[] {
  if (kindOf(resource) === 'Namespace') return inNamespace(document, nameOf(resource.manifest));
  const owns = kindOf(resource) === 'Node' ? ['HostEndpoint'] : kindOf(resource) === 'Tier' ? tieredKinds : [];
  return referencesTo(document, resource)
    .map(({ from }) => from)
    .filter((from) => owns.includes(kindOf(from)));
}

/** The matrix row that a resource is by itself; null for objects that are no endpoint. */
export function endpointOf(resource: Resource): EndpointId | null {
  const name = nameOf(resource.manifest);
  const namespace = valueAt(resource.manifest, ['metadata', 'namespace']);
  const kind = kindOf(resource);
  if (podSpecs[kind] !== undefined) return podEndpointId(typeof namespace === 'string' ? namespace : 'default', name);
  if (kind === 'HostEndpoint' || kind === 'Node') return hostEndpointId(name);
  return kind === 'ExternalNetwork' ? networkEndpointId(name) : null;
}

export function kindOf({ manifest }: Resource): string {
  return kindOfManifest(manifest);
}

export function kindOfManifest(manifest: Manifest): string {
  const kind = valueAt(manifest, ['kind']);
  return typeof kind === 'string' ? kind : '';
}

/** Rules of one direction as written; empty where the field is no list. */
export function ruleCount(resource: Resource, direction: string): number {
  const rules = valueAt(resource.manifest, ['spec', direction]);
  return isJsonArray(rules) ? rules.length : 0;
}
