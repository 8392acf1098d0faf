import type { ResourceId } from '../../core/model/ids.ts';
import type { JsonPath } from '../../core/model/json.ts';
import type { Problem } from '../../core/model/problem.ts';

/** The problems of a field: those that point at it or into it. */
export function problemsAt(problems: readonly Problem[], resource: ResourceId, path: JsonPath): readonly Problem[] {
  return problems.filter(
    (problem) =>
      problem.resource === resource &&
      problem.path.length >= path.length &&
      path.every((step, index) => problem.path[index] === step),
  );
}
