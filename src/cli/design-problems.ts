import { checkDocument } from '../core/check/check-document.ts';
import type { LintFinding } from '../core/lint/lint.ts';
import { lintDesign, lintInput } from '../core/lint/lint-design.ts';
import { problemOf } from '../core/manifest/positions.ts';
import type { Problem } from '../core/model/problem.ts';
import { lower } from '../core/policy/lower.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import type { Inputs } from './read-inputs.ts';

export function rulesetOf({ document, settings }: Inputs): Ruleset {
  return lower(Object.values(document.resources), settings);
}

/** Of reading, of validation, what the evaluator could not do, and lints. */
export function problemsOf(inputs: Inputs, ruleset: Ruleset): readonly Problem[] {
  const { document, settings, problems } = inputs;
  const lints = lintDesign(lintInput(document.resources, ruleset, settings));
  const found = placedFindings(inputs, [...ruleset.problems, ...lints]);
  return [...problems, ...checkDocument(document, settings), ...found];
}

/** With their places in the user's files. */
export function placedFindings({ document }: Inputs, found: readonly LintFinding[]): readonly Problem[] {
  return found.map(({ resource, finding }) =>
    resource === null ? { ...finding, resource, place: null } : problemOf(document, resource, finding),
  );
}

/** One line for stderr. */
export function describeProblem({ severity, code, place, message }: Problem): string {
  const where = place === null ? '' : `${place.file}:${place.line}:${place.column}: `;
  return `${severity} ${code}: ${where}${message}\n`;
}

export function errorsAmong(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ severity }) => severity === 'error');
}
