import type { SourceFile } from '../manifest/source-documents.ts';
import type { Problem } from '../model/problem.ts';

/** First line of a bundle's `rollback.yaml`, whatever the file is called later. */
export const rollbackMark = '# What an export of Firewright brings';
/** First line of `delete.yaml`: names of what a cluster has and the design has not. */
export const deletionMark = '# What an export of Firewright takes away';
/** First line of `restore.yaml`: what an export changes or takes away, as it was before. */
export const restoreMark = '# What an export of Firewright replaces';

const marks: readonly { readonly mark: string; readonly holds: string }[] = [
  { mark: rollbackMark, holds: 'lists what to delete to take an export back' },
  { mark: deletionMark, holds: 'lists what an export deletes' },
  { mark: restoreMark, holds: 'holds what was in the cluster before an export' },
];

/**
 * Leaves out the lists of exported bundles that say what to delete or to put back: read as part of a folder, their
 * objects would take the place of the real ones. Each file left out is said.
 */
export function withoutRollbacks(files: readonly SourceFile[]): {
  readonly texts: readonly SourceFile[];
  readonly problems: readonly Problem[];
} {
  const found = files.map((file) => ({ file, list: marks.find(({ mark }) => file.text.startsWith(mark)) }));
  return {
    texts: found.filter(({ list }) => list === undefined).map(({ file }) => file),
    problems: found.flatMap(({ file, list }) => (list === undefined ? [] : [leftOut(file.name, list.holds)])),
  };
}

function leftOut(file: string, holds: string): Problem {
  return {
    severity: 'info',
    code: 'FILE-ROLLBACK',
    message: `The file ${holds}; it was not read as part of the design.`,
    path: [],
    resource: null,
    place: { file, line: 1, column: 1 },
  };
}
