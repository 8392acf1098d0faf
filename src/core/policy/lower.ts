import type { Manifest } from '../model/document.ts';
import type { Entity } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import { readEntity } from '../manifest/read-entity.ts';
import type { Settings } from '../model/settings.ts';
import { defaultSettings } from '../model/settings.ts';
import type { AddressSet } from '../net/address-set.ts';
import { addressSetOf, ofAddresses } from '../net/address-set.ts';
import { AddressBook } from './address-book.ts';
import { automaticHostEndpoints, deletedHostEndpoints, deletionProblem } from './automatic-host-endpoints.ts';
import { tunnelledPools } from './carrier.ts';
import type { Census } from './census.ts';
import { takeCensus } from './census.ts';
import { populationOf } from './contributors.ts';
import { felixOfNodes } from './felix.ts';
import { lowerPolicies } from './lower-policies.ts';
import { seatParties } from './parties.ts';
import { ProgramShelf } from './programs.ts';
import type { Ruleset, SourceTranslation } from './ruleset.ts';
import { serviceProblems } from './service-problems.ts';
import { knownServices } from './services.ts';
import type { StagedView } from './staged.ts';
import { unenforcedParts } from './unenforced-parts.ts';
import { featuresOf } from './version-features.ts';

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
 * @returns never fails: what cannot be evaluated is in `problems` and makes what it touches undecided
 */
export function lower(
  resources: Iterable<LowerInput>,
  override: Partial<Settings> = {},
  { staged }: LowerOptions = { staged: 'ignored' },
): Ruleset {
  const census = takeCensus(readAll(resources));
  const settings: Settings = { ...(census.designs[0]?.spec.settings ?? defaultSettings), ...override };
  return lowerCensus(census, settings, staged);
}

interface ReadResource {
  readonly entity: Entity;
  readonly manifest: Manifest;
}

function readAll(resources: Iterable<LowerInput>): readonly ReadResource[] {
  return Array.from(resources, ({ id, manifest }) => ({ entity: readEntity(id, manifest).entity, manifest }));
}

function lowerCensus(whole: Census, settings: Settings, staged: StagedView): Ruleset {
  const controllers = whole.kubeControllersConfigurations.find(({ name }) => name === 'default') ?? null;
  const deleted = deletedHostEndpoints(controllers, whole.hostEndpoints);
  const census = { ...whole, hostEndpoints: whole.hostEndpoints.filter((written) => !deleted.includes(written)) };
  const features = featuresOf(settings.calicoVersion);
  const automatic = automaticHostEndpoints(controllers, census.clusterNodes, features);
  const population = populationOf(census, automatic);
  const services = knownServices(census, population);
  const book = new AddressBook(population.contributors, services);
  const { policies, tiers, problems } = lowerPolicies(census, settings.calicoVersion, book, staged);
  const nodeAddresses = ofAddresses(
    census.clusterNodes.flatMap((node) => node.addresses.map(({ address }) => address)),
  );
  const configurations = census.felixConfigurations;
  const felixOf = felixOfNodes({ configurations, ipPools: census.ipPools, nodeAddresses, settings }, book);
  const seated = seatParties(census, population, new ProgramShelf(policies, tiers, book), felixOf);
  return {
    settings,
    parties: seated.parties,
    rowOf: new Map(seated.parties.map(({ row }, index) => [row.id, index])),
    tiers,
    policies,
    sites: seated.sites,
    guards: seated.guards,
    book,
    translation: translationOf(census, nodeAddresses, book),
    tunnelledPools: settings.modelEncapsulation ? tunnelledPools(census.ipPools) : null,
    felix: felixOf(null),
    services,
    problems: [
      ...problems,
      ...serviceProblems(census.calicoPolicies, services),
      ...seated.problems,
      ...unenforcedParts(census.calicoPolicies),
      ...deleted.map(deletionProblem),
    ],
  };
}

/** R5.30; a disabled pool counts as well. */
function translationOf(census: Census, nodeAddresses: AddressSet, book: AddressBook): SourceTranslation {
  const nets = census.ipPools.flatMap((pool) => (pool.cidr === null ? [] : [{ ...pool, cidr: pool.cidr }]));
  const translation: SourceTranslation = {
    natOutgoing: addressSetOf(nets.filter(({ natOutgoing }) => natOutgoing).map(({ cidr }) => cidr)),
    pools: addressSetOf(nets.map(({ cidr }) => cidr)),
    nodeAddresses,
  }; // Pools tell addresses apart just as rules do.
  for (const set of [translation.natOutgoing, translation.pools, translation.nodeAddresses]) book.idOf(set);
  return translation;
}
