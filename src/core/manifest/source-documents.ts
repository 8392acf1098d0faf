import type { Resource, SourceDocument } from '../model/document.ts';
import type { Problem } from '../model/problem.ts';

export interface SourceFile {
  readonly name: string;
  readonly text: string;
}
export interface ReadSources {
  readonly resources: readonly Resource[];
  readonly sources: readonly SourceDocument[];
  readonly problems: readonly Problem[];
}
export function readSources(_files: readonly SourceFile[]): ReadSources {
  return { resources: [], sources: [], problems: [] };
}
