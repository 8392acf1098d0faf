import type { ResourceId } from '../../model/ids.ts';
import type { Program, Ruleset } from '../../policy/ruleset.ts';
import type { LintFinding } from '../lint.ts';
import { capital, lintFinding, ruleTitle } from './lint-words.ts';
import type { RuleReport } from './rule-report.ts';
import { ruleKey, useOfRules } from './rule-use.ts';
import type { RuleSpot, ShadowedRule } from './shadowed-rules.ts';
import type { EnforcedPolicy } from './written-policies.ts';

/** What is to be said of single rules: surely shadowed, never hit here, or a deny without effect (R9.1, R9.2, R9.4). */
export function* ruleFindings(
  ruleset: Ruleset,
  policies: readonly EnforcedPolicy[],
  shadowed: readonly ShadowedRule[],
  report: RuleReport,
): Generator<void, readonly LintFinding[], undefined> {
  const shadows = new Map(shadowed.map((found) => [keyOf(found.rule), found]));
  const rules = policies.flatMap(rulesOf).filter((spot) => !shadows.has(keyOf(spot)));
  const neverHit = rules.filter(({ written, direction, rule }) => report.isNeverHit(written, direction, rule));
  const atDoors = yield* deniedAtDoors(ruleset, neverHit);
  const bypassed = rules.filter(
    ({ written, direction, rule, action }) => action === 'deny' && report.isBypassed(written, direction, rule),
  );
  const unreached = new Set(policies.filter((written) => !report.isReached(written)));
  const known = new Set(policies);
  return [
    ...shadowed.filter(({ rule }) => known.has(rule.written)).map(shadowedFinding),
    ...bypassed.map(bypassedFinding),
    ...neverHit.filter((spot) => atDoors.has(keyOf(spot))).map(failsafeFinding),
    // Of a policy that nothing reaches, that is said once.
    ...neverHit.filter((spot) => !atDoors.has(keyOf(spot)) && !unreached.has(spot.written)).map(neverHitFinding),
  ];
}

interface AskedRule extends RuleSpot {
  readonly rule: EnforcedPolicy['lowered']['rules']['ingress'][number];
}

function rulesOf(written: EnforcedPolicy): readonly AskedRule[] {
  const { lowered } = written;
  return lowered.directions.flatMap((direction) =>
    lowered.rules[direction].map((rule) => ({ written, direction, index: rule.index, action: rule.action, rule })),
  );
}

function keyOf({ written, direction, index }: RuleSpot): string {
  return ruleKey(written.policy.id, direction, index);
}

/** The denials that would take something if there were no failsafe ports: walked once more, without them. */
function* deniedAtDoors(
  ruleset: Ruleset,
  neverHit: readonly AskedRule[],
): Generator<void, ReadonlySet<string>, undefined> {
  const denials = neverHit.filter(({ action }) => action === 'deny');
  const policies = new Set<ResourceId>(denials.map(({ written }) => written.policy.id));
  if (policies.size === 0) return new Set();
  const withoutDoors = (program: Program): Program | null => {
    const asks = program.tiers.some((run) => run.policies.some(({ resource }) => policies.has(resource)));
    // A number of its own: walks are remembered by it.
    return asks && program.failsafes.length > 0 ? { ...program, failsafes: [], id: -program.id } : null;
  };
  const { programs } = yield* useOfRules(ruleset, withoutDoors);
  const taken = [...programs.values()].flatMap((use) => [...use.taken]);
  return new Set(denials.map(keyOf).filter((key) => taken.includes(key)));
}

function place({ written, direction, index }: RuleSpot): readonly [ResourceId, readonly (string | number)[]] {
  return [written.policy.id, ['spec', direction, index]];
}

function titleOf({ written, direction, index }: RuleSpot): string {
  return ruleTitle(written.policy, direction, index);
}

/** Where both do the same nothing is lost but clarity. */
function shadowedFinding({ rule, by }: ShadowedRule): LintFinding {
  const isAlike = rule.action === by.action;
  const earlier = rule.written === by.written ? `${by.direction} rule ${by.index + 1} of the same policy` : titleOf(by);
  return lintFinding(isAlike ? 'info' : 'warning', 'RULE-SHADOWED', place(rule), {
    fact: `${capital(titleOf(rule))} can never decide: ${earlier} comes first and takes all that it could match`,
    advice: isAlike
      ? 'Both do the same, so it can be removed'
      : `It would ${rule.action} what is ${pastOf[by.action]} there, so move it up or remove it`,
  });
}

const pastOf: Readonly<Record<RuleSpot['action'], string>> = {
  allow: 'allowed',
  deny: 'denied',
  pass: 'passed on',
  log: 'logged',
};

function bypassedFinding(spot: RuleSpot): LintFinding {
  return lintFinding('warning', 'DENY-INEFFECTIVE', place(spot), {
    fact: `${capital(titleOf(spot))} denies what never comes to be judged here: between a pod and its own node, and on a node itself, these policies are not asked`,
    advice: 'Deny it at the other end, or set defaultEndpointToHostAction for what pods send to their own node',
  });
}

function failsafeFinding(spot: RuleSpot): LintFinding {
  return lintFinding('warning', 'DENY-INEFFECTIVE', place(spot), {
    fact: `${capital(titleOf(spot))} denies nothing: all that it could deny are failsafe ports, which are let through before any policy`,
    advice: 'Take the ports out of the failsafe list of FelixConfiguration if they are really to be closed',
  });
}

function neverHitFinding(spot: RuleSpot): LintFinding {
  return lintFinding('info', 'RULE-NEVER-HIT', place(spot), {
    fact: `${capital(titleOf(spot))} takes no traffic in this design: for all whom the policy selects, rules before it take what it means`,
    advice: 'That depends on what is drawn, so look whether an endpoint is missing before you move or remove it',
  });
}
