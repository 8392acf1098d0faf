import type { Outcome } from './walk.ts';
import type { FlowVerdict } from './trace.ts';
import type { TrafficId, TrafficPool } from './traffic-pool.ts';
import { emptyTrafficId, fullTrafficId } from './traffic-pool.ts';

/** A checkpoint's answer as far as composing needs it. */
export interface Answer {
  readonly traffic: TrafficId;
  readonly outcome: Outcome;
}

/** A checkpoint on a path, with its pieces. */
export interface Station<A extends Answer> {
  readonly answers: readonly A[];
  readonly skippedBy: number;
  readonly opens: number;
}

/** Traffic that met the same answer at every station. */
export interface Course<A extends Answer> {
  readonly traffic: TrafficId;
  readonly verdict: FlowVerdict;
  /** By station; null where it was skipped. It ends with the station that denied or could not decide. */
  readonly answers: readonly (A | null)[];
}

interface Live<A> {
  readonly traffic: TrafficId;
  readonly openGates: number;
  readonly answers: readonly (A | null)[];
}

/**
 * Sends all traffic through the stations of a path: the first deny ends it, and all must allow (R5.1).
 *
 * @param start the traffic that sets out
 * @returns courses that partition `start`
 */
export function compose<A extends Answer>(
  stations: readonly Station<A>[],
  pool: TrafficPool,
  start: TrafficId = fullTrafficId,
): readonly Course<A>[] {
  const ended: Course<A>[] = [];
  let live: readonly Live<A>[] = start === emptyTrafficId ? [] : [{ traffic: start, openGates: 0, answers: [] }];
  for (const station of stations) live = live.flatMap((part) => passStation(part, station, pool, ended));
  return [...ended, ...live.map(({ traffic, answers }) => ({ traffic, answers, verdict: 'allow' as const }))];
}

function passStation<A extends Answer>(
  part: Live<A>,
  station: Station<A>,
  pool: TrafficPool,
  ended: Course<A>[],
): readonly Live<A>[] {
  if ((part.openGates & station.skippedBy) !== 0) return [{ ...part, answers: [...part.answers, null] }];
  const through: Live<A>[] = [];
  for (const answer of station.answers) {
    const traffic = pool.intersect(part.traffic, answer.traffic);
    if (traffic === emptyTrafficId) continue;
    const answers = [...part.answers, answer];
    if (answer.outcome === 'deny' || answer.outcome === 'undecided')
      ended.push({ traffic, answers, verdict: answer.outcome });
    else
      through.push({
        traffic,
        answers,
        openGates: part.openGates | (answer.outcome === 'accepted' ? station.opens : 0),
      });
  }
  return through;
}
