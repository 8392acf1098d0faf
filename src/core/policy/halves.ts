import type { Answer, Station } from './compose.ts';
import type { Judge, Judgement, KnownWalk } from './judge.ts';
import { compareText } from './order.ts';
import type { Path, PathNote, Stop } from './stop.ts';
import type { PathPoints, PointId } from './point-space.ts';
import { hasOpinion } from './segments.ts';
import type { TraceStep, UndecidedReason } from './trace.ts';
import type { TrafficId, TrafficPool } from './traffic-pool.ts';
import type { Piece } from './walk.ts';

/** A checkpoint's piece without its trace: many pieces are the same then. */
export interface Gist extends Answer {
  /** null: no opinion (R12.3). */
  readonly door: boolean | null;
  /** A pod's own tunnel packets: barred from every pod, so they don't make an otherwise open pair partial. */
  readonly tunnel: boolean;
  readonly reason: UndecidedReason | null;
}

/** A checkpoint's answer without traces, kept once for all checkpoints that answer alike. */
interface GistList {
  readonly id: number;
  readonly gists: readonly Gist[];
}

/** One end's checkpoints with their answers to one other end, by its number in `Halves`: equal halves have equal numbers. */
export type HalfId = number;

interface Half {
  readonly before: Half | null;
  readonly station: Station<Gist> | null;
  readonly notes: readonly PathNote[];
}

/** Steps that let traffic through whatever policies say. */
const doorKinds: readonly TraceStep['kind'][] = ['failsafe', 'tunnel', 'own-pod'];
/** More lists of gists than there can be. */
const listSpan = 2 ** 24;
const gateSpan = 16;
/** The points of a judgement that depends on none. */
const nowhereInParticular: PathPoints = { source: 0, destination: 0, arrival: 0 };

/**
 * Collects the answers of the checkpoints at one end of a path. A half is worked out for all other ends at once: the
 * checkpoints at an end see nothing of the other one but its address.
 */
export class Halves {
  readonly judge: Judge;
  readonly #lists = new Map<string, GistList>();
  readonly #listOfJudgement: GistList[] = [];
  readonly #halves: Half[] = [];
  readonly #starts = new Map<string, HalfId>();
  readonly #links = new Map<number, HalfId>();
  readonly #rows = new Map<string, Int32Array>();

  constructor(judge: Judge) {
    this.judge = judge;
  }

  /**
   * @param path one half of a path, its stops all at one end
   * @param end the point of that end
   * @returns point of the other end → half; of the source, the point that it arrives as
   */
  towardsAll(path: Path, end: PointId): Int32Array {
    const walks = path.stops.map((stop) => (stop.kind === 'walk' ? this.judge.walkAt(stop, end) : null));
    const key = this.#keyOf(path, walks);
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = this.#fold(path, walks);
    this.#rows.set(key, row);
    return row;
  }

  /** Both halves of a path between two points. */
  between({ stops, notes }: Path, points: PathPoints): { readonly departure: HalfId; readonly arrival: HalfId } {
    let departure = this.#start(notes);
    let arrival = this.#start([]);
    let hasArrived = false;
    for (const stop of stops) {
      const list = this.#gistsOf(this.judge.judgementAt(stop, points));
      if (stop.half === 'egress' && hasArrived) throw new Error('the source’s checkpoints come first');
      hasArrived ||= stop.half === 'ingress';
      if (hasArrived) arrival = this.#link(arrival, stop, list);
      else departure = this.#link(departure, stop, list);
    }
    return { departure, arrival };
  }

  stationsOf(id: HalfId): readonly Station<Gist>[] {
    const stations: Station<Gist>[] = [];
    for (let half = this.#at(id); half.before !== null; half = half.before)
      if (half.station !== null) stations.push(half.station);
    return stations.reverse();
  }

  notesOf(id: HalfId): readonly PathNote[] {
    return this.#at(id).notes;
  }

  #at(id: HalfId): Half {
    const half = this.#halves[id];
    if (half === undefined) throw new Error(`no half ${id}`);
    return half;
  }

  #keyOf({ stops, notes }: Path, walks: readonly (KnownWalk | null)[]): string {
    const parts = stops.map((stop, index) => {
      const asked = walks[index]?.serial ?? `=${this.#gistsOf(this.judge.judgementAt(stop, nowhereInParticular)).id}`;
      return `${asked}/${gatesOf(stop)}`;
    });
    return `${parts.join()} ${notes.join()}`;
  }

  #fold({ stops, notes }: Path, walks: readonly (KnownWalk | null)[]): Int32Array {
    let row = new Int32Array(this.judge.space.size).fill(this.#start(notes));
    for (const [index, stop] of stops.entries()) row = this.#pass(row, stop, walks[index] ?? null);
    return row;
  }

  /** Few points differ in their half and in what they are told: each combination is looked up once. */
  #pass(row: Int32Array, stop: Stop, walk: KnownWalk | null): Int32Array<ArrayBuffer> {
    const next = new Int32Array(row.length);
    let linked: (HalfId | undefined)[] = [];
    let linkedFrom = -1;
    const fixed = walk === null ? this.judge.judgementAt(stop, nowhereInParticular) : null;
    for (let point = 0; point < row.length; point += 1) {
      const half = row[point] ?? 0;
      const number = walk?.judgementOf[point] ?? 0;
      if (half !== linkedFrom) linked = [];
      linkedFrom = half;
      const judgement = fixed ?? walk?.judgements[number];
      if (judgement === undefined) throw new Error('a point that the walk did not reach');
      next[point] = linked[number] ??= this.#link(half, stop, this.#gistsOf(judgement));
    }
    return next;
  }

  #start(notes: readonly PathNote[]): HalfId {
    const key = notes.join();
    const known = this.#starts.get(key);
    if (known !== undefined) return known;
    const id = this.#halves.push({ before: null, station: null, notes }) - 1;
    this.#starts.set(key, id);
    return id;
  }

  #link(before: HalfId, stop: Stop, { id: list, gists }: GistList): HalfId {
    const key = (before * gateSpan + gatesOf(stop)) * listSpan + list;
    const known = this.#links.get(key);
    if (known !== undefined) return known;
    const half = this.#at(before);
    const { skippedBy, opens } = stop;
    const id =
      this.#halves.push({ before: half, station: { skippedBy, opens, answers: gists }, notes: half.notes }) - 1;
    this.#links.set(key, id);
    return id;
  }

  #gistsOf({ serial, pieces }: Judgement): GistList {
    const known = this.#listOfJudgement[serial];
    if (known !== undefined) return known;
    const gists = gistsOf(pieces, this.judge.pool);
    const key = gists.map(({ kind, gist }) => `${kind}:${gist.traffic}`).join();
    const list = this.#lists.get(key) ?? { id: this.#lists.size, gists: gists.map(({ gist }) => gist) };
    this.#lists.set(key, list);
    this.#listOfJudgement[serial] = list;
    return list;
  }
}

function gatesOf({ skippedBy, opens }: Stop): number {
  return skippedBy * 4 + opens;
}

/** A gist with what tells it from others of its list: `kind` is all of it but the traffic. */
interface KindOfGist {
  readonly kind: string;
  readonly gist: Gist;
}

/** Pieces that differ in their steps only are one; sorted by kind, so that equal lists are found equal. */
function gistsOf(pieces: readonly Piece[], pool: TrafficPool): readonly KindOfGist[] {
  const gists: KindOfGist[] = [];
  for (const piece of pieces) {
    const { step } = piece.steps;
    const door = hasOpinion(piece) ? doorKinds.includes(step.kind) : null;
    const tunnel = step.kind === 'encap-block';
    const reason = step.kind === 'undecided' ? step.reason : null;
    const kind = `${piece.outcome} ${door} ${tunnel} ${reason}`;
    const index = gists.findIndex((other) => other.kind === kind);
    const known: TrafficId | undefined = gists[index]?.gist.traffic;
    const traffic = known === undefined ? piece.traffic : pool.union(known, piece.traffic);
    const entry = { kind, gist: { traffic, outcome: piece.outcome, door, tunnel, reason } };
    if (known === undefined) gists.push(entry);
    else gists[index] = entry;
  }
  return gists.length < 2 ? gists : gists.sort((a, b) => compareText(a.kind, b.kind));
}
