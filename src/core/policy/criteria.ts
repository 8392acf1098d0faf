import { anyAddress } from './address-pool.ts';
import type { PortCriteria, Program, RuleMatch } from './ruleset.ts';

/** Whether any rule of a program asks who the source is, or the destination. */
export function rulesAskAbout(program: Program, side: 'source' | 'destination'): boolean {
  return matchesOf(program).some((match) => asksAbout(match, side));
}

function matchesOf({ tiers, direction, reply }: Program): readonly RuleMatch[] {
  const own = tiers.flatMap(({ policies }) =>
    policies.flatMap((policy) => policy.rules[direction].flatMap(({ matches }) => matches)),
  );
  return reply === null ? own : [...own, ...matchesOf(reply)];
}

function asksAbout(match: RuleMatch, side: 'source' | 'destination'): boolean {
  if (side === 'source')
    return match.source !== anyAddress || hasNames(match.sourcePorts) || hasNames(match.notSourcePorts);
  return match.destination !== anyAddress || hasNames(match.ports) || hasNames(match.notPorts);
}

function hasNames(criteria: PortCriteria | null): boolean {
  return criteria !== null && criteria.names.length > 0;
}
