import { portsContain } from '../net/port-set.ts';
import type { AddressSetId } from './address-pool.ts';
import type { Bits } from './bits.ts';
import { forEachBit, isEmptyBits, noBits, setBit } from './bits.ts';
import type { Share, Stance } from './match.ts';
import { ephemeralPorts, sharesOf } from './match.ts';
import type { Group } from './open-groups.ts';
import { merged, take } from './open-groups.ts';
import type { Failsafe, LoweredPolicy, LoweredRule, Program, TierRun } from './ruleset.ts';
import type { StepChain } from './step-chain.ts';
import type { TraceStep, UndecidedReason } from './trace.ts';
import type { TrafficId } from './traffic-pool.ts';
import { emptyTrafficId, fullTrafficId } from './traffic-pool.ts';

/**
 * What a checkpoint does with some traffic. `accepted`: preDNAT or untracked policy let it in, later checkpoints of that
 * interface are skipped (R5.10). `continue`: no opinion.
 */
export type Outcome = 'allow' | 'deny' | 'undecided' | 'accepted' | 'continue';

export interface Piece {
  readonly traffic: TrafficId;
  readonly outcome: Outcome;
  readonly steps: StepChain;
}

/** What one checkpoint says of all traffic between its fixed point and each varying point. */
export interface Walk {
  /** Varying point → index into `judgements`. */
  readonly judgementOf: Int32Array;
  /** Each partitions all traffic. */
  readonly judgements: readonly (readonly Piece[])[];
}

interface Event extends Piece {
  readonly points: Bits;
}

/**
 * Walks a program's failsafes, tiers and profiles once for all varying points together: each rule takes its share of
 * what is still undecided (design decision 4). One packet is the case of one point and one port.
 *
 * @see semantics.md 4.1–4.7, R5.9
 */
export function walkProgram(program: Program, stance: Stance): Walk {
  const events: Event[] = [];
  let groups: readonly Group[] = [{ points: stance.space.everyone, traffic: fullTrafficId, steps: null }];
  groups = barTunnels(program, groups, stance, events);
  groups = passTunnels(program, groups, stance, events);
  for (const failsafe of program.failsafes) groups = passFailsafe(failsafe, program, groups, stance, events);
  for (const run of program.tiers) groups = walkTier(run, program, groups, stance, events);
  endOfLine(program, groups, events);
  const certain = program.doubt === null ? events : events.map((event) => doubted(event, program.doubt));
  const settled =
    program.reply === null ? certain : requireReplies(certain, walkProgram(program.reply, stance), stance);
  return judgementsOf(settled, stance);
}

/** VXLAN and IP-in-IP made by a pod itself never leave it (R5.9). */
function barTunnels(
  { barred }: Program,
  groups: readonly Group[],
  { space, pool }: Stance,
  events: Event[],
): readonly Group[] {
  const step: TraceStep = { kind: 'encap-block', action: 'deny' };
  return take(groups, { points: space.everyone, traffic: pool.idOf(barred), undecided: null }, pool, (taken) => {
    events.push(eventOf(taken, 'deny', step));
  });
}

/** Cluster nodes may always talk to each other by the tunnels that Calico makes between them (R5.29). */
function passTunnels(program: Program, groups: readonly Group[], stance: Stance, events: Event[]): readonly Group[] {
  const points = peersOf(program, program.tunnels.peers, stance);
  if (points === null) return groups;
  const traffic = stance.pool.idOf(program.tunnels.traffic);
  const step: TraceStep = { kind: 'tunnel', action: 'allow' };
  return take(groups, { points, traffic, undecided: null }, stance.pool, (taken) => {
    events.push(eventOf(taken, 'allow', step));
  });
}

/** The points for which the other end is among `peers`: the source of what comes in, the destination of what goes out. */
function peersOf({ direction }: Program, peers: AddressSetId, { space, fixedSide, fixed }: Stance): Bits | null {
  const limitedSide = direction === 'ingress' ? 'source' : 'destination';
  if (limitedSide !== fixedSide) return space.membersOf(peers);
  return space.isIn(peers, fixed) ? space.everyone : null;
}

function eventOf({ points, traffic, steps }: Group, outcome: Outcome, step: TraceStep): Event {
  return { points, traffic, outcome, steps: { before: steps, step } };
}

/** What is denied here may pass all the same. */
function doubted(event: Event, doubt: UndecidedReason | null): Event {
  if (event.outcome !== 'deny' || doubt === null) return event;
  const { step } = event.steps;
  const policy = step.kind === 'rule' ? step.policy : step.kind === 'tier-default' ? step.trigger : null;
  return {
    ...event,
    outcome: 'undecided',
    steps: { before: event.steps, step: { kind: 'undecided', reason: doubt, policy, action: 'undecided' } },
  };
}

/** R5.20–R5.23: before any tier; in the preDNAT and untracked tables it only ends the table. */
function passFailsafe(
  failsafe: Failsafe,
  program: Program,
  groups: readonly Group[],
  stance: Stance,
  events: Event[],
): readonly Group[] {
  const points = peersOf(program, failsafe.peers, stance);
  const fit = sourcePortFits(failsafe, stance.sourcePort);
  if (points === null || fit === 'no') return groups;
  const step: TraceStep & { readonly action: Outcome } =
    fit === 'maybe'
      ? { kind: 'undecided', reason: 'source-port-range', policy: null, action: 'undecided' }
      : { kind: 'failsafe', action: program.checkpoint === 'normal' ? 'allow' : 'continue' };
  const traffic = stance.pool.idOf(failsafe.traffic);
  return take(groups, { points, traffic, undecided: null }, stance.pool, (taken) => {
    events.push(eventOf(taken, step.action, step));
  });
}

function sourcePortFits({ by, port }: Failsafe, sourcePort: number | null): 'yes' | 'no' | 'maybe' {
  if (by === 'destination-port') return 'yes';
  if (sourcePort !== null) return sourcePort === port.port ? 'yes' : 'no';
  return portsContain(ephemeralPorts, port.port) ? 'maybe' : 'no';
}

/** R4.3–R4.6. */
function walkTier(
  run: TierRun,
  program: Program,
  groups: readonly Group[],
  stance: Stance,
  events: Event[],
): readonly Group[] {
  const passed: Group[] = [];
  let inside = groups;
  for (const policy of run.policies) inside = walkPolicy(policy, program, inside, stance, events, passed);
  const trigger = run.policies[0];
  if (trigger === undefined) return groups;
  const step: TraceStep = { kind: 'tier-default', tier: run.tier, trigger: trigger.resource, action: run.atEnd };
  for (const { points, traffic, steps } of inside) {
    const chain = { before: steps, step };
    if (run.atEnd === 'deny') events.push({ points, traffic, outcome: 'deny', steps: chain });
    else passed.push({ points, traffic, steps: chain });
  }
  return merged(passed);
}

function walkPolicy(
  policy: LoweredPolicy,
  program: Program,
  groups: readonly Group[],
  stance: Stance,
  events: Event[],
  passed: Group[],
): readonly Group[] {
  if (policy.undecided !== null) {
    const step: TraceStep = {
      kind: 'undecided',
      reason: policy.undecided,
      policy: policy.resource,
      action: 'undecided',
    };
    for (const { points, traffic, steps } of groups)
      events.push({ points, traffic, outcome: 'undecided', steps: { before: steps, step } });
    return [];
  }
  let inside = groups;
  for (const rule of policy.rules[program.direction]) {
    if (inside.length === 0) break;
    inside = walkRule(rule, policy, program, inside, stance, events, passed);
  }
  return inside;
}

function walkRule(
  rule: LoweredRule,
  policy: LoweredPolicy,
  program: Program,
  groups: readonly Group[],
  stance: Stance,
  events: Event[],
  passed: Group[],
): readonly Group[] {
  const shares = rule.matches.flatMap((match) => sharesOf(match, stance));
  const certain = shares.filter(({ undecided }) => undecided === null);
  const unsure = rule.action === 'log' ? [] : shares.filter(({ undecided }) => undecided !== null);
  const step: TraceStep = {
    kind: 'rule',
    tier: policy.tier,
    policy: policy.resource,
    rule: rule.index,
    action: rule.action,
  };
  const logged: Group[] = [];
  let rest = groups;
  for (const share of certain)
    rest = take(rest, share, stance.pool, (taken) => {
      const steps = { before: taken.steps, step };
      if (rule.action === 'log') logged.push({ ...taken, steps });
      else if (rule.action === 'pass') passed.push({ ...taken, steps });
      else events.push({ ...taken, ...decided(rule.action, steps, program) });
    });
  for (const share of unsure) rest = takeUnsure(share, policy, rest, stance, events);
  // A log rule never stops (R4.3): what it noted goes on with the rest.
  return logged.length === 0 ? rest : merged([...rest, ...logged]);
}

function takeUnsure(
  share: Share,
  policy: LoweredPolicy,
  groups: readonly Group[],
  stance: Stance,
  events: Event[],
): readonly Group[] {
  const reason = share.undecided;
  if (reason === null) return groups;
  const step: TraceStep = { kind: 'undecided', reason, policy: policy.resource, action: 'undecided' };
  return take(groups, share, stance.pool, (taken) => {
    events.push({ ...taken, outcome: 'undecided', steps: { before: taken.steps, step } });
  });
}

function decided(action: 'allow' | 'deny', steps: StepChain, program: Program): Pick<Piece, 'outcome' | 'steps'> {
  if (action === 'deny') return { outcome: 'deny', steps };
  const isBeforeTracking = program.checkpoint === 'prednat' || program.checkpoint === 'untracked';
  return { outcome: isBeforeTracking ? 'accepted' : 'allow', steps };
}

/** What became of traffic that no tier decided (R4.7, last column of R5.9). */
function endOfLine(program: Program, groups: readonly Group[], events: Event[]): void {
  const last = lastStepOf(program);
  for (const { points, traffic, steps } of groups)
    events.push({ points, traffic, outcome: last.action, steps: { before: steps, step: last } });
}

function lastStepOf(program: Program): TraceStep & { readonly action: Outcome } {
  switch (program.checkpoint) {
    case 'forward':
      return { kind: 'forward-default', action: 'allow' };
    case 'prednat':
    case 'untracked':
      return { kind: 'no-opinion', action: 'continue' };
    case 'workload':
    case 'normal': {
      const deciding = program.profiles.find(({ action }) => action !== 'next');
      if (deciding === undefined || deciding.action === 'next') return { kind: 'no-profile-match', action: 'deny' };
      return { kind: 'profile', profile: deciding.profile, action: deciding.action };
    }
  }
}

/** What is let in untracked needs untracked policy to let its replies out as well, and the other way round (R5.28, R12.2). */
function requireReplies(events: readonly Event[], replies: Walk, stance: Stance): readonly Event[] {
  return events.flatMap((event) => (event.outcome === 'accepted' ? splitByReply(event, replies, stance) : [event]));
}

function splitByReply(event: Event, { judgements, judgementOf }: Walk, { pool, space }: Stance): readonly Event[] {
  return judgements.flatMap((pieces, number) => {
    const points = noBits(space.size);
    forEachBit(event.points, (point) => {
      if (judgementOf[point] === number) setBit(points, point);
    });
    if (isEmptyBits(points)) return [];
    return pieces.flatMap((piece): readonly Event[] => {
      const traffic = pool.intersect(event.traffic, piece.traffic);
      if (traffic === emptyTrafficId) return [];
      if (piece.outcome === 'accepted') return [{ ...event, points, traffic }];
      const step = openStep(event.steps.step, piece);
      return [{ points, traffic, outcome: 'undecided', steps: { before: event.steps, step } }];
    });
  });
}

function openStep(allowed: TraceStep, { steps: { step } }: Piece): TraceStep {
  const reason = step.kind === 'undecided' ? step.reason : 'untracked-one-way';
  return { kind: 'undecided', reason, policy: allowed.kind === 'rule' ? allowed.policy : null, action: 'undecided' };
}

/** Points with the same events share one judgement. */
function judgementsOf(events: readonly Event[], stance: Stance): Walk {
  const judgementOf = new Int32Array(stance.space.size);
  const lists: (readonly Event[])[] = [[]];
  for (const event of events) {
    const next = new Map<number, number>();
    forEachBit(event.points, (point) => {
      const before = judgementOf[point] ?? 0;
      let after = next.get(before);
      if (after === undefined) {
        after = lists.push([...(lists[before] ?? []), event]) - 1;
        next.set(before, after);
      }
      judgementOf[point] = after;
    });
  }
  return { judgementOf, judgements: lists };
}
