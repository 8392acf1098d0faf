import { classesOfPoints } from './classes.ts';
import { families } from './evaluate-pair.ts';
import type { HalfId } from './halves.ts';
import type { Kernel, PartListId } from './kernel.ts';
import { noParts, partListSpan, pointKey } from './kernel.ts';
import type { Passage, Relation } from './path.ts';
import { arrivalOf, departureOf, pathBetween, plainPassage } from './path.ts';
import type { PathPoints, PointId } from './point-space.ts';
import type { Party, Ruleset } from './ruleset.ts';
import { addressOfFamily } from './ruleset.ts';
import { seatPath, Seating } from './seats.ts';
import type { NamedPart, PartGist } from './summary.ts';
import { summaryOf, undecidedSummary } from './summary.ts';
import type { TrafficPool } from './traffic-pool.ts';
import type { PairSummary } from './verdict-table.ts';

/** Judges pairs one by one for the table: no traces, and what is the same for many pairs is worked out once. */
export class PairJudge {
  readonly #pool: TrafficPool;
  readonly #fields: readonly [Field, Field];
  readonly #summaries: PairSummary[] = [];
  readonly #indexOfText = new Map<string, number>();
  readonly #knownPairs: KnownPairs;
  /** Parts of a network have addresses, which are named: the answer is one of its own. */
  readonly #knownOfNetworks = new Map<Party, KnownPairs>();

  constructor(ruleset: Ruleset) {
    const [v4 = 4, v6 = 6] = families;
    this.#pool = ruleset.memory.kernels.traffic;
    this.#fields = [new Field(v4, ruleset, this.#pool), new Field(v6, ruleset, this.#pool)];
    this.#knownPairs = this.#knownPairsOf('');
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
    const index = known.indices.get(key) ?? this.#indexOf(this.#summaryFor(key, known, from, to, relation));
    known.indices.set(key, index);
    return index;
  }

  #summaryFor(key: number, { summaries }: KnownPairs, from: Party, to: Party, relation: Relation): PairSummary {
    const known = summaries.get(key);
    if (known !== undefined) return known;
    const parts = this.#fields.flatMap((field) => field.partsOf(from, to, relation));
    const summary = summaryOf(parts, this.#pool);
    summaries.set(key, summary);
    return summary;
  }

  #knownFor(network: Party): KnownPairs {
    if (network.kind !== 'network') return this.#knownPairs;
    const known = this.#knownOfNetworks.get(network) ?? this.#knownPairsOf(this.#partsKeyOf(network));
    this.#knownOfNetworks.set(network, known);
    return known;
  }

  #knownPairsOf(network: string): KnownPairs {
    const [v4, v6] = this.#fields;
    return { indices: new Map(), summaries: v4.kernel.summariesWith(v6.kernel, network) };
  }

  /** The addresses of its parts, in their order. */
  #partsKeyOf(network: Party): string {
    return this.#fields
      .map(({ seating }) => seating.seat(network).map((point) => pointKey(seating.at(point))))
      .join(' ');
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

/** Pairs by the numbers of their lists of parts. */
interface KnownPairs {
  /** Indices into the summaries of this table. */
  readonly indices: Map<number, number>;
  /** Those of earlier evaluations, too. */
  readonly summaries: Map<number, PairSummary>;
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
  readonly #standIns: Int32Array;
  readonly kernel: Kernel;
  readonly #ends = new Map<Party, End>();

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
    this.#classes = classesOfPoints(everyone, ruleset.asked, pool);
    const classed = {
      points: this.seating.points,
      classOf: this.#classes,
      classCount: this.#classes.reduce((count, number) => Math.max(count, number + 1), 0),
    };
    const { kernel, standIns } = ruleset.memory.kernels.of(family, classed, ruleset.book.pool);
    this.kernel = kernel;
    this.#standIns = standIns;
  }

  /** The point of the kernel that stands for a point. */
  classOf(point: PointId): PointId {
    return this.#standIns[this.#classes[point] ?? 0] ?? 0;
  }

  listOf(from: Party, to: Party, relation: Relation): PartListId {
    const [start, end] = [this.#endOf(from), this.#endOf(to)];
    const [source, destination] = [start.points[0], end.points[0]];
    if (source === undefined || destination === undefined) return noParts;
    const isSingle = start.points.length === 1 && end.points.length === 1;
    if (isSingle && relation === 'apart' && !start.isTranslatable)
      return this.kernel.extend(noParts, this.#partApart(from, to, start, end, 0, 0, plainPassage, source, source));
    let list = noParts;
    this.#forEachPart(from, to, relation, (part) => {
      list = this.kernel.extend(list, part);
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
    // Counted by hand: of all that a table takes, most is spent in here.
    for (let row = 0; row < sources.length; row += 1)
      for (let column = 0; column < destinations.length; column += 1) {
        const [source = 0, destination = 0] = [sources[row], destinations[column]];
        const seated = start.isTranslatable
          ? seatPath(this.#ruleset, [from, to], relation, source, destination, this.seating)
          : null;
        const passage = seated ?? plainPassage;
        const points = seated?.points ?? { source, destination, arrival: source };
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
    const isPlain = passage.translation === 'none' && passage.carrier === 'plain';
    const key = isPlain ? '' : `${passage.translation} ${passage.carrier} `;
    const departures =
      start.departures.get(key + to.kind) ?? this.#departures(from, to.kind, passage, start, source, key + to.kind);
    const arrivals = end.arrivals.get(key + from.kind) ?? this.#arrivals(to, from.kind, passage, end, key + from.kind);
    const target = this.classOf(end.points[column] ?? 0);
    return this.kernel.parts.partOf(departures[row]?.[target] ?? 0, arrivals[column]?.[this.classOf(arrival)] ?? 0);
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
    const rows = points.map((point) => this.kernel.halves.towardsAll(path, this.classOf(point)));
    start.departures.set(key, rows);
    return rows;
  }

  #arrivals(to: Party, fromKind: Party['kind'], passage: Passage, end: End, key: string): readonly Int32Array[] {
    const path = arrivalOf(this.#ruleset, to, fromKind, passage);
    const rows = end.points.map((point) => this.kernel.halves.towardsAll(path, this.classOf(point)));
    end.arrivals.set(key, rows);
    return rows;
  }

  #partNear(from: Party, to: Party, relation: Relation, passage: Passage, points: PathPoints): PartGist {
    const path = pathBetween(this.#ruleset, from, to, relation, passage);
    const { departure, arrival }: { departure: HalfId; arrival: HalfId } = this.kernel.halves.between(path, {
      source: this.classOf(points.source),
      destination: this.classOf(points.destination),
      arrival: this.classOf(points.arrival),
    });
    return this.kernel.parts.partOf(departure, arrival);
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
}
