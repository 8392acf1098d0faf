import type { ClusterNode, Entity, HostEndpoint, Pod } from '../../model/entities.ts';
import type { ResourceId } from '../../model/ids.ts';
import type { CalicoPolicy } from '../../model/policy.ts';
import type { AddressSet } from '../../net/address-set.ts';
import { ofAddresses, unionAddresses } from '../../net/address-set.ts';
import type { HostGuard, LoweredPolicy, NodeSite, Party, Workload } from '../../policy/ruleset.ts';
import type { Selector } from '../../selector/ast.ts';
import type { Labels } from '../../selector/labels.ts';
import type { LintInput } from '../lint.ts';

/** A host endpoint that governs something, with the cluster node that it is on. */
export interface GuardedHost {
  readonly guard: HostGuard;
  readonly site: NodeSite;
  readonly clusterNode: ClusterNode;
  /** null: the controller makes it (R1.20). */
  readonly written: HostEndpoint | null;
  /** The host endpoint, or the cluster node of one that no manifest holds. */
  readonly shownAt: ResourceId;
}

/** A pod with an interface of its own. */
export interface PlacedPod {
  readonly resource: ResourceId | null;
  readonly workload: Workload;
}

/** A policy in force, as it was written and as it is judged. */
export interface EnforcedPolicy {
  readonly entity: CalicoPolicy;
  readonly lowered: LoweredPolicy;
}

/** What several lints of hosts look at. */
export interface HostScene {
  /** In order of their names. */
  readonly hosts: readonly GuardedHost[];
  /** Of pods whose labels, policies and cluster node are the same only the first. */
  readonly pods: readonly PlacedPod[];
  /** Where pods are or may be: their own addresses, and all of the IP pools. */
  readonly podAddresses: AddressSet;
  readonly hostNetworkPods: readonly Pod[];
  /** Calico policies in force, in the order of evaluation. */
  readonly policies: readonly EnforcedPolicy[];
}

/** All lints of one run are given the same input. */
const scenes = new WeakMap<LintInput, HostScene>();

export function hostSceneOf(input: LintInput): HostScene {
  const known = scenes.get(input);
  if (known !== undefined) return known;
  const scene = buildScene(input);
  scenes.set(input, scene);
  return scene;
}

/** All entities of one kind, in order of their identity: the file's order changes nothing. */
export function entitiesOfKind<K extends Entity['kind']>(
  { entities }: Pick<LintInput, 'entities'>,
  kind: K,
): readonly Extract<Entity, { readonly kind: K }>[] {
  return [...entities.values()]
    .filter((entity): entity is Extract<Entity, { readonly kind: K }> => entity.kind === kind)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether a selector of a policy means an endpoint with these labels. */
export function selects({ ruleset }: Pick<LintInput, 'ruleset'>, selector: Selector, labels: Labels): boolean {
  return ruleset.book.predicateOf(selector)(labels);
}

function buildScene(input: LintInput): HostScene {
  const { ruleset, entities } = input;
  return {
    hosts: guardedHosts(input),
    pods: differentPods(ruleset.parties),
    podAddresses: unionAddresses(ruleset.translation.pools, addressesOfPods(ruleset.parties)),
    hostNetworkPods: entitiesOfKind(input, 'pod').filter(({ hostNetwork, finished }) => hostNetwork && !finished),
    policies: ruleset.policies.flatMap((lowered) => {
      const entity = entities.get(lowered.resource);
      return entity?.kind === 'calico-policy' && !entity.staged ? [{ entity, lowered }] : [];
    }),
  };
}

function guardedHosts(input: LintInput): readonly GuardedHost[] {
  const { entities, ruleset } = input;
  const guards = new Map(ruleset.guards.map((guard) => [guard.id, guard]));
  const nodes = new Map(entitiesOfKind(input, 'cluster-node').map((node) => [node.name, node]));
  const inactive = inactiveHostEndpoints(input);
  return ruleset.parties.flatMap((party): readonly GuardedHost[] => {
    const guard = guards.get(party.row.id);
    if (party.kind !== 'host' || party.row.kind !== 'host' || guard === undefined) return [];
    const clusterNode = nodes.get(party.site.name);
    const id = party.row.resource;
    if (id === null || clusterNode === undefined || inactive.has(id)) return [];
    const entity = party.row.origin === 'written' ? entities.get(id) : undefined;
    const written = entity?.kind === 'host-endpoint' ? entity : null;
    return [{ guard, site: party.site, clusterNode, written, shownAt: written?.id ?? clusterNode.id }];
  });
}

/** The evaluator says which host endpoints police nothing (R5.6). */
export function inactiveHostEndpoints({ ruleset }: LintInput): ReadonlySet<ResourceId> {
  return new Set(
    ruleset.problems.flatMap(({ resource, finding }) =>
      finding.code === 'HEP-INACTIVE' && resource !== null ? [resource] : [],
    ),
  );
}

function addressesOfPods(parties: readonly Party[]): AddressSet {
  return ofAddresses(parties.flatMap((party) => (party.kind === 'pod' ? party.workload.addresses : [])));
}

function differentPods(parties: readonly Party[]): readonly PlacedPod[] {
  const first = new Map<string, PlacedPod>();
  for (const party of parties) {
    if (party.kind !== 'pod') continue;
    const { workload, row } = party;
    const { ingress, egress } = workload.programs;
    const key = JSON.stringify([workload.clusterNode, ingress.id, egress.id, [...workload.labels]]);
    if (!first.has(key)) first.set(key, { resource: row.resource, workload });
  }
  return [...first.values()];
}
