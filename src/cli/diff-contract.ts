import type { ConnectionChange, DesignComparison, JudgedDesign } from '../core/compare/compare-designs.ts';
import type { ObjectDifference } from '../core/compare/compare-objects.ts';
import type { Problem } from '../core/model/problem.ts';
import { policyName } from '../core/policy/trace-words.ts';
import type { PairSummary } from '../core/policy/verdict-table.ts';
import type { ReportedEnds, ReportedObjects } from '../core/report/difference-report.ts';
import { problemJson } from './contract.ts';

/**
 * The JSON of `diff`, a public contract as those of `contract.ts` are:
 *
 * - `same`: no connection differs and both designs have the same endpoints (exit status 0). Objects may differ all the
 *   same, without an effect on what passes.
 * - `connections`: each pair for which something else passes. `change` is `added` (nothing passed before), `removed`
 *   (nothing passes now) or `changed`; `effect` is `widened`, `narrowed`, `both` or `unclear` (it can't be evaluated
 *   before or after). `before` and `after` are a row of `verdicts` without its ends, with its notes where there are any;
 *   null where one of the ends is not there. `gained` and `lost` are what certainly passes now or passed, of an external
 *   network for some of its addresses at least; `unclear` what can't be said of.
 * - `counts`: how many connections there are of each `change` and each `effect`.
 * - `endpoints`: those that only one of the designs has; `renamed` are hosts that got a host endpoint or another one.
 * - `objects`: names as in problems; `fields` of a changed one lead to the values that differ.
 * - `problems`: of reading and evaluating, each with the design, `old` or `new`.
 */
export interface Diff {
  readonly before: JudgedDesign;
  readonly after: JudgedDesign;
  readonly isSame: boolean;
  readonly comparison: DesignComparison;
  readonly objects: ObjectDifference;
  readonly problems: { readonly old: readonly Problem[]; readonly new: readonly Problem[] };
}

export function diffJson({ before, after, isSame, comparison, objects, problems }: Diff): object {
  return {
    same: isSame,
    calicoVersion: { old: before.table.calicoVersion, new: after.table.calicoVersion },
    counts: { total: comparison.counts.total, ...comparison.counts.events, ...comparison.counts.effects },
    connections: comparison.connections.map(connectionJson),
    endpoints: {
      added: comparison.added.map(({ id, kind }) => ({ id, kind })),
      removed: comparison.removed.map(({ id, kind }) => ({ id, kind })),
      renamed: endsJson(comparison).renamed,
    },
    objects: objectsJson(objects),
    problems: [
      ...problems.old.map((problem) => ({ design: 'old', ...problemJson(problem) })),
      ...problems.new.map((problem) => ({ design: 'new', ...problemJson(problem) })),
    ],
  };
}

function connectionJson({ event, effect, source, destination, gained, lost, ...change }: ConnectionChange): object {
  return {
    source,
    destination,
    change: event,
    effect,
    before: passageJson(change.before),
    after: passageJson(change.after),
    gained,
    lost,
    ...(change.unclear.length === 0 ? {} : { unclear: change.unclear }),
  };
}

function passageJson(summary: PairSummary | null): object | null {
  if (summary === null) return null;
  const { verdict, allowed, notes } = summary;
  return { verdict, allowed, ...(notes.length === 0 ? {} : { notes }) };
}

/** Endpoints by their ids. */
export function endsJson({ added, removed, renamed }: DesignComparison): ReportedEnds {
  return {
    added: added.map(({ id }) => id),
    removed: removed.map(({ id }) => id),
    renamed: renamed.map(({ before, after }) => ({ before: before.id, after: after.id })),
  };
}

/** Objects by their names. */
export function objectsJson({ added, removed, changed }: ObjectDifference): ReportedObjects {
  return {
    added: added.map(policyName),
    removed: removed.map(policyName),
    changed: changed.map(({ id, fields }) => ({ resource: policyName(id), fields })),
  };
}
