import type { Entity } from '../../core/model/entities.ts';
import type { KnownNames } from '../editor/yaml-completion.ts';
import { candidatesOf, vocabularyFor, type KnownDesign } from './candidates.ts';
import { protocolNames } from './field-text.ts';
import type { Suggestions } from './property-table.ts';
import { suggestionsOf } from './rules/suggestions.ts';

/** Names that a text of this kind can say. */
export function namesFor(suggest: Suggestions, entities: Iterable<Entity>): readonly string[] {
  const kinds = {
    'cluster-nodes': 'cluster-node',
    tiers: 'tier',
    'service-accounts': 'service-account',
    namespaces: 'namespace',
    services: 'service',
  } as const;
  if (suggest === 'protocols') return protocolNames;
  if (suggest === 'profiles') return ['projectcalico-default-allow'];
  if (suggest === 'nothing') return [];
  return [...entities].filter(({ kind }) => kind === kinds[suggest]).map(({ name }) => name);
}

/** What a text editor can offer of the design. */
export function knownNames(design: KnownDesign): KnownNames {
  return {
    names: (of) => [...new Set(namesFor(of, design.entities.values()))],
    entries: (of) => suggestionsOf(of, design.entities.values()),
    vocabulary: (of) => vocabularyFor(candidatesOf(of, design)),
  };
}
