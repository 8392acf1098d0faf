import { commonSettings } from '../core/compare/common-settings.ts';
import { compareDesigns, type JudgedDesign } from '../core/compare/compare-designs.ts';
import { compareObjects, objectDifference } from '../core/compare/compare-objects.ts';
import { problemOf } from '../core/manifest/positions.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Settings } from '../core/model/settings.ts';
import { evaluateAll } from '../core/policy/evaluate.ts';
import { lower } from '../core/policy/lower.ts';
import { differenceReport } from '../core/report/difference-report.ts';
import type { Arguments } from './arguments.ts';
import { diffJson, endsJson, objectsJson } from './diff-contract.ts';
import { describeProblem } from './design-problems.ts';
import { failure, print, type Outcome } from './outcome.ts';
import { readDesign, type Inputs, type ReadStdin } from './read-inputs.ts';
import { settingsOf } from './settings-arguments.ts';

type Read = Omit<Inputs, 'settings'>;

/**
 * What passes in one of two designs and not in the other. Status 0: all connections and endpoints are the same, whatever
 * objects differ.
 */
export function runDiff(args: Arguments, readStdin: ReadStdin): Outcome {
  const [before, after, ...more] = args.files;
  if (before === undefined || after === undefined || more.length > 0)
    return failure('diff takes two designs: a file or folder each, the older one first.');
  if (before === '-' && after === '-') return failure('Only one of the two designs can come from standard input.');
  const override = settingsOf(args.settings);
  if (!override.ok) return failure(override.error);
  const [old, now] = [readDesign([before], readStdin), readDesign([after], readStdin)];
  if (!old.ok) return failure(`${before}: ${old.error}`);
  if (!now.ok) return failure(`${after}: ${now.error}`);
  return compared(args, old.value, now.value, override.value);
}

function compared(args: Arguments, old: Read, now: Read, override: Partial<Settings>): Outcome {
  const settings = { ...commonSettings(old.document, now.document), ...override };
  const [before, after] = [judged(old, settings), judged(now, settings)];
  const comparison = compareDesigns(before, after);
  const objects = objectDifference(compareObjects(old.document, now.document));
  const problems = { old: problemsOf(old, before), new: problemsOf(now, after) };
  const isSame = comparison.counts.total === 0 && comparison.added.length + comparison.removed.length === 0;
  const report = differenceReport(comparison.connections, endsJson(comparison), objectsJson(objects));
  return {
    status: isSame ? 0 : 1,
    out: print(args, diffJson({ before, after, isSame, comparison, objects, problems }), report),
    diagnostics: [
      ...problems.old.map((problem) => `old: ${describeProblem(problem)}`),
      ...problems.new.map((problem) => `new: ${describeProblem(problem)}`),
      ...(comparison.unasked === 0 ? [] : [`${comparison.unasked} pairs were compared by their summaries only.\n`]),
    ].join(''),
  };
}

function judged({ document }: Read, settings: Partial<Settings>): JudgedDesign {
  const ruleset = lower(Object.values(document.resources), settings);
  return { ruleset, table: evaluateAll(ruleset) };
}

/** Of reading and of the evaluator: what is wrong with either design otherwise is `check`'s. */
function problemsOf({ document, problems }: Read, { ruleset }: JudgedDesign): readonly Problem[] {
  const ofEvaluator = ruleset.problems.map(({ resource, finding }) =>
    resource === null ? { ...finding, resource, place: null } : problemOf(document, resource, finding),
  );
  return [...problems, ...ofEvaluator];
}
