import type { Command } from '../edit/command.ts';
import { planNewTier, whyNoTierName } from '../edit/tier-plans.ts';
import { builtInTiers } from '../manifest/read-tier.ts';
import { settingsOf } from '../manifest/read-settings.ts';
import { identityOf } from '../manifest/identity.ts';
import type { ClusterDocument } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import { isJsonArray, valueAt, type JsonValue } from '../model/json.ts';
import { resolveTiers } from '../policy/order.ts';
import type { Problem } from '../model/problem.ts';
import type { Fix, FixMaker } from './fix.ts';
import { entitiesOf, subjectOf } from './problem-subject.ts';
import {
  colonRange,
  knownWord,
  labelText,
  listedOnce,
  plainNumber,
  protocolName,
  selectorText,
  strictNet,
  turnedRange,
} from './word-fixes.ts';

/** Fixes of validation (semantics.md section 8), by code. */
export const validationFixes: Readonly<Record<string, FixMaker>> = {
  'PORT-DASH-RANGE': colonRange,
  'PORT-RANGE': turnedRange,
  'PORT-SYNTAX': plainNumber,
  'CIDR-HOST-BITS': strictNet,
  'CIDR-MASK': strictNet,
  'PROTOCOL-UNKNOWN': protocolName,
  'VALUE-UNKNOWN': knownWord,
  'FIELD-TYPE': labelText,
  'SELECTOR-SYNTAX': selectorText,
  'TYPES-TWICE': listedOnce,
  'VALUE-TWICE': removeAtPlace,
  'FIELD-UNKNOWN': removeAtPlace,
  'STAGED-DELETE': removeAtPlace,
  'NAMESPACE-FORBIDDEN': removeAtPlace,
  'LABEL-KEY': removeReservedLabel,
  'LIST-LENGTH': removeEmptyTypes,
  'NAME-TIER-PREFIX': addTierPrefix,
  'TIER-BUILT-IN': restoreBuiltIn,
  'TIER-UNKNOWN': createTier,
  'NAMESPACE-UNKNOWN': createNamespace,
  'NAMESPACE-MISSING': writeDefaultNamespace,
  'SVC-NS-MISSING': writeOwnNamespace,
  'POLICY-HOOK': mendHook,
};

/** Sets the value at which a problem stands; undefined removes it. */
function setAtPlace({ resource, path }: Problem, label: string, value: JsonValue | undefined): Fix | null {
  return resource === null || path.length === 0
    ? null
    : { label, command: { type: 'set-field', resource, path, value } };
}

function removeAtPlace(...[problem, document]: Parameters<FixMaker>): Fix | null {
  const subject = subjectOf(problem, document);
  if (subject === null || valueAt(subject.resource.manifest, problem.path) === undefined) return null;
  const name = problem.path.findLast((step) => typeof step === 'string') ?? '';
  const isItem = typeof problem.path.at(-1) === 'number';
  return setAtPlace(problem, isItem ? `Remove it from ${name}` : `Remove ${name}`, undefined);
}

/** R8.6: a label that Calico sets itself. */
function removeReservedLabel(...[problem, document]: Parameters<FixMaker>): Fix | null {
  return problem.path.at(-1) === 'projectcalico.org/namespace' ? removeAtPlace(problem, document) : null;
}

/** Left out, they are defaulted; empty, they are refused (R8.12). */
function removeEmptyTypes(...[problem, document]: Parameters<FixMaker>): Fix | null {
  const types = valueAt(subjectOf(problem, document)?.resource.manifest, problem.path);
  return problem.path.at(-1) === 'types' && isJsonArray(types) && types.length === 0
    ? removeAtPlace(problem, document)
    : null;
}

/** R8.5; a name may have one dot only (R8.4). */
function addTierPrefix(...[problem, document]: Parameters<FixMaker>): Fix | null {
  const subject = subjectOf(problem, document);
  if (subject?.entity.kind !== 'calico-policy' || subject.entity.name.includes('.')) return null;
  const name = `${subject.entity.tier}.${subject.entity.name}`;
  const id = resourceId({ ...identityOf(subject.resource.manifest), name });
  if (document.resources[id] !== undefined) return null;
  return { label: `Rename to ${name}`, command: { type: 'rename-resource', resource: subject.resource.id, name } };
}

/** R8.11. */
function restoreBuiltIn(...[problem, document]: Parameters<FixMaker>): Fix | null {
  const name = subjectOf(problem, document)?.entity.name;
  const fixed = builtInTiers(settingsOf(document).calicoVersion).find((tier) => tier.name === name);
  if (fixed === undefined) return null;
  const defaultAction = fixed.defaultAction === 'pass' ? 'Pass' : 'Deny';
  const value = problem.path.at(-1) === 'order' ? fixed.order : defaultAction;
  return setAtPlace(problem, `Write ${value.toLocaleString('en')}`, value);
}

/** Behind the design’s other tiers, before the default one. */
function createTier(...[problem, document]: Parameters<FixMaker>): Fix | null {
  const entity = subjectOf(problem, document)?.entity;
  if (entity?.kind !== 'calico-policy') return null;
  const tiers = tiersOf(document);
  if (whyNoTierName(document, tiers, entity.tier) !== null) return null;
  return { label: `Create tier ${entity.tier}`, command: planNewTier(tiers, entity.tier, null).command };
}

function tiersOf(document: ClusterDocument): Parameters<typeof planNewTier>[0] {
  const { calicoVersion } = settingsOf(document);
  const builtIn = new Set(builtInTiers(calicoVersion).map(({ name }) => name));
  const written = entitiesOf(document).filter((entity) => entity.kind === 'tier');
  return resolveTiers(written, [], calicoVersion).map(({ name, resource, order }) => ({
    name,
    resource,
    order,
    builtIn: builtIn.has(name),
    policies: [],
  }));
}

function createNamespace(...[problem, document]: Parameters<FixMaker>): Fix | null {
  const entity = subjectOf(problem, document)?.entity;
  const name = entity !== undefined && 'namespace' in entity ? entity.namespace : null;
  if (name === null) return null;
  const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  const command: Command = { type: 'add-resources', manifests: [manifest], positions: [] };
  return { label: `Create namespace ${name}`, command };
}

/** Where kubectl would put it. */
function writeDefaultNamespace(problem: Problem): Fix | null {
  return setAtPlace(problem, 'Write namespace default', 'default');
}

/** R6.11. */
function writeOwnNamespace(...[problem, document]: Parameters<FixMaker>): Fix | null {
  const entity = subjectOf(problem, document)?.entity;
  if (entity?.kind !== 'calico-policy' || entity.namespace === null) return null;
  return setAtPlace(problem, `Write namespace ${entity.namespace}`, entity.namespace);
}

/** R8.15, R8.16; of two hooks that exclude each other only the author knows which is meant. */
function mendHook(...[problem, document]: Parameters<FixMaker>): Fix | null {
  switch (problem.path.at(-1)) {
    case 'applyOnForward':
      return setAtPlace(problem, 'Set applyOnForward to true', true);
    case 'types': {
      const types = valueAt(subjectOf(problem, document)?.resource.manifest, problem.path);
      if (!isJsonArray(types)) return null;
      const others = types.filter((type) => type !== 'Egress');
      return setAtPlace(problem, 'Set types to Ingress alone', others.length > 0 ? others : ['Ingress']);
    }
    default:
      return null;
  }
}
