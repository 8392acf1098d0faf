import type { Course, Station } from './compose.ts';
import { compose } from './compose.ts';
import type { Judge } from './judge.ts';
import type { PathPoints } from './point-space.ts';
import type { StepChain } from './step-chain.ts';
import { sameSteps } from './step-chain.ts';
import type { Stop } from './stop.ts';
import type { CheckpointTrace, DecidingStep, Segment, TraceStep } from './trace.ts';
import type { TrafficId } from './traffic-pool.ts';
import type { Piece } from './walk.ts';

/** The segments of the traffic that passes `stops`, each with its trace; none where there is nothing to pass. */
export function segmentsOf(
  stops: readonly Stop[],
  points: PathPoints,
  judge: Judge,
  start?: TrafficId,
): readonly Segment[] {
  if (stops.length === 0) return [];
  const stations = stops.map((stop): Station<Piece> => ({ ...stop, answers: judge.judgementAt(stop, points).pieces }));
  return mergeAlike(compose(stations, judge.pool, start), judge).map((course) => segmentOf(course, stops, judge));
}

/** Courses with the same steps everywhere are one segment. */
function mergeAlike(courses: readonly Course<Piece>[], { pool }: Judge): readonly Course<Piece>[] {
  const merged: Course<Piece>[] = [];
  for (const course of courses) {
    const index = merged.findIndex((other) => isAlike(other, course));
    const known = merged[index];
    if (known === undefined) merged.push(course);
    else merged[index] = { ...known, traffic: pool.union(known.traffic, course.traffic) };
  }
  return merged;
}

function isAlike(a: Course<Piece>, b: Course<Piece>): boolean {
  return (
    a.verdict === b.verdict &&
    a.answers.length === b.answers.length &&
    a.answers.every((answer, index) => sameSteps(answer?.steps ?? null, b.answers[index]?.steps ?? null))
  );
}

function segmentOf(course: Course<Piece>, stops: readonly Stop[], judge: Judge): Segment {
  const traces: CheckpointTrace[] = [];
  const opinions: DecidingStep[] = [];
  for (const [index, piece] of course.answers.entries()) {
    const stop = stops[index];
    if (piece === null || stop === undefined) continue;
    const { checkpoint, endpoint } = stop;
    traces.push({ checkpoint, endpoint, steps: stepsOf(piece.steps) });
    if (hasOpinion(piece)) opinions.push({ checkpoint, endpoint, step: piece.steps.step });
  }
  return {
    traffic: judge.pool.at(course.traffic),
    verdict: course.verdict,
    decidedBy: opinions.at(-1) ?? lastStepOf(traces),
    checkpoints: traces,
  };
}

/** R12.3: steps without an opinion decide nothing, unless there is nothing else. */
export function hasOpinion({ outcome, steps }: Piece): boolean {
  return outcome !== 'continue' && steps.step.kind !== 'forward-default';
}

function lastStepOf(traces: readonly CheckpointTrace[]): DecidingStep {
  const trace = traces.at(-1);
  const step = trace?.steps.at(-1);
  if (trace === undefined || step === undefined) throw new Error('a path without any step');
  return { checkpoint: trace.checkpoint, endpoint: trace.endpoint, step };
}

function stepsOf(chain: StepChain): readonly TraceStep[] {
  const steps: TraceStep[] = [];
  for (let link: StepChain | null = chain; link !== null; link = link.before) steps.push(link.step);
  return steps.reverse();
}
