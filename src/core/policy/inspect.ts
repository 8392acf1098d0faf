import type { EndpointId, ResourceId } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import { directions } from '../model/policy.ts';
import type { AddressSet } from '../net/address-set.ts';
import type { Address } from '../net/cidr.ts';
import type { Selector } from '../selector/ast.ts';
import type { Labels } from '../selector/labels.ts';
import { compileSelector } from '../selector/matches.ts';
import { labelsKey } from './address-book.ts';
import { partyOf } from './evaluate-pair.ts';
import type { EffectiveLabel, HostGuard, Party, Program, Ruleset } from './ruleset.ts';

/** What the inspector shows of a row. */
export interface InspectedEndpoint {
  readonly effectiveLabels: readonly EffectiveLabel[];
  /** In the order of evaluation, egress and ingress together. */
  readonly policies: readonly SelectingPolicy[];
  readonly addresses: readonly Address[];
  /** Other rows of the same kind with the same labels and the same policies. */
  readonly classmates: readonly EndpointId[];
}

export interface SelectingPolicy {
  readonly policy: ResourceId;
  readonly tier: string;
  readonly directions: readonly Direction[];
}

/** @returns null where the ruleset has no such row; a row that no policy can select has neither labels nor policies */
export function inspectEndpoint(ruleset: Ruleset, id: EndpointId): InspectedEndpoint | null {
  const party = partyOf(ruleset, id);
  if (party === null) return null;
  const subject = subjectOf(ruleset, party);
  return {
    effectiveLabels: subject?.effectiveLabels ?? [],
    policies: subject === null ? [] : policiesOf(ruleset, subject),
    addresses: addressesOf(party),
    // Looks at every other row; who asks all rows in turn mostly wants the rest.
    get classmates() {
      return subject === null ? [] : classmatesOf(ruleset, party, subject);
    },
  };
}

/** The rows that a policy applies to, in the order of the matrix. */
export function endpointsSelectedBy(ruleset: Ruleset, policy: ResourceId): readonly EndpointId[] {
  const lowered = ruleset.policies.find(({ resource }) => resource === policy);
  if (lowered === undefined) return [];
  return rowsWhere(
    ruleset,
    (subject) =>
      subject.programs.length > 0 &&
      ruleset.book.predicateOf(lowered.selects)(subject.labels) &&
      // R5.8: these hooks exist on hosts only.
      (lowered.hook === 'normal' || subject.isHost),
  );
}

/** The rows whose effective labels satisfy a selector: what lights up while it is typed. */
export function endpointsMatching(ruleset: Ruleset, selector: Selector): readonly EndpointId[] {
  const matches = compileSelector(selector);
  return rowsWhere(ruleset, ({ labels }) => matches(labels));
}

/** A lane of the tier board. */
export interface TierLane {
  readonly tier: string;
  /** null: built in and not written in the design, or named by policies only. */
  readonly resource: ResourceId | null;
  /** null: the tier does not exist; it is evaluated last (R4.1). */
  readonly order: number | null;
  readonly defaultAction: 'deny' | 'pass';
  /** In the order of evaluation. */
  readonly policies: readonly ResourceId[];
}

/** All tiers in the order of evaluation, with their policies in theirs (R4.1, R4.2). */
export function resolvedTiers(ruleset: Ruleset): readonly TierLane[] {
  return ruleset.tiers.map(({ name, resource, order, defaultAction }) => ({
    tier: name,
    resource,
    order,
    defaultAction,
    policies: ruleset.policies.filter(({ tier }) => tier === name).map((policy) => policy.resource),
  }));
}

/** What policies select of a row: a pod or a host endpoint. */
interface Subject {
  readonly labels: Labels;
  readonly effectiveLabels: readonly EffectiveLabel[];
  readonly programs: readonly Program[];
  readonly isHost: boolean;
}

/** null for what no policy can select: networks, unprotected nodes, host-networked pods (R1.3). */
function subjectOf(ruleset: Ruleset, party: Party): Subject | null {
  if (party.kind === 'pod') {
    const { labels, effectiveLabels, programs } = party.workload;
    return { labels, effectiveLabels, programs: [programs.egress, programs.ingress], isHost: false };
  }
  const guard = party.row.kind === 'host' ? ruleset.guards.find(({ id }) => id === party.row.id) : undefined;
  return guard === undefined ? null : subjectOfGuard(guard);
}

function subjectOfGuard({ labels, effectiveLabels, normal, prednat, untracked }: HostGuard): Subject {
  const programs = [normal.egress, normal.ingress, prednat, untracked.egress, untracked.ingress];
  return { labels, effectiveLabels, programs, isHost: true };
}

function rowsWhere(ruleset: Ruleset, holds: (subject: Subject) => boolean): readonly EndpointId[] {
  return ruleset.parties
    .filter((party) => {
      const subject = subjectOf(ruleset, party);
      return subject !== null && holds(subject);
    })
    .map(({ row }) => row.id);
}

function policiesOf(ruleset: Ruleset, { programs }: Subject): readonly SelectingPolicy[] {
  return ruleset.policies.flatMap(({ resource, tier }) => {
    const taking = directions.filter((direction) =>
      programs.some((program) => program.direction === direction && includesPolicy(program, resource)),
    );
    return taking.length === 0 ? [] : [{ policy: resource, tier, directions: taking }];
  });
}

function includesPolicy({ tiers }: Program, policy: ResourceId): boolean {
  return tiers.some(({ policies }) => policies.some(({ resource }) => resource === policy));
}

function addressesOf(party: Party): readonly Address[] {
  switch (party.kind) {
    case 'pod':
      return party.workload.addresses;
    case 'host':
      return party.site.addresses;
    case 'network':
      return firstAddressesOf(party.addresses);
    case 'nowhere':
      return [];
  }
}

function firstAddressesOf({ v4, v6 }: AddressSet): readonly Address[] {
  const addresses: Address[] = [];
  if (v4[0] !== undefined) addresses.push({ family: 4, value: v4[0] });
  if (v6[0] !== undefined) addresses.push({ family: 6, value: v6[0] });
  return addresses;
}

function classmatesOf(ruleset: Ruleset, party: Party, subject: Subject): readonly EndpointId[] {
  const key = keyOfSubject(subject);
  return ruleset.parties
    .filter((other) => other !== party && other.kind === party.kind)
    .filter((other) => {
      const theirs = subjectOf(ruleset, other);
      return theirs !== null && keyOfSubject(theirs) === key;
    })
    .map(({ row }) => row.id);
}

function keyOfSubject({ labels, programs, isHost }: Subject): string {
  return `${isHost} ${labelsKey(labels)} ${programs.map(({ id }) => id).join()}`;
}
