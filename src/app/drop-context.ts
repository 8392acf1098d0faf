import type { DropContext, DropEndpoint, DropPolicy } from '../core/edit/drop-context.ts';
import { disabledPoliciesOf } from '../core/edit/plan-design.ts';
import { readEntity } from '../core/manifest/read-entity.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import type { Entity, Policy } from '../core/model/entities.ts';
import type { ResourceId } from '../core/model/ids.ts';
import { printAddress, printCidr } from '../core/net/cidr.ts';
import { boardLanes, type BoardPolicy } from '../core/policy/board.ts';
import { endpointsSelectedBy, inspectEndpoint } from '../core/policy/inspect.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import type { EndpointRow } from '../core/policy/verdict-table.ts';
import { labelsOf, noLabels } from '../core/selector/labels.ts';

/** By the identity of what they are made of: a pointer that crosses the canvas asks again at every card. */
const contexts = new WeakMap<Ruleset, DropContext>();

/** What a drop must know of endpoints and policies, from the document and its lowered form. */
export function dropContextOf(document: ClusterDocument, { ruleset }: { readonly ruleset: Ruleset }): DropContext {
  const known = contexts.get(ruleset);
  if (known?.document === document) return known;
  const context = contextOf(document, ruleset);
  contexts.set(ruleset, context);
  return context;
}

function contextOf(document: ClusterDocument, ruleset: Ruleset): DropContext {
  // Also what is not judged stands in its tier: it can be moved, and others find their place beside it.
  const lanes = boardLanes({
    entities: Object.values(document.resources).map(({ id, manifest }) => readEntity(id, manifest).entity),
    disabled: disabledPoliciesOf(document),
    version: ruleset.settings.calicoVersion,
    staged: 'ignored',
  });
  return {
    document,
    endpoints: ruleset.parties.map(({ row }) => endpointOf(document, ruleset, row)),
    tiers: lanes.map(({ tier, resource, order, origin, policies }) => ({
      name: tier,
      resource,
      order,
      builtIn: origin === 'built-in',
      policies: policies.map((policy) => policyOf(ruleset, policy)),
    })),
  };
}

function endpointOf(document: ClusterDocument, ruleset: Ruleset, row: EndpointRow): DropEndpoint {
  const { id, kind, namespace, clusterNode, hostNetwork, origin } = row;
  // The row of an automatic host endpoint names the object that the controller would make.
  const resource = origin === 'automatic' ? null : row.resource;
  const entity = entityOf(document, resource);
  const inspected = inspectEndpoint(ruleset, id);
  // An automatic host endpoint has no object of its own: its labels are those that the controller gives it.
  const automatic = (inspected?.effectiveLabels ?? [])
    .filter(({ from }) => from === 'own' || from === 'automatic')
    .map(({ key, value }) => [key, value] as const);
  return {
    id,
    kind,
    resource,
    namespace,
    clusterNode,
    hostNetwork,
    origin,
    labels: entity?.labels ?? (origin === 'automatic' ? labelsOf(Object.fromEntries(automatic)) : noLabels),
    nets: netsOf(kind, entity, inspected),
  };
}

function netsOf(
  kind: EndpointRow['kind'],
  entity: Entity | null,
  inspected: ReturnType<typeof inspectEndpoint>,
): readonly string[] {
  // The Internet is what is left of all addresses: no list of nets says that.
  if (kind === 'network') return entity?.kind === 'external-network' ? entity.nets.map(printCidr) : [];
  return (inspected?.addresses ?? []).map((address) => `${printAddress(address)}/${address.family === 4 ? 32 : 128}`);
}

const dropKinds = {
  'calico-policy': 'calico',
  'kube-network-policy': 'kubernetes',
  'unmodelled-policy': 'other',
} as const satisfies Record<Policy['kind'], DropPolicy['kind']>;

function policyOf(ruleset: Ruleset, { policy, order }: BoardPolicy): DropPolicy {
  return {
    id: policy.id,
    name: policy.name,
    kind: dropKinds[policy.kind],
    namespace: 'namespace' in policy ? policy.namespace : null,
    order,
    staged: 'staged' in policy && policy.staged,
    selects: new Set(endpointsSelectedBy(ruleset, policy.id)),
    directions: policy.types,
  };
}

function entityOf(document: ClusterDocument, id: ResourceId | null): Entity | null {
  const resource = id === null ? undefined : document.resources[id];
  return resource === undefined ? null : readEntity(resource.id, resource.manifest).entity;
}
