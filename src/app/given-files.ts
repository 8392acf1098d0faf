import { withoutRollbacks } from '../core/export/rollback.ts';
import { acceptFiles } from '../core/file/accept-files.ts';
import type { SourceFile } from '../core/manifest/source-documents.ts';
import type { Problem } from '../core/model/problem.ts';
import type { OpenedFile } from '../host/app-host.ts';
import type { DesignFile } from './session.svelte.ts';

/** Those that are texts and part of a design, and what is to be said of the others. */
export function textsOf(files: readonly OpenedFile[]): {
  readonly texts: readonly SourceFile[];
  readonly problems: readonly Problem[];
} {
  const accepted = acceptFiles(files);
  const { texts, problems } = withoutRollbacks(accepted.texts);
  return { texts, problems: [...accepted.problems, ...problems] };
}

export function fileOf({ name, file, version }: OpenedFile): DesignFile {
  return { name, file, version };
}

/** `dump.yaml`, `3 files` */
export function namesOf(files: readonly OpenedFile[]): string {
  const [first] = files;
  return files.length === 1 && first !== undefined ? first.name : count(files.length, 'file');
}

/** `1 object`, `3 objects` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Saving never turns a cluster dump into our file by accident: it keeps its name and gets our ending. */
export function suggestedName(name: string): string {
  // What some system does not take in a name; a file from a folder has the folder before it.
  // eslint-disable-next-line no-control-regex -- control characters are among it
  const clean = name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, '-');
  return /\.firewright\.ya?ml$/.test(clean) ? clean : `${clean.replace(/\.ya?ml$/, '')}.firewright.yaml`;
}
