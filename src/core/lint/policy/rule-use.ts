import { hostEndpointId, type ResourceId } from '../../model/ids.ts';
import type { Direction } from '../../model/policy.ts';
import { unreachable } from '../../result.ts';
import { families } from '../../policy/evaluate-pair.ts';
import type { Judgement } from '../../policy/judge.ts';
import type { HostGuard, NodeSite, Program, Ruleset } from '../../policy/ruleset.ts';
import type { StepChain } from '../../policy/step-chain.ts';
import type { Stop } from '../../policy/stop.ts';
import type { TraceStep } from '../../policy/trace.ts';
import { AddressClasses, type AddressClass } from './address-classes.ts';

/** What was seen of one program, over all endpoints that are judged by it and all others. */
export interface ProgramUse {
  readonly program: Program;
  /** Rules that took some traffic, by `ruleKey`. */
  readonly taken: Set<string>;
  /** Those that took some of an end whose traffic comes to this checkpoint at all (R5.12, R5.17). */
  readonly effective: Set<string>;
  /** Tiers at whose end some traffic arrived. */
  readonly ends: Set<string>;
  /** Policies with errors that some traffic reached. */
  readonly undecided: Set<ResourceId>;
}

export function ruleKey(policy: ResourceId, direction: Direction, index: number): string {
  return `${direction} ${index} ${policy}`;
}

/** What becomes of the rules of a design: who of them ever takes traffic. */
export class RuleUse {
  readonly programs = new Map<number, ProgramUse>();

  of(program: Program): ProgramUse {
    const known = this.programs.get(program.id);
    if (known !== undefined) return known;
    const use: ProgramUse = {
      program,
      taken: new Set(),
      effective: new Set(),
      ends: new Set(),
      undecided: new Set(),
    };
    this.programs.set(program.id, use);
    return use;
  }
}

/** A checkpoint asked about one end and everyone else. */
interface Seat {
  readonly program: Program;
  readonly half: Direction;
  readonly end: AddressClass;
  /** How many addresses of a class are of ends whose traffic never comes here. */
  readonly bypassing: ReadonlyMap<AddressClass, number>;
}

const nobody: ReadonlyMap<AddressClass, number> = new Map();

/** Seats between two steps: a walk may take milliseconds. */
const seatsInStep = 10;

/**
 * Walks every list of policies that an endpoint of the design is judged by, towards all addresses there are, and notes
 * which rules decide or pass on (R9.2). It is the evaluator's own walk, asked by class of address.
 *
 * @param variant what to ask in a program's place; null: leave it out
 */
export function* useOfRules(
  ruleset: Ruleset,
  variant: (program: Program) => Program | null = (program) => program,
): Generator<void, RuleUse, undefined> {
  const use = new RuleUse();
  const variants = new Map<Program, Program | null>();
  let asked = 0;
  for (const family of families) {
    const classes = new AddressClasses(ruleset, family);
    const notebook = new Notebook(classes);
    yield;
    for (const seat of seatsOf(ruleset, classes)) {
      let program = variants.get(seat.program);
      if (program === undefined) {
        program = variant(seat.program);
        variants.set(seat.program, program);
      }
      if (program === null) continue;
      notebook.ask({ ...seat, program }, use.of(program));
      asked += 1;
      if (asked % seatsInStep === 0) yield;
    }
  }
  return use;
}

/** Asks seats and remembers what has been noted: endpoints mostly share their walks. */
class Notebook {
  readonly #classes: AddressClasses;
  readonly #seen = { taken: new WeakSet<StepChain>(), effective: new WeakSet<StepChain>() };
  readonly #done = { taken: new WeakSet<Judgement>(), effective: new WeakSet<Judgement>() };

  constructor(classes: AddressClasses) {
    this.#classes = classes;
  }

  ask({ program, half, end, bypassing }: Seat, use: ProgramUse): void {
    const { judge, sizes } = this.#classes;
    const { judgements, judgementOf } = judge.walkAt(stopOf(program, half), end);
    for (let other = 0; other < sizes.length; other += 1) {
      const judgement = judgements[judgementOf[other] ?? 0];
      if (judgement === undefined) throw new Error('a point that the walk did not reach');
      this.#note(judgement, use, 'taken');
      if ((sizes[other] ?? 0) > (bypassing.get(other) ?? 0)) this.#note(judgement, use, 'effective');
    }
  }

  #note(judgement: Judgement, use: ProgramUse, as: 'taken' | 'effective'): void {
    if (this.#done[as].has(judgement)) return;
    this.#done[as].add(judgement);
    for (const { steps } of judgement.pieces)
      for (let link: StepChain | null = steps; link !== null && !this.#seen[as].has(link); link = link.before) {
        this.#seen[as].add(link);
        noteStep(link.step, use, as);
      }
  }
}

function noteStep(step: TraceStep, use: ProgramUse, as: 'taken' | 'effective'): void {
  switch (step.kind) {
    case 'rule':
      use[as].add(ruleKey(step.policy, use.program.direction, step.rule));
      return;
    case 'tier-default':
      use.ends.add(step.tier);
      return;
    case 'undecided':
      if (step.policy !== null) use.undecided.add(step.policy);
      return;
    case 'profile':
    case 'no-profile-match':
    case 'failsafe':
    case 'tunnel':
    case 'endpoint-to-host':
    case 'no-host-endpoint':
    case 'own-pod':
    case 'self':
    case 'loopback':
    case 'encap-block':
    case 'forward-default':
    case 'no-opinion':
      return;
    default:
      unreachable(step);
  }
}

/** Of a stop a walk needs its program and side only. */
function stopOf(program: Program, half: Direction): Stop & { readonly kind: 'walk' } {
  const checkpoint = half === 'egress' ? 'wep-egress' : 'wep-ingress';
  // The endpoint is named in no answer of a walk.
  const endpoint = hostEndpointId('any');
  return { kind: 'walk', program, half, seen: 'source', checkpoint, endpoint, skippedBy: 0, opens: 0 };
}

function* seatsOf(ruleset: Ruleset, classes: AddressClasses): Generator<Seat, void, undefined> {
  const podsOn = podsByNode(ruleset, classes);
  yield* seatsOfPods(ruleset, classes);
  for (const site of ruleset.sites.values()) yield* seatsOfSite(site, podsOn.get(site.name) ?? [], classes);
  yield* seatsAnywhere(ruleset, classes);
}

function* seatsOfPods({ parties, sites }: Ruleset, classes: AddressClasses): Generator<Seat, void, undefined> {
  for (const party of parties) {
    if (party.kind !== 'pod') continue;
    const { addresses, programs, clusterNode } = party.workload;
    const end = classes.classOfAny(addresses);
    if (end === null) continue;
    const site = clusterNode === null ? undefined : sites.get(clusterNode);
    // R5.17: its own node reaches a pod whatever its policies say.
    const ownNode = site === undefined ? nobody : countsOf(classes.classesOfSite(site));
    if (programs.egress.tiers.length > 0) yield { program: programs.egress, half: 'egress', end, bypassing: nobody };
    if (programs.ingress.tiers.length > 0)
      yield { program: programs.ingress, half: 'ingress', end, bypassing: ownNode };
  }
}

function* seatsOfSite(
  site: NodeSite,
  ownPods: readonly AddressClass[],
  classes: AddressClasses,
): Generator<Seat, void, undefined> {
  const { primary, loopback, tunnels } = site;
  const own = classes.classesOfSite(site);
  const ends = new Set([...own, ...classes.loopback]);
  // R5.12, R5.17: between a node and its own pods its policies are not asked; nor to itself where nothing governs lo.
  const ofPods = countsOf(ownPods);
  for (const guard of distinct([primary, loopback, tunnels.ipip.guard, tunnels.vxlan.guard])) {
    const bypassing = guard === loopback ? ofPods : countsOf([...ownPods, ...own]);
    const programs = [guard.normal.ingress, guard.normal.egress, ...(guard === loopback ? [guard.loopbackEgress] : [])];
    for (const program of programs.filter(({ tiers }) => tiers.length > 0))
      for (const end of ends) yield { program, half: program.direction, end, bypassing };
  }
}

/** What sees packets on their way to others, or before they are translated, may see any address at both ends. */
function* seatsAnywhere({ sites }: Ruleset, classes: AddressClasses): Generator<Seat, void, undefined> {
  const programs = new Map<number, Program>();
  for (const { primary, wildcard, loopback, tunnels } of sites.values())
    for (const guard of distinct([primary, wildcard, loopback, tunnels.ipip.guard, tunnels.vxlan.guard]))
      for (const program of programsOnTheWay(guard)) if (program.tiers.length > 0) programs.set(program.id, program);
  for (const program of programs.values())
    for (let end = 0; end < classes.sizes.length; end += 1)
      yield { program, half: program.direction, end, bypassing: nobody };
}

function programsOnTheWay({
  forward,
  prednat,
  prednatForwarded,
  untracked,
  interfaceName,
}: HostGuard): readonly Program[] {
  // R5.28: untracked policy is ignored on the wildcard host endpoint.
  const early = interfaceName === '*' ? [] : [untracked.ingress, untracked.egress];
  return [forward.ingress, forward.egress, prednat, prednatForwarded, ...early];
}

function distinct(guards: readonly (HostGuard | null)[]): readonly HostGuard[] {
  return [...new Set(guards)].filter((guard) => guard !== null);
}

function countsOf(classes: readonly AddressClass[]): ReadonlyMap<AddressClass, number> {
  const counts = new Map<AddressClass, number>();
  for (const one of classes) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function podsByNode({ parties }: Ruleset, classes: AddressClasses): ReadonlyMap<string, readonly AddressClass[]> {
  const byNode = new Map<string, AddressClass[]>();
  for (const party of parties) {
    if (party.kind !== 'pod' || party.workload.clusterNode === null) continue;
    const { clusterNode, addresses } = party.workload;
    const one = classes.classOfAny(addresses);
    if (one === null) continue;
    const there = byNode.get(clusterNode);
    if (there === undefined) byNode.set(clusterNode, [one]);
    else there.push(one);
  }
  return byNode;
}
