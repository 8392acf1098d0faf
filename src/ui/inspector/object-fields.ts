import { groupAndKind } from '../../core/manifest/read-entity.ts';
import { isJsonObject, type JsonValue } from '../../core/model/json.ts';
import {
  controllersGroups,
  hostEndpointGroups,
  ipPoolGroups,
  netsGroups,
  profileGroups,
  tierGroups,
} from './calico-fields.ts';
import {
  endpointSliceGroups,
  endpointsGroups,
  nodeGroups,
  podGroups,
  serviceAccountGroups,
  serviceGroups,
  workloadGroups,
} from './cluster-fields.ts';
import { felixGroups } from './felix-fields.ts';
import { policyGroups, type FieldGroup } from './property-table.ts';

/** By `group/kind`; the core group is ''. */
const groupsByKind: ReadonlyMap<string, readonly FieldGroup[]> = new Map([
  ['/Node', nodeGroups],
  ['/Pod', podGroups],
  ['/ServiceAccount', serviceAccountGroups],
  ['/Service', serviceGroups],
  ['/Endpoints', endpointsGroups],
  ['discovery.k8s.io/EndpointSlice', endpointSliceGroups],
  ...['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'].map(
    (kind) => [`apps/${kind}`, workloadGroups(kind)] as const,
  ),
  ...['Job', 'CronJob'].map((kind) => [`batch/${kind}`, workloadGroups(kind)] as const),
  ['firewright.dev/ExternalNetwork', netsGroups],
  ['projectcalico.org/GlobalNetworkSet', netsGroups],
  ['projectcalico.org/NetworkSet', netsGroups],
  ['projectcalico.org/HostEndpoint', hostEndpointGroups],
  ['projectcalico.org/Tier', tierGroups],
  ['projectcalico.org/Profile', profileGroups],
  ['projectcalico.org/IPPool', ipPoolGroups],
  ['projectcalico.org/FelixConfiguration', felixGroups],
  ['projectcalico.org/KubeControllersConfiguration', controllersGroups],
]);

/**
 * The fields that the inspector shows for an object, by its kind; rules have an editor of their own, labels and
 * annotations too. What stands in the object besides is edited as it is written (`other-fields.ts`).
 *
 * @see semantics.md section 1.2
 */
export function fieldGroups(manifest: JsonValue): readonly FieldGroup[] {
  if (!isJsonObject(manifest)) return [];
  const { group, kind } = groupAndKind(manifest);
  return groupsByKind.get(`${group}/${kind}`) ?? policyGroups(manifest) ?? [];
}
