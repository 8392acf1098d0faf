import type { ResourceId } from '../../model/ids.ts';
import type { JsonPath } from '../../model/json.ts';
import type { Severity } from '../../model/problem.ts';
import type { FindingCode } from '../../manifest/finding-codes.ts';
import type { LintFinding } from '../lint.ts';

/** What a lint says: what is so, with names, and why it matters or what to do; each without its full stop. */
export type TwoSentences = readonly [fact: string, advice: string];

/** @param resource null: of the design as a whole */
export function lintFinding(
  resource: ResourceId | null,
  severity: Exclude<Severity, 'error'>,
  code: FindingCode,
  path: JsonPath,
  [fact, advice]: TwoSentences,
): LintFinding {
  return { resource, finding: { severity, code, path, message: `${fact}. ${advice}.` } };
}

/** Named as the user does: without kind, with its namespace. */
export function shortName(id: ResourceId): string {
  return id.slice(id.indexOf('/') + 1);
}

const mostNames = 3;

/** `a`, `a and b`, `a, b, c and 4 more`. */
export function namesInWords(names: readonly string[]): string {
  const shown = names.length > mostNames + 1 ? names.slice(0, mostNames) : names;
  const last = shown.length < names.length ? `${names.length - shown.length} more` : shown.at(-1);
  const before = shown.length < names.length ? shown : shown.slice(0, -1);
  return before.length === 0 ? (last ?? '') : `${before.join(', ')} and ${last ?? ''}`;
}

/** `Host endpoint a`, `host endpoints a and b`: as a sentence goes on, or begins. */
export function hostEndpointsInWords(names: readonly string[], isFirst: 'first' | 'within'): string {
  const word = names.length === 1 ? 'ost endpoint' : 'ost endpoints';
  return `${isFirst === 'first' ? 'H' : 'h'}${word} ${namesInWords(names)}`;
}
