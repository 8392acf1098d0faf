import type { Entity } from '../model/entities.ts';
import { hostEndpointId, type EndpointId, type ResourceId } from '../model/ids.ts';
import type { HostGuard, Party, Program, Ruleset } from '../policy/ruleset.ts';
import type { EndpointRow } from '../policy/verdict-table.ts';
import { noLabels, type Labels } from '../selector/labels.ts';
import type { ElementKind } from './expression.ts';

/** What an expression is asked about: an endpoint, a box (namespace, cluster node) or a network set. */
export interface FindElement {
  /** Its row in the matrix; null for boxes and sets. */
  readonly endpoint: EndpointId | null;
  /** The object it stands for; null for the built-in Internet. */
  readonly resource: ResourceId | null;
  /** `prod/web`, `host/worker`; for boxes and sets the resource's id. */
  readonly id: string;
  readonly name: string;
  readonly kind: ElementKind;
  readonly namespace: string | null;
  readonly clusterNode: string | null;
  /** Of an endpoint that policy can select, those that selectors see; else those written on the object. */
  readonly labels: Labels;
  /** Names of the policies that apply to it. */
  readonly policies: readonly string[];
  /** A cluster node without a host endpoint. */
  readonly unprotected: boolean;
  readonly hostNetwork: boolean;
}

/** All that can be found: endpoints in the order of the matrix, then boxes and sets. */
export function findElements(ruleset: Ruleset, entities: ReadonlyMap<ResourceId, Entity>): readonly FindElement[] {
  const guards = new Map(ruleset.guards.map((guard) => [guard.id, guard]));
  const names = new PolicyNames();
  const endpoints = ruleset.parties.map((party) => endpointElement(party, guards, entities, names));
  const unprotected = new Set(endpoints.filter((element) => element.unprotected).map(({ id }) => id));
  const others = [...entities.values()].flatMap((entity) => otherElement(entity, unprotected));
  return [...endpoints, ...others];
}

/** Of a row that the design no longer has while older verdicts are shown. */
export function elementOfRow({
  id,
  kind,
  resource,
  clusterNode,
  namespace,
  hostNetwork,
  origin,
}: EndpointRow): FindElement {
  return {
    endpoint: id,
    resource,
    id,
    name: id.slice(id.lastIndexOf('/') + 1),
    kind,
    namespace,
    clusterNode,
    labels: noLabels,
    policies: [],
    unprotected: origin === 'unprotected',
    hostNetwork,
  };
}

function endpointElement(
  party: Party,
  guards: ReadonlyMap<EndpointId, HostGuard>,
  entities: ReadonlyMap<ResourceId, Entity>,
  names: PolicyNames,
): FindElement {
  const element = elementOfRow(party.row);
  if (party.kind === 'pod') {
    const { labels, programs } = party.workload;
    return { ...element, labels, policies: names.of([programs.egress, programs.ingress]) };
  }
  const guard = party.row.kind === 'host' ? guards.get(party.row.id) : undefined;
  if (guard !== undefined) return { ...element, labels: guard.labels, policies: names.of(programsOf(guard)) };
  const entity = party.row.resource === null ? undefined : entities.get(party.row.resource);
  return entity === undefined ? element : { ...element, labels: entity.labels };
}

function programsOf({ normal, forward, prednat, untracked }: HostGuard): readonly Program[] {
  return [normal.egress, normal.ingress, forward.egress, forward.ingress, prednat, untracked.egress, untracked.ingress];
}

/** Many endpoints have the same programs: their names are collected once. */
class PolicyNames {
  readonly #known = new Map<string, readonly string[]>();

  of(programs: readonly Program[]): readonly string[] {
    const key = programs.map(({ id }) => id).join();
    let names = this.#known.get(key);
    if (names === undefined) {
      const resources = programs.flatMap(({ tiers }) => tiers.flatMap(({ policies }) => policies));
      names = [...new Set(resources.map(({ resource }) => resource.slice(resource.lastIndexOf('/') + 1)))];
      this.#known.set(key, names);
    }
    return names;
  }
}

function otherElement(entity: Entity, unprotected: ReadonlySet<string>): readonly FindElement[] {
  const { id, name, labels } = entity;
  const element = {
    endpoint: null,
    resource: id,
    id,
    name,
    namespace: null,
    clusterNode: null,
    labels,
    policies: [],
    unprotected: false,
    hostNetwork: false,
  };
  switch (entity.kind) {
    case 'namespace':
      return [{ ...element, kind: 'namespace', namespace: name }];
    case 'cluster-node':
      return [{ ...element, kind: 'node', clusterNode: name, unprotected: unprotected.has(hostEndpointId(name)) }];
    case 'network-set':
      return [{ ...element, kind: 'network-set', namespace: entity.namespace }];
    default:
      return [];
  }
}
