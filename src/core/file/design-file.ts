import type { ClusterDocument } from '../model/document.ts';
import { emptyDocument } from '../model/document.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../manifest/source-documents.ts';

export interface OpenedDesign {
  readonly document: ClusterDocument;
  readonly problems: readonly Problem[];
}
export function openDesign(_files: readonly SourceFile[]): OpenedDesign {
  return { document: emptyDocument, problems: [] };
}
export function printDesign(_document: ClusterDocument): string {
  return '';
}
