import type { FailsafePort } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import { oppositeOf } from '../model/policy.ts';
import { addressSetOf } from '../net/address-set.ts';
import { trafficOf } from '../net/traffic.ts';
import { noTraffic } from '../net/traffic.ts';
import type { Labels } from '../selector/labels.ts';
import type { LabelsPredicate } from '../selector/matches.ts';
import type { AddressBook } from './address-book.ts';
import { labelsKey, textOf } from './address-book.ts';
import { anyAddress } from './address-pool.ts';
import type { FelixSettings } from './felix.ts';
import type { Inquiry } from './inquiry.ts';
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
  inquiry: Inquiry,
): readonly Failsafe[] {
  const ports =
    written ?? defaultFailsafes[direction].map(([protocol, port]): FailsafePort => ({ protocol, port, net: null }));
  return ports.map((port) => ({
    by: 'destination-port',
    traffic: trafficOf(port.protocol, [port.port, port.port]),
    peers: port.net === null ? anyAddress : inquiry.idOf(addressSetOf([port.net])),
    port,
  }));
}

type Checkpoint = Program['checkpoint'];

/** What programs are made of. */
export interface ProgramInput {
  /** In the order of evaluation. */
  readonly policies: readonly LoweredPolicy[];
  readonly tiers: readonly ResolvedTier[];
  readonly book: AddressBook;
}

/** What endpoints with the same labels share. */
interface Selection {
  readonly labels: Labels;
  /** In the order of evaluation. */
  readonly policies: readonly LoweredPolicy[];
  /** By profiles: pods are many, and most have labels and profiles like another's. */
  readonly workloads: Map<string, Readonly<Record<Direction, Program>>>;
}

/** Programs by what they are made of, for shelves with the same tiers. */
interface Stock {
  readonly programs: Map<string, Program>;
  readonly policyNumbers: Map<LoweredPolicy, number>;
  readonly felixNumbers: Map<string, number>;
  /** Never given twice, so that a number means one program in all evaluations of a memory. */
  readonly nextId: { value: number };
}

/** More changed policies than this, and asking all of them anew is cheaper. */
const fewChanges = 16;

/**
 * Makes the lists that endpoints are judged by; endpoints with the same policies share one. The shelf that follows another
 * one keeps the programs of endpoints that no changed policy selects.
 */
export class ProgramShelf {
  readonly #input: ProgramInput;
  readonly #stock: Stock;
  readonly #tiers: ReadonlyMap<string, ResolvedTier>;
  readonly #selections = new Map<string, Selection>();
  readonly #felixNumbers = new Map<FelixSettings, number>();
  #index: { readonly selectors: SelectorIndex; readonly predicates: readonly LabelsPredicate[] } | null = null;

  /** @param before it stays as it is */
  constructor(input: ProgramInput, before: ProgramShelf | null = null) {
    this.#input = input;
    this.#tiers = new Map(input.tiers.map((tier) => [tier.name, tier]));
    const isLike = before !== null && JSON.stringify(before.#input.tiers) === JSON.stringify(input.tiers);
    this.#stock = isLike
      ? before.#stock
      : {
          programs: new Map(),
          policyNumbers: new Map(),
          felixNumbers: new Map(),
          nextId: before === null ? { value: 0 } : before.#stock.nextId,
        };
    if (isLike) this.#takeOver(before);
  }

  /** Whom a policy selects, and when it is asked, stay the same where only its rules mean other addresses. */
  #takeOver(before: ProgramShelf): void {
    const { policies, book } = this.#input;
    const [old, present] = [byResource(before.#input.policies), byResource(policies)];
    const isStill = (a: LoweredPolicy, b: LoweredPolicy | undefined): boolean => b !== undefined && comesAlike(a, b);
    const changed = [
      ...before.#input.policies.filter((policy) => !isStill(policy, present.get(policy.resource))),
      ...policies.filter((policy) => !isStill(policy, old.get(policy.resource))),
    ];
    if (changed.length > fewChanges) return;
    const predicates = changed.map(({ selects }) => book.predicateOf(selects));
    for (const [key, selection] of before.#selections)
      if (!predicates.some((selects) => selects(selection.labels)))
        this.#selections.set(key, withPolicies(selection, present));
  }

  /** All policies that select an endpoint with these labels, in the order of evaluation (R3.3). */
  policiesSelecting(labels: Labels): readonly LoweredPolicy[] {
    return this.#selectionOf(labels).policies;
  }

  #selectionOf(labels: Labels): Selection {
    const key = labelsKey(labels);
    const known = this.#selections.get(key);
    if (known !== undefined) return known;
    const { policies, book } = this.#input;
    const { selectors, predicates } = (this.#index ??= {
      selectors: new SelectorIndex(policies.map(({ selects }) => selects)),
      predicates: policies.map(({ selects }) => book.predicateOf(selects)),
    });
    const selecting = selectors
      .candidates(labels)
      .filter((number) => predicates[number]?.(labels) === true)
      .flatMap((number) => policies[number] ?? []);
    const selection: Selection = { labels, policies: selecting, workloads: new Map() };
    this.#selections.set(key, selection);
    return selection;
  }

  workload(
    labels: Labels,
    profiles: readonly ProfileRule[],
    felix: FelixSettings,
  ): Readonly<Record<Direction, Program>> {
    const { workloads } = this.#selectionOf(labels);
    const key = `${profilesKey(profiles)} ${this.#numberOfFelix(felix)}`;
    const programs = workloads.get(key) ?? this.#pair('workload', this.#hooked(labels, 'normal'), profiles, felix);
    workloads.set(key, programs);
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
    // R5.43: an XDP program takes one tier only; where there is none, replies to what goes out are not let in either.
    const letsIn =
      felix.isEbpf && ingress.tiers.length > 1 ? this.#variant(ingress, 'left out', { tiers: [] }) : ingress;
    return { ingress: this.#withReplies(ingress, egress), egress: this.#withReplies(egress, letsIn) };
  }

  /** Untracked packets are let through only where their replies are as well (R5.28). */
  #withReplies(program: Program, opposite: Program): Program {
    if (program.tiers.length === 0) return program;
    const key = `${program.id} with replies by ${opposite.id}`;
    const known = this.#stock.programs.get(key);
    if (known !== undefined) return known;
    const reply: Program = { ...turnedRound(opposite, program.direction), id: this.#newId() };
    const whole: Program = { ...program, id: this.#newId(), reply };
    this.#stock.programs.set(key, whole);
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
    const variant: Program = this.#stock.programs.get(key) ?? { ...program, ...change, id: this.#newId() };
    this.#stock.programs.set(key, variant);
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
    const numbers = taking.map((policy) => this.#numberOf(policy)).join();
    const key = `${checkpoint} ${direction} ${numbers} ${profilesKey(profiles)} ${this.#numberOfFelix(felix)}`;
    const known = this.#stock.programs.get(key);
    if (known !== undefined) return known;
    const program: Program = {
      id: this.#newId(),
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
    this.#stock.programs.set(key, program);
    return program;
  }

  #numberOf(policy: LoweredPolicy): number {
    const { policyNumbers } = this.#stock;
    const number = policyNumbers.get(policy) ?? policyNumbers.size;
    policyNumbers.set(policy, number);
    return number;
  }

  /** Settings that make the same programs have the same number. */
  #numberOfFelix(felix: FelixSettings): number {
    const known = this.#felixNumbers.get(felix);
    if (known !== undefined) return known;
    const { felixNumbers } = this.#stock;
    const { failsafes, tunnels, barredFromPods } = felix;
    const key = JSON.stringify([failsafes, tunnels, barredFromPods], withoutBigInts);
    const number = felixNumbers.get(key) ?? felixNumbers.size;
    felixNumbers.set(key, number);
    this.#felixNumbers.set(felix, number);
    return number;
  }

  #newId(): number {
    const { nextId } = this.#stock;
    nextId.value += 1;
    return nextId.value;
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

function withoutBigInts(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

function byResource(policies: readonly LoweredPolicy[]): ReadonlyMap<ResourceId, LoweredPolicy> {
  return new Map(policies.map((policy) => [policy.resource, policy]));
}

/** Whether two policies select the same endpoints and are asked at the same place among others. */
function comesAlike(a: LoweredPolicy, b: LoweredPolicy): boolean {
  if (a === b) return true;
  const isAlike = a.tier === b.tier && a.order === b.order && a.sortKey === b.sortKey;
  return isAlike && textOf(a.selects) === textOf(b.selects);
}

/** The same selection of policies that were lowered anew. */
function withPolicies(selection: Selection, present: ReadonlyMap<ResourceId, LoweredPolicy>): Selection {
  const policies = selection.policies.map((policy) => present.get(policy.resource) ?? policy);
  const isSame = policies.every((policy, index) => policy === selection.policies[index]);
  return isSame ? selection : { labels: selection.labels, policies, workloads: new Map() };
}
