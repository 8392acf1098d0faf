import type { ResourceId } from '../../model/ids.ts';
import type { Direction } from '../../model/policy.ts';
import { isEmptyTraffic } from '../../net/traffic.ts';
import type { IpFamily } from '../../net/cidr.ts';
import { isEmptyAddressSet } from '../../net/address-set.ts';
import type { LoweredPolicy, LoweredRule, PortCriteria, Program, RuleMatch, Ruleset } from '../../policy/ruleset.ts';
import { ruleKey, type ProgramUse, type RuleUse } from './rule-use.ts';
import type { EnforcedPolicy } from './written-policies.ts';

/** What was seen of the rules of a design, asked by policy. */
export class RuleReport {
  readonly #ruleset: Ruleset;
  readonly #uses: readonly ProgramUse[];
  readonly #usesOf = new Map<ResourceId, ProgramUse[]>();
  readonly #taken = new Set<string>();
  readonly #effective = new Set<string>();
  readonly #unknown = new Set<string>();
  readonly #families: readonly IpFamily[];

  constructor(ruleset: Ruleset, policies: readonly EnforcedPolicy[], { programs }: RuleUse) {
    this.#ruleset = ruleset;
    this.#uses = [...programs.values()];
    this.#families = familiesInUse(ruleset);
    for (const { policy } of policies) this.#usesOf.set(policy.id, []);
    for (const use of this.#uses) {
      for (const key of use.taken) this.#taken.add(key);
      for (const key of use.effective) this.#effective.add(key);
      for (const key of unknownRules(use.program)) this.#unknown.add(key);
      for (const { resource } of policiesOf(use.program)) this.#usesOf.get(resource)?.push(use);
    }
  }

  /** Where a policy is asked; empty: it selects nobody whom it could judge. */
  usesOf(policy: ResourceId): readonly ProgramUse[] {
    return this.#usesOf.get(policy) ?? [];
  }

  /** Whether any traffic comes as far as to the policy. */
  isReached({ lowered }: EnforcedPolicy): boolean {
    return this.usesOf(lowered.resource).some((use) => reaches(use, lowered));
  }

  /**
   * Whether the rule surely never takes traffic here although it could match some: it is asked for somebody, and what it
   * means is there and is no matter of source ports, which a drawing does not tell.
   */
  isNeverHit({ lowered }: EnforcedPolicy, direction: Direction, rule: LoweredRule): boolean {
    const key = ruleKey(lowered.resource, direction, rule.index);
    const isAsked = this.usesOf(lowered.resource).some(({ program }) => program.direction === direction);
    return isAsked && !this.#taken.has(key) && !this.#unknown.has(key) && this.#canMatch(rule);
  }

  /** Whether all that the rule takes is of ends whose traffic does not come to its checkpoint. */
  isBypassed({ lowered }: EnforcedPolicy, direction: Direction, rule: LoweredRule): boolean {
    const key = ruleKey(lowered.resource, direction, rule.index);
    return this.#taken.has(key) && !this.#effective.has(key) && !this.#unknown.has(key);
  }

  #canMatch({ matches }: LoweredRule): boolean {
    return matches.some((match) => this.#families.some((family) => this.#isPossible(match, family)));
  }

  #isPossible(match: RuleMatch, family: IpFamily): boolean {
    const { pool } = this.#ruleset.book;
    const hasAddress = (id: number): boolean => (family === 4 ? pool.at(id).v4 : pool.at(id).v6).length > 0;
    const hasPort = (criteria: PortCriteria | null): boolean =>
      criteria === null ||
      !isEmptyTraffic(criteria.plain) ||
      criteria.names.some((name) => !isEmptyAddressSet(pool.ownersOf(name)));
    return (
      (match.family === null || match.family === family) &&
      hasAddress(match.source) &&
      hasAddress(match.destination) &&
      !isEmptyTraffic(match.traffic) &&
      hasPort(match.ports)
    );
  }
}

/** Endpoints drawn without addresses have one of IPv4: rules about the other family are not to blame for that. */
function familiesInUse({ parties }: Ruleset): readonly IpFamily[] {
  const families = new Set<IpFamily>();
  for (const party of parties) {
    const addresses =
      party.kind === 'pod' ? party.workload.addresses : party.kind === 'host' ? party.site.addresses : [];
    for (const { family } of addresses) families.add(family);
  }
  return [...families];
}

function policiesOf({ tiers }: Program): readonly LoweredPolicy[] {
  return tiers.flatMap(({ policies }) => policies);
}

/** Traffic that came to a policy ended in it, in one behind it, or at the end of its tier. */
function reaches({ program, taken, ends, undecided }: ProgramUse, policy: LoweredPolicy): boolean {
  const run = program.tiers.find(({ policies }) => policies.includes(policy));
  if (run === undefined) return false;
  if (ends.has(run.tier) || isBehindDoubt(program, policy)) return true;
  const behind = run.policies.slice(run.policies.indexOf(policy));
  return behind.some(
    ({ resource, rules }) =>
      undecided.has(resource) ||
      rules[program.direction].some(({ index }) => taken.has(ruleKey(resource, program.direction, index))),
  );
}

/** Whether what is not known comes before a policy: what that leaves is not known either. */
function isBehindDoubt(program: Program, policy: LoweredPolicy): boolean {
  const policies = policiesOf(program);
  return policies.slice(0, policies.indexOf(policy)).some((earlier) => isOpen(earlier, program.direction));
}

/** Rules that hang on what is not known, and all behind them. */
function unknownRules(program: Program): readonly string[] {
  const { direction } = program;
  const policies = policiesOf(program);
  const first = policies.findIndex((policy) => isOpen(policy, direction));
  if (first === -1) return [];
  return policies.slice(first).flatMap((policy, number) => {
    const rules = policy.rules[direction];
    const from = number > 0 || policy.undecided !== null ? 0 : rules.findIndex(isOpenRule);
    return rules.slice(from).map(({ index }) => ruleKey(policy.resource, direction, index));
  });
}

function isOpen({ undecided, rules }: LoweredPolicy, direction: Direction): boolean {
  return undecided !== null || rules[direction].some(isOpenRule);
}

/** A drawing does not tell source ports (R6.4). */
function isOpenRule({ matches }: LoweredRule): boolean {
  return matches.some(
    (match) => match.undecided !== null || match.sourcePorts !== null || match.notSourcePorts !== null,
  );
}
