import type { ResourceId } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import { partyOf } from '../policy/evaluate-pair.ts';
import { sentenceOfStep, type Sentence } from '../policy/explain.ts';
import type { HostGuard, LoweredPolicy, Program, Ruleset } from '../policy/ruleset.ts';
import type { CheckpointTrace, TraceStep } from '../policy/trace.ts';

/** What happened at a checkpoint, in order. */
export type StationRow =
  | { readonly kind: 'step'; readonly step: TraceStep; readonly sentence: Sentence }
  /** Rules of a policy that were asked and did not match, by their index in the authored list; none: it has no rule. */
  | {
      readonly kind: 'tried';
      readonly tier: string;
      readonly policy: ResourceId;
      readonly direction: Direction;
      readonly rules: readonly number[];
    };

type RuleStep = Extract<TraceStep, { readonly kind: 'rule' }>;

/**
 * A checkpoint's steps with the rules that were asked before each of them. The trace says what matched; what was asked
 * before that follows from the order of tiers, policies and rules (R4.3–R4.6), nothing is judged here.
 */
export function rowsOfCheckpoint(ruleset: Ruleset, trace: CheckpointTrace): readonly StationRow[] {
  const program = programAt(ruleset, trace);
  return program === null ? trace.steps.map(rowOf) : new RowWriter(program, trace.steps).write();
}

/** The list of policies that a checkpoint walks through; null: it asks none. */
function programAt(ruleset: Ruleset, { checkpoint, endpoint }: CheckpointTrace): Program | null {
  if (checkpoint === 'wep-egress' || checkpoint === 'wep-ingress') {
    const party = partyOf(ruleset, endpoint);
    return party?.kind === 'pod' ? party.workload.programs[directionOf(checkpoint)] : null;
  }
  const guard = ruleset.guards.find(({ id }) => id === endpoint);
  return guard === undefined ? null : programOfGuard(guard, checkpoint);
}

function programOfGuard(guard: HostGuard, checkpoint: CheckpointTrace['checkpoint']): Program | null {
  switch (checkpoint) {
    case 'hep-egress':
    case 'hep-ingress':
      return guard.normal[directionOf(checkpoint)];
    case 'forward-egress':
    case 'forward-ingress':
      return guard.forward[directionOf(checkpoint)];
    case 'untracked-egress':
    case 'untracked-ingress':
      return guard.untracked[directionOf(checkpoint)];
    case 'prednat':
      return guard.prednat;
    default:
      return null;
  }
}

function directionOf(checkpoint: CheckpointTrace['checkpoint']): Direction {
  return checkpoint.endsWith('egress') && checkpoint !== 'prednat' ? 'egress' : 'ingress';
}

function rowOf(step: TraceStep): StationRow {
  return { kind: 'step', step, sentence: sentenceOfStep(step) };
}

/** Goes through a program's policies beside the steps that were taken there. */
class RowWriter {
  readonly #program: Program;
  readonly #steps: readonly TraceStep[];
  readonly #rows: StationRow[] = [];
  #done = 0;

  constructor(program: Program, steps: readonly TraceStep[]) {
    this.#program = program;
    this.#steps = steps;
  }

  write(): readonly StationRow[] {
    if (this.#asksPolicies()) for (const run of this.#program.tiers) this.#walkTier(run.tier, run.policies);
    this.#take(this.#steps.length - this.#done);
    return this.#rows;
  }

  get #next(): TraceStep | null {
    return this.#steps[this.#done] ?? null;
  }

  /** Failsafe ports and what is barred are looked at before any tier. */
  #asksPolicies(): boolean {
    const kind = this.#next?.kind;
    return kind !== 'failsafe' && kind !== 'tunnel' && kind !== 'encap-block' && kind !== 'loopback';
  }

  #walkTier(tier: string, policies: readonly LoweredPolicy[]): void {
    for (const policy of policies) {
      if (this.#next === null) return;
      if (this.#walkPolicy(tier, policy) === 'passed') return;
    }
    if (this.#next?.kind === 'tier-default' && this.#next.tier === tier) this.#take(1);
  }

  /** @returns `passed`: a rule hands the packet on to the next tier */
  #walkPolicy(tier: string, policy: LoweredPolicy): 'through' | 'passed' {
    const { direction } = this.#program;
    // Which of its rules leaves it open the trace does not say.
    if (this.#next?.kind === 'undecided' && this.#next.policy === policy.resource) {
      this.#take(1);
      return 'through';
    }
    const matched = new Set<number>();
    let asked: number[] = [];
    for (const { index } of policy.rules[direction]) {
      const step = this.#stepAt(policy.resource, index);
      if (step === null) {
        if (!matched.has(index) && !asked.includes(index)) asked.push(index);
        continue;
      }
      this.#tried(tier, policy.resource, asked);
      asked = [];
      matched.add(index);
      this.#take(1);
      if (step.action === 'pass') return 'passed';
      if (this.#next === null) return 'through';
    }
    if (asked.length > 0 || policy.rules[direction].length === 0) {
      this.#rows.push({ kind: 'tried', tier, policy: policy.resource, direction, rules: asked });
    }
    return 'through';
  }

  #stepAt(policy: ResourceId, index: number): RuleStep | null {
    const next = this.#next;
    return next?.kind === 'rule' && next.policy === policy && next.rule === index ? next : null;
  }

  #tried(tier: string, policy: ResourceId, rules: readonly number[]): void {
    if (rules.length === 0) return;
    this.#rows.push({ kind: 'tried', tier, policy, direction: this.#program.direction, rules });
  }

  #take(count: number): void {
    this.#rows.push(...this.#steps.slice(this.#done, this.#done + count).map(rowOf));
    this.#done += count;
  }
}
