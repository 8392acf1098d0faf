import { classKeyOf } from './classes.ts';
import { PairJudge } from './pair-judge.ts';
import type { Relation } from './path.ts';
import type { Party, Ruleset } from './ruleset.ts';
import { TableLayout } from './table-layout.ts';
import { noSummary } from './verdict-index.ts';
import type { VerdictTable } from './verdict-table.ts';

/** Called with the classes of endpoints done and all of them. */
export type Progress = (done: number, total: number) => void;

/**
 * Judges every ordered pair of endpoints. Endpoints that nothing can tell apart are judged once (design decision 5).
 *
 * @see evaluatePair, which gives the same verdict with its trace
 */
export function evaluateAll(ruleset: Ruleset, onProgress?: Progress): VerdictTable {
  const steps = evaluateInSteps(ruleset);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    onProgress?.(step.value.done, step.value.total);
  }
}

export interface StepDone {
  readonly done: number;
  readonly total: number;
}

/** The same in steps, after each of which the caller may stop. */
export function evaluateInSteps(ruleset: Ruleset): Generator<StepDone, VerdictTable, undefined> {
  const judge = new PairJudge(ruleset);
  return fill(ruleset, judge, classesOfParties(ruleset.parties, ruleset, judge));
}

/** The same, each endpoint a class of its own: what `evaluateAll` is compared with. */
export function evaluateAllApart(ruleset: Ruleset): VerdictTable {
  const steps = fill(ruleset, new PairJudge(ruleset), Uint32Array.from(ruleset.parties.keys()));
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

function classesOfParties(parties: readonly Party[], ruleset: Ruleset, judge: PairJudge): Uint32Array<ArrayBuffer> {
  const numbers = new Map<string, number>();
  return Uint32Array.from(parties, (party) => {
    const key = classKeyOf(party, ruleset, judge.seatings, (seating, point) => judge.classOfPoint(seating, point));
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

/** Judges one pair of endpoints for each pair of classes that meet, for each way in which they do. */
function* fill(
  ruleset: Ruleset,
  judge: PairJudge,
  classOf: Uint32Array<ArrayBuffer>,
): Generator<StepDone, VerdictTable, undefined> {
  const layout = new TableLayout(ruleset, classOf);
  const { classCount } = layout;
  const [own, apart, sameNode] = [classCount, classCount ** 2, classCount ** 2].map((size) =>
    new Uint32Array(size).fill(noSummary),
  );
  if (own === undefined || apart === undefined || sameNode === undefined) throw new Error('three lists');
  const judged = (row: number, column: number, relation: Relation): number =>
    judge.judge(partyAt(ruleset, row), partyAt(ruleset, column), relation);
  for (let source = 0; source < classCount; source += 1) {
    const row = layout.representative(source);
    own[source] = judged(row, row, relationToItself(partyAt(ruleset, row)));
    for (let target = 0; target < classCount; target += 1)
      if (layout.meetApart(source, target))
        apart[source * classCount + target] = judged(row, layout.representative(target), 'apart');
    yield { done: source + 1, total: classCount };
  }
  for (const { row, column, isFar } of layout.neighbours()) {
    const at = (classOf[row] ?? 0) * classCount + (classOf[column] ?? 0);
    sameNode[at] = isFar ? (apart[at] ?? noSummary) : judged(row, column, 'same-node');
  }
  const { calicoVersion } = ruleset.settings;
  const endpoints = ruleset.parties.map(({ row }) => row);
  const { nodeOf } = layout;
  const { problems } = ruleset;
  return { calicoVersion, endpoints, summaries: judge.summaries, classOf, nodeOf, own, sameNode, apart, problems };
}

function partyAt({ parties }: Ruleset, row: number): Party {
  const party = parties[row];
  if (party === undefined) throw new Error('a row beyond the table');
  return party;
}

function relationToItself({ kind }: Party): Relation {
  if (kind === 'pod') return 'self';
  return kind === 'host' ? 'same-node' : 'apart';
}
