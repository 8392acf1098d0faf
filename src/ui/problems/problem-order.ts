import type { Problem, Severity } from '../../core/model/problem.ts';

export const severityWord: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };

const words: Readonly<Record<Severity, readonly [one: string, several: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  info: ['note', 'notes'],
};

/** `1 error`, `no notes` */
export function severityCount(severity: Severity, count: number): string {
  const [one, several] = words[severity];
  return `${count === 0 ? 'no' : count} ${count === 1 ? one : several}`;
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Errors first; within one severity as they were found. */
export function sortedProblems(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

/** Where it is: the file's line and column where there is a file, else the object and the field. */
export function placeText({ place, resource, path }: Problem): string {
  if (place !== null) return `${place.file}:${place.line}:${place.column}`;
  return [resource ?? 'the design', path.join('.')].filter((part) => part !== '').join(' · ');
}
