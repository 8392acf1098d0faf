import type { Direction, RuleAction } from '../../model/policy.ts';
import { claimsOf, covers, implies, termsOf, type Claim } from './rule-claims.ts';
import type { EnforcedPolicy } from './written-policies.ts';

/** A rule by its place. */
export interface RuleSpot {
  readonly written: EnforcedPolicy;
  readonly direction: Direction;
  readonly index: number;
  readonly action: RuleAction;
}

/** A rule that an earlier one leaves nothing to, in whatever design. */
export interface ShadowedRule {
  readonly rule: RuleSpot;
  readonly by: RuleSpot;
}

interface Candidate extends RuleSpot {
  readonly claims: readonly Claim[];
}

/**
 * Rules that can never decide: in the same tier and direction an earlier rule that ends the search applies to everyone
 * whom this one applies to, and matches all that it matches (R9.1). A step after each policy.
 *
 * @param policies in the order of evaluation
 */
export function* shadowedRules(
  policies: readonly EnforcedPolicy[],
): Generator<void, readonly ShadowedRule[], undefined> {
  const found: ShadowedRule[] = [];
  const known = new Map(policies.map((written) => [written, rulesOf(written)]));
  const subjects = new Map(policies.map((written) => [written, termsOf(written.lowered.selects)]));
  for (const [at, written] of policies.entries()) {
    const own = subjects.get(written) ?? new Set<string>();
    const earlier = policies
      .slice(0, at)
      .filter((other) => isAskedAlike(other, written) && implies(own, subjects.get(other) ?? new Set()));
    const before = earlier.flatMap((other) => known.get(other) ?? []);
    found.push(...shadowedIn(known.get(written) ?? [], before));
    yield;
  }
  return found;
}

/** Whether one policy is asked at every checkpoint at which the other is. */
function isAskedAlike({ lowered: earlier }: EnforcedPolicy, { lowered: later }: EnforcedPolicy): boolean {
  return (
    earlier.tier === later.tier && earlier.hook === later.hook && (earlier.applyOnForward || !later.applyOnForward)
  );
}

function rulesOf(written: EnforcedPolicy): readonly Candidate[] {
  const { lowered } = written;
  if (lowered.undecided !== null) return [];
  return lowered.directions.flatMap((direction) =>
    lowered.rules[direction].map((rule) => ({
      written,
      direction,
      index: rule.index,
      action: rule.action,
      claims: claimsOf(written, direction, rule),
    })),
  );
}

function shadowedIn(own: readonly Candidate[], before: readonly Candidate[]): readonly ShadowedRule[] {
  const ending = before.filter(({ action }) => action !== 'log');
  const found: ShadowedRule[] = [];
  for (const rule of own) {
    const by = ending.find((other) => other.direction === rule.direction && takesAllOf(other, rule));
    if (by !== undefined) found.push({ rule, by });
    if (rule.action !== 'log') ending.push(rule);
  }
  return found;
}

function takesAllOf(earlier: Candidate, later: Candidate): boolean {
  return later.claims.length > 0 && later.claims.every((inner) => earlier.claims.some((outer) => covers(outer, inner)));
}
