import type { Stop } from './path.ts';
import type { PathPoints, PointId, PointSpace } from './point-space.ts';
import type { Program, RuleMatch, PortCriteria } from './ruleset.ts';
import { anyAddress } from './address-book.ts';
import type { Outcome, Pieces, Walk } from './walk.ts';
import { answerAt, walkProgram } from './walk.ts';
import type { TraceStep } from './trace.ts';
import type { TrafficPool } from './traffic-pool.ts';
import { fullTrafficId } from './traffic-pool.ts';

/** Asks checkpoints for their judgement and remembers it: a walk answers for all points of the space together. */
export class Judge {
  readonly space: PointSpace;
  readonly pool: TrafficPool;
  readonly #sourcePort: number | null;
  readonly #walks = new Map<number, Walk>();
  readonly #dependencies = new Map<number, boolean>();

  /** @param sourcePort null: some ephemeral port (R6.4) */
  constructor(space: PointSpace, pool: TrafficPool, sourcePort: number | null) {
    this.space = space;
    this.pool = pool;
    this.#sourcePort = sourcePort;
  }

  /** What the checkpoint does with all traffic, each without regard to the checkpoints before it. */
  piecesAt(stop: Stop, points: PathPoints): Pieces {
    if (stop.kind === 'fixed') return fixedPieces(stop.step);
    if (stop.kind === 'answered') return [{ ...stop.piece, traffic: fullTrafficId }];
    const source = points[stop.seen];
    // The source's checkpoints are asked about one source and all destinations, the destination's the other way round.
    if (stop.half === 'egress') return answerAt(this.#walk(stop.program, 'source', source), points.destination);
    return answerAt(this.#walk(stop.program, 'destination', points.destination), source);
  }

  #walk(program: Program, fixedSide: 'source' | 'destination', end: PointId): Walk {
    const side = program.id * 2 + (fixedSide === 'source' ? 0 : 1);
    const fixed = this.#dependsOnFixed(program, fixedSide, side) ? end : 0;
    const key = side * this.space.size + fixed;
    const known = this.#walks.get(key);
    if (known !== undefined) return known;
    const { space, pool } = this;
    const walk = walkProgram(program, { space, pool, fixedSide, fixed, sourcePort: this.#sourcePort });
    this.#walks.set(key, walk);
    return walk;
  }

  /** Where no rule says anything about the fixed end, all endpoints with this program share one walk. */
  #dependsOnFixed(program: Program, fixedSide: 'source' | 'destination', side: number): boolean {
    const known = this.#dependencies.get(side);
    if (known !== undefined) return known;
    const limited = program.direction === 'ingress' ? 'source' : 'destination';
    const depends =
      (limited === fixedSide && program.failsafes.some(({ peers }) => peers !== anyAddress)) ||
      matchesOf(program).some((match) => asksAbout(match, fixedSide));
    this.#dependencies.set(side, depends);
    return depends;
  }
}

function matchesOf({ tiers, direction }: Program): readonly RuleMatch[] {
  return tiers.flatMap(({ policies }) =>
    policies.flatMap((policy) => policy.rules[direction].flatMap(({ matches }) => matches)),
  );
}

function asksAbout(match: RuleMatch, side: 'source' | 'destination'): boolean {
  if (side === 'source')
    return match.source !== anyAddress || hasNames(match.sourcePorts) || hasNames(match.notSourcePorts);
  return match.destination !== anyAddress || hasNames(match.ports) || hasNames(match.notPorts);
}

function hasNames(criteria: PortCriteria | null): boolean {
  return criteria !== null && criteria.names.length > 0;
}

const piecesOfSteps = new WeakMap<TraceStep, Pieces>();

function fixedPieces(step: TraceStep): Pieces {
  const known = piecesOfSteps.get(step);
  if (known !== undefined) return known;
  const pieces: Pieces = [{ traffic: fullTrafficId, outcome: outcomeOfStep(step), steps: { before: null, step } }];
  piecesOfSteps.set(step, pieces);
  return pieces;
}

function outcomeOfStep({ action }: TraceStep): Outcome {
  return action === 'pass' || action === 'log' ? 'continue' : action;
}
