import { classesOfPoints, classKeyOf, isFarFromHosts } from './classes.ts';
import { families } from './evaluate-pair.ts';
import { Judge } from './judge.ts';
import type { Path, Relation, Translation } from './path.ts';
import { nodeNameOf, pathBetween } from './path.ts';
import type { Point, PointId } from './point-space.ts';
import { PointSpace } from './point-space.ts';
import type { Party, Ruleset } from './ruleset.ts';
import { addressOfFamily } from './ruleset.ts';
import { seatPath, Seating } from './seats.ts';
import type { NamedPart } from './summary.ts';
import { Summarizer, summaryOf, undecidedSummary } from './summary.ts';
import { TrafficPool } from './traffic-pool.ts';
import type { PairSummary, VerdictTable } from './verdict-table.ts';

/** Called with the rows done and all rows. */
export type Progress = (done: number, total: number) => void;

/**
 * Judges every ordered pair of endpoints. Endpoints that nothing can tell apart are judged once (design decision 5).
 *
 * @see evaluatePair, which gives the same verdict with its trace
 */
export function evaluateAll(ruleset: Ruleset, onProgress?: Progress): VerdictTable {
  return new Table(ruleset, partiesByClass).fill(onProgress);
}

/** The same, each endpoint a class of its own: what `evaluateAll` is compared with. */
export function evaluateAllApart(ruleset: Ruleset): VerdictTable {
  return new Table(ruleset, (parties) => Int32Array.from(parties.keys())).fill();
}

type Grouping = (parties: readonly Party[], ruleset: Ruleset, fields: readonly Field[]) => Int32Array;

const partiesByClass: Grouping = (parties, ruleset, fields) => {
  const seatings = fields.map(({ seating }) => seating);
  const classOfPoint = new Map(fields.map(({ seating, classes }) => [seating, classes]));
  const numbers = new Map<string, number>();
  return Int32Array.from(parties, (party) => {
    const key = classKeyOf(party, ruleset, seatings, (seating, point) => classOfPoint.get(seating)?.[point] ?? 0);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
};

/** One family's points, put into classes. */
interface Field {
  readonly seating: Seating;
  readonly classes: Int32Array;
  readonly summarizer: Summarizer;
}

interface ShapedPath {
  readonly path: Path;
  readonly shape: number;
}

const relations: readonly Relation[] = ['self', 'same-node', 'apart'];
const [self, sameNode, apart] = [0, 1, 2];
const notJudged = -1;

class Table {
  readonly #ruleset: Ruleset;
  readonly #pool = new TrafficPool();
  readonly #fields: readonly Field[];
  readonly #classes: Int32Array;
  readonly #classCount: number;
  /** By row; 0: on no cluster node. */
  readonly #nodes: Int32Array;
  readonly #isPod: Uint8Array;
  /** Pods for which the way to a pod on the same node is that to a pod on another one. */
  readonly #isFarFromHosts: Uint8Array;
  readonly #summaries: PairSummary[] = [];
  readonly #indexOfText = new Map<string, number>();
  readonly #indexOfGists = new Map<string, number>();

  constructor(ruleset: Ruleset, grouping: Grouping) {
    this.#ruleset = ruleset;
    this.#fields = families.map((family) => this.#fieldOf(new Seating(family, ruleset)));
    this.#classes = grouping(ruleset.parties, ruleset, this.#fields);
    const numbers = new Map([...ruleset.sites.keys()].map((name, index) => [name, index + 1]));
    this.#nodes = Int32Array.from(ruleset.parties, (party) => numbers.get(nodeNameOf(party) ?? '') ?? 0);
    this.#isPod = Uint8Array.from(ruleset.parties, ({ kind }) => (kind === 'pod' ? 1 : 0));
    this.#isFarFromHosts = Uint8Array.from(ruleset.parties, (party) => (isFarFromHosts(party, ruleset) ? 1 : 0));
    this.#classCount = this.#classes.reduce((highest, number) => Math.max(highest, number), -1) + 1;
  }

  fill(onProgress?: Progress): VerdictTable {
    const { parties, settings, problems } = this.#ruleset;
    const size = parties.length;
    const pairs = new Uint32Array(size * size);
    // Rows of one class stand together, so that only one class's answers need to be kept.
    const rows = [...parties.keys()].sort((a, b) => (this.#classes[a] ?? 0) - (this.#classes[b] ?? 0));
    const answers = new Int32Array(this.#classCount * relations.length);
    let answersOf = -1;
    for (const [done, row] of rows.entries()) {
      if (this.#classes[row] !== answersOf) answers.fill(notJudged);
      answersOf = this.#classes[row] ?? 0;
      this.#fillRow(row, answers, pairs);
      onProgress?.(done + 1, size);
    }
    const endpoints = parties.map(({ row }) => row);
    return { calicoVersion: settings.calicoVersion, endpoints, summaries: this.#summaries, pairs, problems };
  }

  /** @param answers of the row's class, by relation and class of the column; filled in as pairs are judged */
  #fillRow(row: number, answers: Int32Array, pairs: Uint32Array): void {
    const size = this.#ruleset.parties.length;
    for (let column = 0; column < size; column += 1) {
      const relation = this.#relationOf(row, column);
      const key = relation * this.#classCount + (this.#classes[column] ?? 0);
      let answer = answers[key] ?? notJudged;
      if (answer === notJudged) {
        answer = this.#judgeRows(row, column, relations[relation] ?? 'apart');
        answers[key] = answer;
      }
      pairs[row * size + column] = answer;
    }
  }

  #judgeRows(row: number, column: number, relation: Relation): number {
    const [from, to] = [this.#ruleset.parties[row], this.#ruleset.parties[column]];
    if (from === undefined || to === undefined) throw new Error('a pair outside the table');
    return this.#judge(from, to, relation);
  }

  /** As `relationOf`, in numbers and from numbers: it is asked for every pair. */
  #relationOf(row: number, column: number): number {
    if (row === column && this.#isPod[row] === 1) return self;
    const node = this.#nodes[row] ?? 0;
    if (node === 0 || node !== this.#nodes[column]) return apart;
    return this.#isFarFromHosts[row] === 1 && this.#isFarFromHosts[column] === 1 ? apart : sameNode;
  }

  /** Seats everyone, and has the judge walk over one point of each class only. */
  #fieldOf(seating: Seating): Field {
    for (const party of this.#ruleset.parties) seating.seat(party);
    // A node may be seen in a pod's place without having a row of its own.
    for (const { addresses } of this.#ruleset.sites.values()) {
      const address = addressOfFamily(addresses, seating.family);
      if (address !== null) seating.seatAddress(address);
    }
    const { book } = this.#ruleset;
    const everyone = seating.space();
    const classes = classesOfPoints(everyone, book, this.#pool);
    const representatives: Point[] = [];
    for (const [point, number] of classes.entries()) representatives[number] ??= everyone.at(point);
    const space = new PointSpace(seating.family, representatives, book);
    return { seating, classes, summarizer: new Summarizer(new Judge(space, this.#pool, null)) };
  }

  #judge(from: Party, to: Party, relation: Relation): number {
    const nowhere = [from, to].find((party) => party.kind === 'nowhere');
    if (nowhere?.kind === 'nowhere') return this.#indexOf(undecidedSummary('invalid-endpoint', nowhere.why));
    const parts = this.#fields.map((field) => this.#partsOf(field, from, to, relation));
    const key = keyOfParts(parts, from, to);
    const known = this.#indexOfGists.get(key);
    if (known !== undefined) return known;
    const index = this.#indexOf(summaryOf(parts.flat(), this.#pool));
    this.#indexOfGists.set(key, index);
    return index;
  }

  #partsOf({ seating, classes, summarizer }: Field, from: Party, to: Party, relation: Relation): readonly NamedPart[] {
    const [sources, destinations] = seating.seatPair(from, to);
    if (sources.length === 0 || destinations.length === 0) return noParts;
    const parts: NamedPart[] = [];
    const paths = new Map<Translation, ShapedPath>();
    const shaped = (translation: Translation): ShapedPath => {
      const path = pathBetween(this.#ruleset, from, to, relation, translation);
      return { path, shape: summarizer.shapeOf(path) };
    };
    const classOf = (point: PointId): PointId => classes[point] ?? 0;
    for (const source of sources)
      for (const destination of destinations) {
        const { translation, points } = seatPath(this.#ruleset, from, relation, source, destination, seating);
        const made = paths.get(translation) ?? shaped(translation);
        paths.set(translation, made);
        const inClasses = {
          source: classOf(points.source),
          destination: classOf(points.destination),
          arrival: classOf(points.arrival),
        };
        const gist = summarizer.partOf(made.path, made.shape, inClasses);
        parts.push({ gist, addresses: seating.at(source).part ?? seating.at(destination).part });
      }
    return parts;
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

const noParts: readonly NamedPart[] = [];

/** The parts of a network always come in the same order: which network it is tells them apart. */
function keyOfParts(parts: readonly (readonly NamedPart[])[], from: Party, to: Party): string {
  const gists = parts.map((ofFamily) => ofFamily.map(({ gist }) => gist.id).join()).join('/');
  const network = from.kind === 'network' ? from : to;
  return network.kind === 'network' ? `${gists} ${network.row.id}` : gists;
}
