import type { Command } from '../edit/command.ts';
import { fieldOf, isJsonArray, valueAt, type JsonPath } from '../model/json.ts';
import type { Direction } from '../model/policy.ts';
import { directions } from '../model/policy.ts';
import type { FixMaker } from './fix.ts';
import { spreadPolicies, spreadPriorities, spreadTiers } from './order-fixes.ts';
import { subjectOf, type ProblemSubject } from './problem-subject.ts';

/** Fixes of the quality of policies (semantics.md sections 9.2 and 9.3), by code. */
export const policyFixes: Readonly<Record<string, FixMaker>> = {
  'TYPES-DEAD-RULES': addDirection,
  'TYPES-IMPLICIT': writeTypesDown,
  'KNP-EGRESS-SURPRISE': egressOnly,
  'NOTSEL-EXTERNAL': askForKnownEndpoints,
  'NS-NEG-HITS-HOSTS': askForNamespace,
  'RULE-SHADOWED': removeShadowedRule,
  'POLICY-DUPLICATE': removePolicy,
  'TIER-NIL-ORDER': spreadTiers,
  'TIER-ORDER-TIE': spreadTiers,
  'POL-ORDER-TIE': spreadPolicies,
  'CNP-PRIORITY-TIE': spreadPriorities,
};

const typeWords: Readonly<Record<Direction, string>> = { ingress: 'Ingress', egress: 'Egress' };

/** A policy that can state its directions, and where. */
interface TypedSubject extends ProblemSubject {
  readonly types: readonly Direction[];
  readonly path: JsonPath;
}

function typedSubject(...[problem, document]: Parameters<FixMaker>): TypedSubject | null {
  const subject = subjectOf(problem, document);
  const entity = subject?.entity;
  if (subject === null || (entity?.kind !== 'calico-policy' && entity?.kind !== 'kube-network-policy')) return null;
  const field = entity.kind === 'calico-policy' ? 'types' : 'policyTypes';
  return { ...subject, types: entity.types, path: ['spec', field] };
}

function setTypes({ resource, path }: TypedSubject, types: readonly Direction[]): Command {
  const words = directions.filter((direction) => types.includes(direction)).map((direction) => typeWords[direction]);
  return { type: 'set-field', resource: resource.id, path, value: words };
}

function addDirection(...[problem, document]: Parameters<FixMaker>): ReturnType<FixMaker> {
  const subject = typedSubject(problem, document);
  const direction = directions.find((one) => one === problem.path[1]);
  if (subject === null || direction === undefined) return null;
  const label = `Add ${typeWords[direction]} to ${subject.path.join('.')}`;
  return { label, command: setTypes(subject, [...subject.types, direction]) };
}

/** Changes nothing but that it can be read. */
function writeTypesDown(...[problem, document]: Parameters<FixMaker>): ReturnType<FixMaker> {
  const subject = typedSubject(problem, document);
  if (subject === null) return null;
  const words = subject.types.map((type) => typeWords[type]).join(' and ');
  return { label: `Write ${words} into ${subject.path.join('.')}`, command: setTypes(subject, subject.types) };
}

function egressOnly(...[problem, document]: Parameters<FixMaker>): ReturnType<FixMaker> {
  const subject = typedSubject(problem, document);
  return subject && { label: 'Set policyTypes to Egress alone', command: setTypes(subject, ['egress']) };
}

/** R3.14: a selector means known endpoints only. */
function askForKnownEndpoints(...[problem, document]: Parameters<FixMaker>): ReturnType<FixMaker> {
  const subject = subjectOf(problem, document);
  const text = valueAt(subject?.resource.manifest, problem.path);
  if (subject === null || typeof text !== 'string') return null;
  const resource = subject.resource.id;
  const side = problem.path.slice(0, -1);
  const commands: readonly Command[] = [
    { type: 'set-field', resource, path: [...side, 'selector'], value: `!(${text})` },
    { type: 'set-field', resource, path: problem.path, value: undefined },
  ];
  return {
    label: 'Write notSelector as a selector of known endpoints',
    command: { type: 'sequence', label: `Mean known endpoints in ${subject.entity.name}`, commands },
  };
}

const hasNamespace = 'has(projectcalico.org/namespace)';

/** R3.11, R3.12: what is in a namespace has this label, and nothing else has. */
function askForNamespace(...[problem, document]: Parameters<FixMaker>): ReturnType<FixMaker> {
  const subject = subjectOf(problem, document);
  if (subject?.entity.kind !== 'calico-policy' || problem.path.at(-1) !== 'namespaceSelector') return null;
  const path = [...problem.path.slice(0, -1), 'selector'];
  const written = valueAt(subject.resource.manifest, path);
  const selector = typeof written === 'string' && written !== '' ? `(${written}) && ${hasNamespace}` : hasNamespace;
  return {
    label: `Add ${hasNamespace} to the selector`,
    command: { type: 'set-field', resource: subject.resource.id, path, value: selector },
  };
}

/** Without its last rule a policy may come to have another direction: then the present ones are written down (R4.4). */
function removeShadowedRule(...[problem, document]: Parameters<FixMaker>): ReturnType<FixMaker> {
  const subject = subjectOf(problem, document);
  const [, at, index] = problem.path;
  const direction = directions.find((one) => one === at);
  if (subject === null || direction === undefined || typeof index !== 'number') return null;
  const remove: Command = { type: 'remove-rule', policy: subject.resource.id, direction, index };
  const label = `Remove ${direction} rule ${index + 1}`;
  const typed = typedSubject(problem, document);
  const rules = fieldOf(fieldOf(subject.resource.manifest, 'spec'), direction);
  const stated = typed === null ? null : valueAt(subject.resource.manifest, typed.path);
  const isSafe =
    typed === null || (isJsonArray(stated) && stated.length > 0) || (isJsonArray(rules) && rules.length > 1);
  if (isSafe) return { label, command: remove };
  const commands = [setTypes(typed, typed.types), remove];
  return { label, command: { type: 'sequence', label: `${label} of ${subject.entity.name}`, commands } };
}

function removePolicy(...[problem, document]: Parameters<FixMaker>): ReturnType<FixMaker> {
  const subject = subjectOf(problem, document);
  if (subject === null) return null;
  return {
    label: `Remove ${subject.entity.name}`,
    command: { type: 'remove-resources', ids: [subject.resource.id] },
  };
}
