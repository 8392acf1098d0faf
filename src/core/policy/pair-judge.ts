import { classesOfPoints } from './classes.ts';
import { families } from './evaluate-pair.ts';
import type { HalfId } from './halves.ts';
import { Halves } from './halves.ts';
import { Judge } from './judge.ts';
import type { Passage, Relation } from './path.ts';
import { arrivalOf, departureOf, pathBetween, plainPassage } from './path.ts';
import type { PathPoints, Point, PointId } from './point-space.ts';
import { PointSpace } from './point-space.ts';
import type { Party, Ruleset } from './ruleset.ts';
import { addressOfFamily } from './ruleset.ts';
import { seatPath, Seating } from './seats.ts';
import type { NamedPart, PartGist } from './summary.ts';
import { Parts, summaryOf, undecidedSummary } from './summary.ts';
import { TrafficPool } from './traffic-pool.ts';
import type { PairSummary } from './verdict-table.ts';

/** The parts of a pair in one family, by the number of their list. */
type PartListId = number;

const noParts: PartListId = 0;
/** More lists of parts than there can be. */
const partListSpan = 2 ** 26;

/** Judges pairs one by one for the table: no traces, and what is the same for many pairs is worked out once. */
export class PairJudge {
  readonly #pool = new TrafficPool();
  readonly #fields: readonly [Field, Field];
  readonly #summaries: PairSummary[] = [];
  readonly #indexOfText = new Map<string, number>();
  readonly #indexOfParts = new Map<number, number>();
  /** Parts of a network have addresses, which are named: the answer is one of its own. */
  readonly #indexByNetwork = new Map<Party, Map<number, number>>();

  constructor(ruleset: Ruleset) {
    const [v4 = 4, v6 = 6] = families;
    this.#fields = [new Field(v4, ruleset, this.#pool), new Field(v6, ruleset, this.#pool)];
  }

  /** The class of a point among all that no rule tells apart. */
  classOfPoint(seating: Seating, point: PointId): PointId {
    return this.#fields.find((field) => field.seating === seating)?.classOf(point) ?? 0;
  }

  get seatings(): readonly Seating[] {
    return this.#fields.map(({ seating }) => seating);
  }

  get summaries(): readonly PairSummary[] {
    return this.#summaries;
  }

  /** @returns the number of the pair's summary */
  judge(from: Party, to: Party, relation: Relation): number {
    if (from.kind === 'nowhere') return this.#indexOf(undecidedSummary('invalid-endpoint', from.why));
    if (to.kind === 'nowhere') return this.#indexOf(undecidedSummary('invalid-endpoint', to.why));
    const [v4, v6] = this.#fields;
    const key = v4.listOf(from, to, relation) * partListSpan + v6.listOf(from, to, relation);
    const known = this.#knownFor(from.kind === 'network' ? from : to);
    let index = known.get(key);
    if (index === undefined) {
      const parts = this.#fields.flatMap((field) => field.partsOf(from, to, relation));
      index = this.#indexOf(summaryOf(parts, this.#pool));
      known.set(key, index);
    }
    return index;
  }

  #knownFor(network: Party): Map<number, number> {
    if (network.kind !== 'network') return this.#indexOfParts;
    const known = this.#indexByNetwork.get(network) ?? new Map<number, number>();
    this.#indexByNetwork.set(network, known);
    return known;
  }

  #indexOf(summary: PairSummary): number {
    const text = JSON.stringify(summary);
    const known = this.#indexOfText.get(text);
    if (known !== undefined) return known;
    const index = this.#summaries.push(summary) - 1;
    this.#indexOfText.set(text, index);
    return index;
  }
}

/** What the way between two ends of one family needs to know of each. */
interface End {
  readonly points: readonly PointId[];
  /** Whether packets to some destinations have their source replaced (R5.30) or travel in a tunnel (R5.31). */
  readonly isTranslatable: boolean;
  readonly departures: Map<string, readonly Int32Array[]>;
  readonly arrivals: Map<string, readonly Int32Array[]>;
}

/** One family's points, put into classes. */
class Field {
  readonly seating: Seating;
  readonly #ruleset: Ruleset;
  readonly #classes: Int32Array;
  readonly #halves: Halves;
  readonly #parts: Parts;
  readonly #ends = new Map<Party, End>();
  /** Lists as chains of numbers: (list so far, next part) → list. */
  readonly #lists = new Map<number, PartListId>();

  constructor(family: (typeof families)[number], ruleset: Ruleset, pool: TrafficPool) {
    this.#ruleset = ruleset;
    this.seating = new Seating(family, ruleset);
    for (const party of ruleset.parties) this.seating.seat(party);
    // A node may be seen in a pod's place without having a row of its own.
    for (const { addresses, tunnels } of ruleset.sites.values())
      for (const known of [addresses, tunnels.ipip.sources, tunnels.vxlan.sources]) {
        const address = addressOfFamily(known, family);
        if (address !== null) this.seating.seatAddress(address);
      }
    const everyone = this.seating.space();
    this.#classes = classesOfPoints(everyone, ruleset.book, pool);
    const representatives: Point[] = [];
    for (const [point, number] of this.#classes.entries()) representatives[number] ??= everyone.at(point);
    this.#halves = new Halves(new Judge(new PointSpace(family, representatives, ruleset.book), pool, null));
    this.#parts = new Parts(this.#halves);
  }

  classOf(point: PointId): PointId {
    return this.#classes[point] ?? 0;
  }

  listOf(from: Party, to: Party, relation: Relation): PartListId {
    const [start, end] = [this.#endOf(from), this.#endOf(to)];
    const [source, destination] = [start.points[0], end.points[0]];
    if (source === undefined || destination === undefined) return noParts;
    const isSingle = start.points.length === 1 && end.points.length === 1;
    if (isSingle && relation === 'apart' && !start.isTranslatable)
      return this.#extend(noParts, this.#partApart(from, to, start, end, 0, 0, plainPassage, source, source));
    let list = noParts;
    this.#forEachPart(from, to, relation, (part) => {
      list = this.#extend(list, part);
    });
    return list;
  }

  /** The same parts, each with what it is about. */
  partsOf(from: Party, to: Party, relation: Relation): readonly NamedPart[] {
    const parts: NamedPart[] = [];
    this.#forEachPart(from, to, relation, (gist, source, destination) => {
      parts.push({ gist, addresses: this.seating.at(source).part ?? this.seating.at(destination).part });
    });
    return parts;
  }

  #forEachPart(
    from: Party,
    to: Party,
    relation: Relation,
    visit: (part: PartGist, source: PointId, destination: PointId) => void,
  ): void {
    const [start, end] = [this.#endOf(from), this.#endOf(to)];
    const [sources, destinations] = this.seating.seatPair(from, to);
    for (const [row, source] of sources.entries())
      for (const [column, destination] of destinations.entries()) {
        const { points, ...passage } = start.isTranslatable
          ? seatPath(this.#ruleset, [from, to], relation, source, destination, this.seating)
          : { ...plainPassage, points: { source, destination, arrival: source } };
        const part =
          relation === 'apart'
            ? this.#partApart(from, to, start, end, row, column, passage, points.source, points.arrival)
            : this.#partNear(from, to, relation, passage, points);
        visit(part, source, destination);
      }
  }

  #partApart(
    from: Party,
    to: Party,
    start: End,
    end: End,
    row: number,
    column: number,
    passage: Passage,
    source: PointId,
    arrival: PointId,
  ): PartGist {
    const key = passage === plainPassage ? '' : `${passage.translation} ${passage.carrier} `;
    const departures =
      start.departures.get(key + to.kind) ?? this.#departures(from, to.kind, passage, start, source, key + to.kind);
    const arrivals = end.arrivals.get(key + from.kind) ?? this.#arrivals(to, from.kind, passage, end, key + from.kind);
    const target = this.classOf(end.points[column] ?? 0);
    return this.#parts.partOf(departures[row]?.[target] ?? 0, arrivals[column]?.[this.classOf(arrival)] ?? 0);
  }

  #departures(
    from: Party,
    toKind: Party['kind'],
    passage: Passage,
    start: End,
    source: PointId,
    key: string,
  ): readonly Int32Array[] {
    const path = departureOf(this.#ruleset, from, toKind, passage);
    // Who sends through a tunnel has one address, and it may be that of the tunnel device.
    const points = passage.carrier === 'plain' ? start.points : [source];
    const rows = points.map((point) => this.#halves.towardsAll(path, this.classOf(point)));
    start.departures.set(key, rows);
    return rows;
  }

  #arrivals(to: Party, fromKind: Party['kind'], passage: Passage, end: End, key: string): readonly Int32Array[] {
    const path = arrivalOf(this.#ruleset, to, fromKind, passage);
    const rows = end.points.map((point) => this.#halves.towardsAll(path, this.classOf(point)));
    end.arrivals.set(key, rows);
    return rows;
  }

  #partNear(from: Party, to: Party, relation: Relation, passage: Passage, points: PathPoints): PartGist {
    const path = pathBetween(this.#ruleset, from, to, relation, passage);
    const { departure, arrival }: { departure: HalfId; arrival: HalfId } = this.#halves.between(path, {
      source: this.classOf(points.source),
      destination: this.classOf(points.destination),
      arrival: this.classOf(points.arrival),
    });
    return this.#parts.partOf(departure, arrival);
  }

  #endOf(party: Party): End {
    const known = this.#ends.get(party);
    if (known !== undefined) return known;
    const end: End = {
      points: this.seating.seat(party),
      isTranslatable:
        this.#ruleset.tunnelledPools !== null ||
        (party.kind === 'pod' &&
          this.#ruleset.translation.natOutgoing.v4.length + this.#ruleset.translation.natOutgoing.v6.length > 0),
      departures: new Map(),
      arrivals: new Map(),
    };
    this.#ends.set(party, end);
    return end;
  }

  #extend(list: PartListId, { id }: PartGist): PartListId {
    const key = list * partListSpan + id;
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    this.#lists.set(key, this.#lists.size + 1);
    return this.#lists.size;
  }
}
