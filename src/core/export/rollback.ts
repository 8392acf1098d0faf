import type { SourceFile } from '../manifest/source-documents.ts';
import type { Problem } from '../model/problem.ts';

/** First line of a bundle's `rollback.yaml`, whatever the file is called later. */
export const rollbackMark = '# What an export of Firewright brings';

/**
 * Leaves out the rollback lists of exported bundles: their objects are names to delete, and read as part of a folder
 * they would take the place of the real ones. Each one left out is said.
 */
export function withoutRollbacks(files: readonly SourceFile[]): {
  readonly texts: readonly SourceFile[];
  readonly problems: readonly Problem[];
} {
  const isRollback = ({ text }: SourceFile): boolean => text.startsWith(rollbackMark);
  return {
    texts: files.filter((file) => !isRollback(file)),
    problems: files.filter(isRollback).map(({ name }) => leftOut(name)),
  };
}

function leftOut(file: string): Problem {
  return {
    severity: 'info',
    code: 'FILE-ROLLBACK',
    message: 'The file lists what to delete to take an export back; it was not read as part of the design.',
    path: [],
    resource: null,
    place: { file, line: 1, column: 1 },
  };
}
