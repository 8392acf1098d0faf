import type { ClusterDocument, SourceDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import type { JsonPath } from '../model/json.ts';
import type { Finding, Place, Problem } from '../model/problem.ts';

export function placeOf(source: SourceDocument, _path: JsonPath): Place {
  return { file: source.file, line: source.firstLine, column: 1 };
}
export function problemOf(_document: ClusterDocument, resource: ResourceId, finding: Finding): Problem {
  return { ...finding, resource, place: null };
}
