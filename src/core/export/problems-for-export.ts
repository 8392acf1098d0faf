import { checkDocument } from '../check/check-document.ts';
import { problemOf } from '../manifest/positions.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { Problem } from '../model/problem.ts';
import type { CalicoVersion, Settings } from '../model/settings.ts';
import { lower } from '../policy/lower.ts';

/**
 * What is wrong with a design where it is to be applied to a cluster of `calicoVersion`: of reading it, of validation,
 * and what the evaluator could not do. Lints are not among them: a cluster takes what they warn of.
 *
 * @param ofReading what was said when its files were read
 * @param settings in the place of the design's own
 */
export function problemsForExport(
  document: ClusterDocument,
  ofReading: readonly Problem[],
  calicoVersion: CalicoVersion,
  settings: Partial<Settings> = {},
): readonly Problem[] {
  const targeted = { ...settings, calicoVersion };
  const found = [...ofReading, ...checkDocument(document, targeted)];
  const faulty = new Set(found.filter(({ severity }) => severity === 'error').map(({ resource }) => resource));
  const ofEvaluator = lower(Object.values(document.resources), targeted)
    // That it can't judge an object follows from what is wrong with it.
    .problems.filter(({ resource }) => resource === null || !faulty.has(resource))
    .map(({ resource, finding }) =>
      resource === null ? { ...finding, resource, place: null } : problemOf(document, resource, finding),
    );
  return [...found, ...ofEvaluator];
}
