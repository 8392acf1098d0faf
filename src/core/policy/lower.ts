import type { Manifest } from '../model/document.ts';
import type { Entity, FelixConfiguration, KubeControllersConfiguration } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import { readEntity } from '../manifest/read-entity.ts';
import type { Settings } from '../model/settings.ts';
import { defaultSettings } from '../model/settings.ts';
import { addressSetOf, noAddresses, ofAddresses } from '../net/address-set.ts';
import { automaticHostEndpoints, hostEndpointsToBeDeleted } from './automatic-host-endpoints.ts';
import type { Census } from './census.ts';
import { takeCensus } from './census.ts';
import { populationOf } from './contributors.ts';
import { askedByAll, Inquiry } from './inquiry.ts';
import { lowerPolicies } from './lower-policies.ts';
import { Memory } from './memory.ts';
import { seatParties } from './parties.ts';
import { failsafesOf } from './programs.ts';
import type { Ruleset, SourceTranslation } from './ruleset.ts';
import { serviceProblems } from './service-problems.ts';
import { knownServices } from './services.ts';
import type { StagedView } from './staged.ts';
import { unenforcedParts } from './unenforced-parts.ts';

export interface LowerInput {
  readonly id: ResourceId;
  readonly manifest: Manifest;
}

export interface LowerOptions {
  readonly staged: StagedView;
}

/**
 * Brings all policies of a design into one form and finds out whom they can judge.
 *
 * @param resources all objects of the design, in any order: the result does not depend on it
 * @param override settings that take the place of the design's own
 * @param memory of earlier evaluations, which makes this one faster
 * @returns never fails: what cannot be evaluated is in `problems` and makes what it touches undecided
 */
export function lower(
  resources: Iterable<LowerInput>,
  override: Partial<Settings> = {},
  { staged }: LowerOptions = { staged: 'ignored' },
  memory = new Memory(),
): Ruleset {
  const census = takeCensus(readAll(resources));
  const settings: Settings = { ...(census.designs[0]?.spec.settings ?? defaultSettings), ...override };
  return lowerCensus(census, settings, staged, memory.next());
}

interface ReadResource {
  readonly entity: Entity;
  readonly manifest: Manifest;
}

function readAll(resources: Iterable<LowerInput>): readonly ReadResource[] {
  return Array.from(resources, ({ id, manifest }) => ({ entity: readEntity(id, manifest).entity, manifest }));
}

function lowerCensus(census: Census, settings: Settings, staged: StagedView, memory: Memory): Ruleset {
  const felix = named(census.felixConfigurations);
  const controllers = named(census.kubeControllersConfigurations);
  const automatic = automaticHostEndpoints(controllers, census.clusterNodes, memory.automatic);
  const population = populationOf(census, automatic, memory.population);
  const services = knownServices(census, population);
  const book = memory.bookOf({ contributors: population.contributors, services });
  const { policies, tiers, problems, inquiries } = lowerPolicies(
    census,
    settings.calicoVersion,
    book,
    staged,
    memory.policies,
  );
  const inquiry = new Inquiry(book);
  const failsafes = {
    ingress: failsafesOf(felix?.failsafeInbound ?? null, 'ingress', inquiry),
    egress: failsafesOf(felix?.failsafeOutbound ?? null, 'egress', inquiry),
  };
  const shelf = memory.shelfOf({ policies, tiers, failsafes, book });
  const translation = translationOf(census, felix, inquiry);
  const seated = seatParties(census, population, shelf);
  return {
    settings,
    parties: seated.parties,
    rowOf: new Map(seated.parties.map(({ row }, index) => [row.id, index])),
    tiers,
    policies,
    sites: seated.sites,
    guards: seated.guards,
    book,
    asked: askedByAll([...inquiries, inquiry]),
    memory,
    translation,
    services,
    // Q3: every installer sets Accept, although Felix itself would drop.
    endpointToHost: felix?.endpointToHost ?? 'accept',
    problems: [
      ...problems,
      ...serviceProblems(census.calicoPolicies, services),
      ...seated.problems,
      ...unenforcedParts(census.calicoPolicies, census.felixConfigurations),
      ...hostEndpointsToBeDeleted(controllers, census.hostEndpoints),
    ],
  };
}

/** Calico reads the configuration objects of this name only. */
function named<T extends FelixConfiguration | KubeControllersConfiguration>(configurations: readonly T[]): T | null {
  return configurations.find(({ name }) => name === 'default') ?? null;
}

/** R5.30; a disabled pool counts as well. */
function translationOf(census: Census, felix: FelixConfiguration | null, inquiry: Inquiry): SourceTranslation {
  const nets = census.ipPools.flatMap((pool) => (pool.cidr === null ? [] : [{ ...pool, cidr: pool.cidr }]));
  const nodeAddresses = census.clusterNodes.flatMap((node) => node.addresses.map(({ address }) => address));
  const translation: SourceTranslation = {
    natOutgoing: addressSetOf(nets.filter(({ natOutgoing }) => natOutgoing).map(({ cidr }) => cidr)),
    pools: addressSetOf(nets.map(({ cidr }) => cidr)),
    excluded: felix?.natExcludesHosts === true ? ofAddresses(nodeAddresses) : noAddresses,
  }; // Pools tell addresses apart just as rules do.
  for (const set of [translation.natOutgoing, translation.pools, translation.excluded]) inquiry.idOf(set);
  return translation;
}
