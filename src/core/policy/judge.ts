import { isEmptyTraffic } from '../net/traffic.ts';
import type { PathPoints, PointId, PointSpace } from './point-space.ts';
import type { Program } from './ruleset.ts';
import { anyAddress } from './address-pool.ts';
import { rulesAskAbout } from './criteria.ts';
import type { Stop } from './stop.ts';
import type { Outcome, Piece } from './walk.ts';
import { walkProgram } from './walk.ts';
import type { TraceStep } from './trace.ts';
import type { TrafficPool } from './traffic-pool.ts';
import { fullTrafficId } from './traffic-pool.ts';

/** What a checkpoint says between two points. */
export interface Judgement {
  /** Its number among those of its judge. */
  readonly serial: number;
  /** They partition all traffic. */
  readonly pieces: readonly Piece[];
}

/** What a checkpoint says between its own end and every point of the space. */
export interface KnownWalk {
  /** Its number among those of its judge. */
  readonly serial: number;
  /** Point of the other end → index into `judgements`. */
  readonly judgementOf: Int32Array;
  readonly judgements: readonly Judgement[];
}

/** Asks checkpoints for their judgement and remembers it: a walk answers for all points of the space together. */
export class Judge {
  readonly space: PointSpace;
  readonly pool: TrafficPool;
  readonly #sourcePort: number | null;
  readonly #walks = new Map<number, KnownWalk>();
  readonly #fixed = new Map<TraceStep, Judgement>();
  readonly #dependencies = new Map<number, boolean>();
  #serials = 0;

  /** @param sourcePort null: some ephemeral port (R6.4) */
  constructor(space: PointSpace, pool: TrafficPool, sourcePort: number | null) {
    this.space = space;
    this.pool = pool;
    this.#sourcePort = sourcePort;
  }

  /** How many numbers it keeps. */
  get weight(): number {
    return this.#walks.size * this.space.size;
  }

  /** What the checkpoint does with all traffic, each without regard to the checkpoints before it. */
  judgementAt(stop: Stop, points: PathPoints): Judgement {
    if (stop.kind === 'fixed') return this.#fixedJudgement(stop.step);
    if (stop.kind === 'answered') return this.#judgement([{ ...stop.piece, traffic: fullTrafficId }]);
    const source = points[stop.seen];
    const [end, other] = stop.half === 'egress' ? [source, points.destination] : [points.destination, source];
    const walk = this.walkAt(stop, end);
    const judgement = walk.judgements[walk.judgementOf[other] ?? 0];
    if (judgement === undefined) throw new Error('a point that the walk did not reach');
    return judgement;
  }

  /**
   * What the checkpoint does with traffic between its own end and each other point: the source's checkpoints are asked
   * about one source and all destinations, the destination's the other way round.
   */
  walkAt({ half, program }: Stop & { readonly kind: 'walk' }, end: PointId): KnownWalk {
    return this.#walk(program, half === 'egress' ? 'source' : 'destination', end);
  }

  #judgement(pieces: readonly Piece[]): Judgement {
    this.#serials += 1;
    return { serial: this.#serials - 1, pieces };
  }

  #fixedJudgement(step: TraceStep): Judgement {
    const known = this.#fixed.get(step);
    if (known !== undefined) return known;
    const piece = { traffic: fullTrafficId, outcome: outcomeOfStep(step), steps: { before: null, step } };
    const judgement = this.#judgement([piece]);
    this.#fixed.set(step, judgement);
    return judgement;
  }

  #walk(program: Program, fixedSide: 'source' | 'destination', end: PointId): KnownWalk {
    const side = program.id * 2 + (fixedSide === 'source' ? 0 : 1);
    const fixed = this.#dependsOnFixed(program, fixedSide, side) ? end : 0;
    const key = side * this.space.size + fixed;
    const known = this.#walks.get(key);
    if (known !== undefined) return known;
    const { space, pool } = this;
    const walk = walkProgram(program, { space, pool, fixedSide, fixed, sourcePort: this.#sourcePort });
    const judgements = walk.judgements.map((pieces) => this.#judgement(pieces));
    const numbered = { serial: this.#walks.size, judgementOf: walk.judgementOf, judgements };
    this.#walks.set(key, numbered);
    return numbered;
  }

  /** Where no rule says anything about the fixed end, all endpoints with this program share one walk. */
  #dependsOnFixed(program: Program, fixedSide: 'source' | 'destination', side: number): boolean {
    const known = this.#dependencies.get(side);
    if (known !== undefined) return known;
    const limited = program.direction === 'ingress' ? 'source' : 'destination';
    const depends = (limited === fixedSide && asksAboutPeers(program)) || rulesAskAbout(program, fixedSide);
    this.#dependencies.set(side, depends);
    return depends;
  }
}

/** Whether a failsafe port or a tunnel is there for some addresses only. */
function asksAboutPeers({ failsafes, tunnels }: Program): boolean {
  return !isEmptyTraffic(tunnels.traffic) || failsafes.some(({ peers }) => peers !== anyAddress);
}

function outcomeOfStep({ action }: TraceStep): Outcome {
  return action === 'pass' || action === 'log' ? 'continue' : action;
}
