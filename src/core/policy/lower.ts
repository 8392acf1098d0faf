import type { Manifest } from '../model/document.ts';
import type { Entity } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import { readEntity } from '../manifest/read-entity.ts';
import type { Settings } from '../model/settings.ts';
import { defaultSettings } from '../model/settings.ts';
import type { AddressSet } from '../net/address-set.ts';
import { addressSetOf, ofAddresses } from '../net/address-set.ts';
import { automaticHostEndpoints, deletedHostEndpoints, deletionProblem } from './automatic-host-endpoints.ts';
import { tunnelledPools } from './carrier.ts';
import type { Census } from './census.ts';
import { takeCensus } from './census.ts';
import { populationOf } from './contributors.ts';
import { felixOfNodes } from './felix.ts';
import { askedByAll, Inquiry } from './inquiry.ts';
import { lowerPolicies } from './lower-policies.ts';
import { Memory } from './memory.ts';
import { seatParties } from './parties.ts';
import type { HostGuard, Ruleset, SourceTranslation } from './ruleset.ts';
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

function lowerCensus(whole: Census, settings: Settings, staged: StagedView, memory: Memory): Ruleset {
  const controllers = whole.kubeControllersConfigurations.find(({ name }) => name === 'default') ?? null;
  const deleted = deletedHostEndpoints(controllers, whole.hostEndpoints);
  const census = { ...whole, hostEndpoints: whole.hostEndpoints.filter((written) => !deleted.includes(written)) };
  const features = featuresOf(settings.calicoVersion);
  const automatic = automaticHostEndpoints(controllers, census.clusterNodes, features, memory.automatic);
  const population = populationOf(census, automatic, memory.population);
  const services = knownServices(census, population);
  const book = memory.bookOf({ contributors: population.contributors, services });
  const lowered = lowerPolicies(census, settings.calicoVersion, book, staged, memory.policies);
  const { policies, tiers, problems } = lowered;
  const nodeAddresses = ofAddresses(
    census.clusterNodes.flatMap((node) => node.addresses.map(({ address }) => address)),
  );
  const configurations = census.felixConfigurations;
  const inquiry = new Inquiry(book);
  const felixOf = felixOfNodes({ configurations, ipPools: census.ipPools, nodeAddresses, settings }, inquiry);
  const translation = translationOf(census, nodeAddresses, inquiry);
  const seated = seatParties(census, population, memory.shelfOf({ policies, tiers, book }), felixOf);
  return {
    settings,
    parties: seated.parties,
    rowOf: new Map(seated.parties.map(({ row }, index) => [row.id, index])),
    tiers,
    policies,
    sites: seated.sites,
    guards: seated.guards,
    policesForwarded: seated.guards.some(hasForwardedPolicy),
    book,
    asked: askedByAll([...lowered.inquiries, inquiry]),
    memory,
    translation,
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

function hasForwardedPolicy({ forward, prednat, untracked }: HostGuard): boolean {
  const programs = [forward.ingress, forward.egress, prednat, untracked.ingress, untracked.egress];
  return programs.some(({ tiers }) => tiers.length > 0);
}

/** R5.30; a disabled pool counts as well. */
function translationOf(census: Census, nodeAddresses: AddressSet, inquiry: Inquiry): SourceTranslation {
  const nets = census.ipPools.flatMap((pool) => (pool.cidr === null ? [] : [{ ...pool, cidr: pool.cidr }]));
  const translation: SourceTranslation = {
    natOutgoing: addressSetOf(nets.filter(({ natOutgoing }) => natOutgoing).map(({ cidr }) => cidr)),
    pools: addressSetOf(nets.map(({ cidr }) => cidr)),
    nodeAddresses,
  }; // Pools tell addresses apart just as rules do.
  for (const set of [translation.natOutgoing, translation.pools, translation.nodeAddresses]) inquiry.idOf(set);
  return translation;
}
