import type { Entity, HostEndpoint, Pod } from '../model/entities.ts';
import type { Resource } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import type { JsonPath } from '../model/json.ts';
import type { Finding, Severity } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import type { FindingCode } from '../manifest/finding-codes.ts';
import { builtInTiers } from '../manifest/read-tier.ts';
import { readEntity } from '../manifest/read-entity.ts';
import type { Address } from '../net/cidr.ts';
import { printAddress } from '../net/cidr.ts';

/** A finding and the object that it is about. */
export interface LocatedFinding {
  readonly resource: ResourceId;
  readonly finding: Finding;
}

/** Namespaces of every cluster, with or without an object in the design. */
const namespacesOfEveryCluster = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];
const defaultAllowProfile = 'projectcalico-default-allow';

/**
 * Rules between objects: what is named must be there, and addresses belong to one owner. What the API would refuse is
 * an error (R8.10), a reference that leads nowhere is a warning.
 */
export function validateDesign(resources: readonly Resource[], settings: Settings): readonly LocatedFinding[] {
  const entities = resources.map(({ id, manifest }) => readEntity(id, manifest).entity);
  return [
    ...findUnknownTiers(entities, settings),
    ...findUnknownNodes(entities),
    ...findUnknownProfiles(entities),
    ...findUnknownNamespaces(entities),
    ...findSharedAddresses(entities),
  ];
}

function located(
  { id }: Entity,
  severity: Severity,
  code: FindingCode,
  path: JsonPath,
  message: string,
): LocatedFinding {
  return { resource: id, finding: { severity, code, message, path } };
}

function namesOf(entities: readonly Entity[], kind: Entity['kind']): ReadonlySet<string> {
  return new Set(entities.filter((entity) => entity.kind === kind).map(({ name }) => name));
}

/** R8.10. */
function findUnknownTiers(entities: readonly Entity[], { calicoVersion }: Settings): readonly LocatedFinding[] {
  const tiers = new Set([...namesOf(entities, 'tier'), ...builtInTiers(calicoVersion).map(({ name }) => name)]);
  return entities
    .filter((entity) => entity.kind === 'calico-policy')
    .filter(({ tier }) => !tiers.has(tier))
    .map((policy) =>
      located(policy, 'error', 'TIER-UNKNOWN', ['spec', 'tier'], `There is no tier "${policy.tier}" in the design.`),
    );
}

function findUnknownNodes(entities: readonly Entity[]): readonly LocatedFinding[] {
  const nodes = namesOf(entities, 'cluster-node');
  return entities.flatMap((entity) => {
    if (entity.kind === 'host-endpoint' && entity.clusterNode !== '' && !nodes.has(entity.clusterNode))
      return [unknownNode(entity, 'HEP-NODE-UNKNOWN', ['spec', 'node'], entity.clusterNode)];
    if (entity.kind === 'pod' && entity.clusterNode !== null && !nodes.has(entity.clusterNode))
      return [unknownNode(entity, 'POD-NODE-UNKNOWN', nodeNamePath(entity), entity.clusterNode)];
    return [];
  });
}

function unknownNode(entity: HostEndpoint | Pod, code: FindingCode, path: JsonPath, node: string): LocatedFinding {
  return located(entity, 'warning', code, path, `There is no node "${node}" in the design.`);
}

function nodeNamePath({ workloadKind }: Pod): JsonPath {
  return [...podTemplatePath(workloadKind), 'spec', 'nodeName'];
}

function podTemplatePath(workloadKind: string): JsonPath {
  if (workloadKind === 'Pod') return [];
  return workloadKind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
}

/** R1.9: a profile that does not exist denies. */
function findUnknownProfiles(entities: readonly Entity[]): readonly LocatedFinding[] {
  const accounts = entities.filter((entity) => entity.kind === 'service-account');
  const known = new Set([
    defaultAllowProfile,
    ...namesOf(entities, 'profile'),
    ...[...namesOf(entities, 'namespace'), ...namespacesOfEveryCluster].map((name) => `kns.${name}`),
    ...accounts.map(({ namespace, name }) => `ksa.${namespace}.${name}`),
  ]);
  return entities
    .filter((entity) => entity.kind === 'host-endpoint')
    .flatMap((endpoint) =>
      endpoint.profiles.flatMap((profile, index) =>
        known.has(profile)
          ? []
          : [
              located(
                endpoint,
                'warning',
                'HEP-PROFILE-UNKNOWN',
                ['spec', 'profiles', index],
                `There is no profile "${profile}"; a profile that does not exist denies all traffic.`,
              ),
            ],
      ),
    );
}

/** One finding per namespace, at the first object in it: files without their Namespace objects are common. */
function findUnknownNamespaces(entities: readonly Entity[]): readonly LocatedFinding[] {
  const reported = new Set([...namesOf(entities, 'namespace'), ...namespacesOfEveryCluster]);
  return entities.flatMap((entity) => {
    const namespace = 'namespace' in entity ? entity.namespace : null;
    if (namespace === null || reported.has(namespace)) return [];
    reported.add(namespace);
    const message = `There is no namespace "${namespace}" in the design; it is taken to exist, without labels of its own.`;
    return [located(entity, 'warning', 'NAMESPACE-UNKNOWN', ['metadata', 'namespace'], message)];
  });
}

interface Claim {
  readonly entity: Entity;
  /** Claims of one address by the same owner do not clash. */
  readonly owner: string;
  readonly address: Address;
  readonly path: JsonPath;
}

/** Rules match addresses (R3.1), so two owners of one address cannot be told apart. */
function findSharedAddresses(entities: readonly Entity[]): readonly LocatedFinding[] {
  return [claimsOfPods, claimsOfNodes, claimsOfHostEndpoints].flatMap((claimsOf) => {
    const owners = new Map<string, Claim>();
    return entities.flatMap(claimsOf).flatMap((claim) => {
      const text = printAddress(claim.address);
      const first = owners.get(text);
      if (first === undefined) owners.set(text, claim);
      if (first === undefined || first.owner === claim.owner) return [];
      const message = `The address ${text} is also that of ${first.entity.id}; no rule can tell the two apart.`;
      return [located(claim.entity, 'warning', 'ADDRESS-SHARED', claim.path, message)];
    });
  });
}

function claimsOfPods(entity: Entity): readonly Claim[] {
  if (entity.kind !== 'pod' || entity.hostNetwork || entity.finished) return [];
  return entity.addresses.map((address) => ({ entity, owner: entity.id, address, path: ['status'] }));
}

function claimsOfNodes(entity: Entity): readonly Claim[] {
  if (entity.kind !== 'cluster-node') return [];
  return entity.addresses.map(({ address }) => ({ entity, owner: entity.id, address, path: ['status', 'addresses'] }));
}

/** Several host endpoints of one node may list the node's address. */
function claimsOfHostEndpoints(entity: Entity): readonly Claim[] {
  if (entity.kind !== 'host-endpoint') return [];
  const path = ['spec', 'expectedIPs'];
  return entity.expectedAddresses.map((address) => ({ entity, owner: entity.clusterNode, address, path }));
}
