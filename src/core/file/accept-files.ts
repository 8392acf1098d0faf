import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../manifest/source-documents.ts';

/** A file as the host hands it over; the same shape as `OpenedFile` of the AppHost, which core cannot see. */
export interface OfferedFile {
  readonly name: string;
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'not-utf8'; readonly offset: number }
    | { readonly kind: 'too-large'; readonly bytes: number };
}
export interface AcceptedFiles {
  readonly files: readonly SourceFile[];
  readonly problems: readonly Problem[];
}
export function acceptFiles(_files: readonly OfferedFile[]): AcceptedFiles {
  return { files: [], problems: [] };
}
