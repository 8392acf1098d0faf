import type { DropContext, DropEndpoint, DropPolicy } from '../core/edit/drop-context.ts';
import { builtInTiers } from '../core/manifest/read-tier.ts';
import { readEntity } from '../core/manifest/read-entity.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import type { Entity } from '../core/model/entities.ts';
import type { ResourceId } from '../core/model/ids.ts';
import type { Direction } from '../core/model/policy.ts';
import { printAddress, printCidr } from '../core/net/cidr.ts';
import { endpointsSelectedBy, inspectEndpoint, resolvedTiers } from '../core/policy/inspect.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import type { EndpointRow } from '../core/policy/verdict-table.ts';
import { labelsOf, noLabels } from '../core/selector/labels.ts';

/** What a drop must know of endpoints and policies, from the document and its lowered form. */
export function dropContextOf(document: ClusterDocument, model: { readonly ruleset: Ruleset }): DropContext {
  const { ruleset } = model;
  const builtIn = new Set(builtInTiers(ruleset.settings.calicoVersion).map(({ name }) => name));
  return {
    document,
    endpoints: ruleset.parties.map(({ row }) => endpointOf(document, ruleset, row)),
    tiers: resolvedTiers(ruleset).map(({ tier, resource, order, policies }) => ({
      name: tier,
      resource,
      order,
      builtIn: builtIn.has(tier),
      policies: policies.flatMap((id) => policyOf(document, ruleset, id) ?? []),
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

function policyOf(document: ClusterDocument, ruleset: Ruleset, id: ResourceId): DropPolicy | null {
  const entity = entityOf(document, id);
  if (entity === null) return null;
  const selects = new Set(endpointsSelectedBy(ruleset, id));
  switch (entity.kind) {
    case 'calico-policy': {
      const { name, namespace, order, staged, types: directions } = entity;
      return { id, name, kind: 'calico', namespace, order, staged, selects, directions };
    }
    case 'kube-network-policy': {
      const { name, namespace, staged, types: directions } = entity;
      return { id, name, kind: 'kubernetes', namespace, order: null, staged, selects, directions };
    }
    case 'unmodelled-policy': {
      const directions: readonly Direction[] = entity.types;
      return {
        id,
        name: entity.name,
        kind: 'other',
        namespace: null,
        order: entity.order,
        staged: false,
        selects,
        directions,
      };
    }
    default:
      return null;
  }
}

function entityOf(document: ClusterDocument, id: ResourceId | null): Entity | null {
  const resource = id === null ? undefined : document.resources[id];
  return resource === undefined ? null : readEntity(resource.id, resource.manifest).entity;
}
