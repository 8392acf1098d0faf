import type { FailsafePort } from '../model/entities.ts';
import type { Direction } from '../model/policy.ts';
import { oppositeOf } from '../model/policy.ts';
import { addressSetOf } from '../net/address-set.ts';
import { trafficOf } from '../net/traffic.ts';
import { noTraffic } from '../net/traffic.ts';
import type { Labels } from '../selector/labels.ts';
import type { LabelsPredicate } from '../selector/matches.ts';
import type { AddressBook } from './address-book.ts';
import type { FelixSettings } from './felix.ts';
import { anyAddress, labelsKey } from './address-book.ts';
import { SelectorIndex } from './label-index.ts';
import { turnedRound } from './replies.ts';
import type { Failsafe, LoweredPolicy, ProfileRule, Program, ResolvedTier, TierRun } from './ruleset.ts';
import type { UndecidedReason } from './trace.ts';

/** R5.20. */
const defaultFailsafes: Readonly<Record<Direction, readonly (readonly [protocol: number, port: number])[]>> = {
  ingress: [
    [6, 22],
    [17, 68],
    [6, 179],
    [6, 2379],
    [6, 2380],
    [6, 5473],
    [6, 6443],
    [6, 6666],
    [6, 6667],
  ],
  egress: [
    [17, 53],
    [17, 67],
    [6, 179],
    [6, 2379],
    [6, 2380],
    [6, 5473],
    [6, 6443],
    [6, 6666],
    [6, 6667],
  ],
};

/** @param written null: Felix's own list; `[]`: none (R5.25) */
export function failsafesOf(
  written: readonly FailsafePort[] | null,
  direction: Direction,
  book: AddressBook,
): readonly Failsafe[] {
  const ports =
    written ?? defaultFailsafes[direction].map(([protocol, port]): FailsafePort => ({ protocol, port, net: null }));
  return ports.map((port) => ({
    by: 'destination-port',
    traffic: trafficOf(port.protocol, [port.port, port.port]),
    peers: port.net === null ? anyAddress : book.idOf(addressSetOf([port.net])),
    port,
  }));
}

type Checkpoint = Program['checkpoint'];

/** Makes the lists that endpoints are judged by; endpoints with the same policies share one. */
export class ProgramShelf {
  readonly #policies: readonly { readonly policy: LoweredPolicy; readonly selects: LabelsPredicate }[];
  readonly #index: SelectorIndex;
  readonly #tiers: ReadonlyMap<string, ResolvedTier>;
  readonly #selecting = new Map<string, readonly LoweredPolicy[]>();
  readonly #programs = new Map<string, Program>();
  readonly #workloads = new Map<string, Readonly<Record<Direction, Program>>>();
  readonly #policyNumbers: ReadonlyMap<LoweredPolicy, number>;

  /** @param policies in the order of evaluation */
  constructor(policies: readonly LoweredPolicy[], tiers: readonly ResolvedTier[], book: AddressBook) {
    this.#policies = policies.map((policy) => ({ policy, selects: book.predicateOf(policy.selects) }));
    this.#index = new SelectorIndex(policies.map(({ selects }) => selects));
    this.#tiers = new Map(tiers.map((tier) => [tier.name, tier]));
    this.#policyNumbers = new Map(policies.map((policy, index) => [policy, index]));
  }

  /** All policies that select an endpoint with these labels, in the order of evaluation (R3.3). */
  policiesSelecting(labels: Labels): readonly LoweredPolicy[] {
    const key = labelsKey(labels);
    const known = this.#selecting.get(key);
    if (known !== undefined) return known;
    const selecting = this.#index.candidates(labels).flatMap((number) => {
      const candidate = this.#policies[number];
      return candidate?.selects(labels) === true ? [candidate.policy] : [];
    });
    this.#selecting.set(key, selecting);
    return selecting;
  }

  workload(
    labels: Labels,
    profiles: readonly ProfileRule[],
    felix: FelixSettings,
  ): Readonly<Record<Direction, Program>> {
    // Pods are many, and most have labels and profiles like another's.
    const key = `${labelsKey(labels)} ${profilesKey(profiles)} ${felix.id}`;
    const programs =
      this.#workloads.get(key) ?? this.#pair('workload', this.#hooked(labels, 'normal'), profiles, felix);
    this.#workloads.set(key, programs);
    return programs;
  }

  normal(labels: Labels, profiles: readonly ProfileRule[], felix: FelixSettings): Readonly<Record<Direction, Program>> {
    return this.#pair('normal', this.#hooked(labels, 'normal'), profiles, felix);
  }

  forward(labels: Labels, felix: FelixSettings): Readonly<Record<Direction, Program>> {
    const policies = this.#hooked(labels, 'normal').filter(({ applyOnForward }) => applyOnForward);
    return this.#pair('forward', policies, [], felix);
  }

  prednat(labels: Labels, felix: FelixSettings): Program {
    return this.#program('prednat', 'ingress', this.#hooked(labels, 'prednat'), [], felix);
  }

  untracked(labels: Labels, felix: FelixSettings): Readonly<Record<Direction, Program>> {
    const { ingress, egress } = this.#pair('untracked', this.#hooked(labels, 'untracked'), [], felix);
    return { ingress: this.#withReplies(ingress, egress), egress: this.#withReplies(egress, ingress) };
  }

  /** Untracked packets are let through only where their replies are as well (R5.28). */
  #withReplies(program: Program, opposite: Program): Program {
    if (program.tiers.length === 0) return program;
    const key = `${program.id} with replies by ${opposite.id}`;
    const known = this.#programs.get(key);
    if (known !== undefined) return known;
    const reply: Program = { ...turnedRound(opposite, program.direction), id: this.#programs.size };
    this.#programs.set(`replies of ${key}`, reply);
    const whole: Program = { ...program, id: this.#programs.size, reply };
    this.#programs.set(key, whole);
    return whole;
  }

  /** R5.8: pods have no preDNAT or untracked policies, even where one selects them. */
  #hooked(labels: Labels, hook: LoweredPolicy['hook']): readonly LoweredPolicy[] {
    return this.policiesSelecting(labels).filter((policy) => policy.hook === hook);
  }

  #pair(
    checkpoint: Checkpoint,
    policies: readonly LoweredPolicy[],
    profiles: readonly ProfileRule[],
    felix: FelixSettings,
  ): Readonly<Record<Direction, Program>> {
    return {
      ingress: this.#program(checkpoint, 'ingress', policies, profiles, felix),
      egress: this.#program(checkpoint, 'egress', policies, profiles, felix),
    };
  }

  withoutFailsafes(program: Program): Program {
    return this.#variant(program, 'without failsafes', { failsafes: [] });
  }

  doubted(program: Program, doubt: UndecidedReason): Program {
    return this.#variant(program, `doubted for ${doubt}`, { doubt });
  }

  #variant(program: Program, what: string, change: Partial<Program>): Program {
    const key = `${program.id} ${what}`;
    const variant: Program = this.#programs.get(key) ?? { ...program, ...change, id: this.#programs.size };
    this.#programs.set(key, variant);
    return variant;
  }

  #program(
    checkpoint: Checkpoint,
    direction: Direction,
    policies: readonly LoweredPolicy[],
    profiles: readonly ProfileRule[],
    felix: FelixSettings,
  ): Program {
    const taking = policies.filter(({ directions }) => directions.includes(direction));
    const numbers = taking.map((policy) => this.#policyNumbers.get(policy)).join();
    const key = `${checkpoint} ${direction} ${numbers} ${profilesKey(profiles)} ${felix.id}`;
    const known = this.#programs.get(key);
    if (known !== undefined) return known;
    const program: Program = {
      id: this.#programs.size,
      checkpoint,
      direction,
      tiers: this.#runs(checkpoint, taking),
      profiles,
      tunnels: checkpoint === 'normal' ? felix.tunnels : { ...felix.tunnels, traffic: noTraffic },
      failsafes: failsafesAt(checkpoint, direction, felix),
      barred: checkpoint === 'workload' && direction === 'egress' ? felix.barredFromPods : noTraffic,
      doubt: null,
      reply: null,
    };
    this.#programs.set(key, program);
    return program;
  }

  /** Neighbours of the same tier form its run. */
  #runs(checkpoint: Checkpoint, policies: readonly LoweredPolicy[]): readonly TierRun[] {
    const runs = new Map<string, LoweredPolicy[]>();
    for (const policy of policies) runs.set(policy.tier, [...(runs.get(policy.tier) ?? []), policy]);
    // Tiers of preDNAT and untracked policies always end in Pass (R5.8).
    const alwaysPasses = checkpoint === 'prednat' || checkpoint === 'untracked';
    return [...runs].map(([tier, members]) => ({
      tier,
      atEnd: alwaysPasses ? 'pass' : (this.#tiers.get(tier)?.defaultAction ?? 'deny'),
      policies: members,
    }));
  }
}

/** R5.22; before connections are tracked, replies of failsafe connections must pass as well (R5.21). */
function failsafesAt(checkpoint: Checkpoint, direction: Direction, { failsafes }: FelixSettings): readonly Failsafe[] {
  switch (checkpoint) {
    case 'workload':
    case 'forward':
      return [];
    case 'normal':
    case 'prednat':
      return failsafes[direction];
    case 'untracked':
      return [...failsafes[direction], ...failsafes[oppositeOf(direction)].map(bySourcePort)];
  }
}

function bySourcePort(failsafe: Failsafe): Failsafe {
  return { ...failsafe, by: 'source-port', traffic: trafficOf(failsafe.port.protocol) };
}

function profilesKey(profiles: readonly ProfileRule[]): string {
  return profiles.map(({ profile, action }) => `${action} ${profile}`).join();
}
