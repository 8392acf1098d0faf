import type { Resource, SourceDocument } from '../model/document.ts';
import type { Place, Problem } from '../model/problem.ts';
import { placeOf } from './positions.ts';
import { identityKey, readFileSources, type FileSources, type SourceFile } from './source-documents.ts';

/** Objects of several files laid over each other, with the texts that they came from. */
export type ReadSources = FileSources;

/** In UTF-16 code units; product.md section 4 speaks of bytes, of which a text never has fewer. */
const maxTextLength = 50 * 1024 * 1024;

/**
 * Reads files in the order given. A later object with the same group, kind, namespace and name replaces the earlier
 * one, and a problem of severity info says so; the replaced text leaves the design. What cannot be read stays as text
 * and becomes a problem (product.md section 4).
 *
 * @param existing documents that the design already has: the new ones get other ids
 */
export function readSources(files: readonly SourceFile[], existing: readonly SourceDocument[] = []): ReadSources {
  const counts = new Map<string, number>();
  for (const { file } of existing) counts.set(file, (counts.get(file) ?? 0) + 1);
  let all: ReadSources = { resources: [], sources: [], problems: [] };
  for (const file of files) {
    if (file.text.length > maxTextLength) {
      all = { ...all, problems: [...all.problems, tooLarge(file.name)] };
      continue;
    }
    const index = counts.get(file.name) ?? 0;
    const read = readFileSources(file, index);
    counts.set(file.name, index + read.sources.length);
    all = overlay(all, read);
  }
  return all;
}

function overlay(below: ReadSources, above: FileSources): ReadSources {
  const newer = new Map(above.resources.map((resource) => [identityKey(resource.id), resource]));
  const replaced = below.resources.filter(({ id }) => newer.has(identityKey(id)));
  const gone = new Set(replaced);
  const placeIn = placesIn([...below.sources, ...above.sources]);
  const goneIds = new Set(replaced.map(({ id }) => id));
  const sources = below.sources.filter(({ content }) => content.kind !== 'resource' || !goneIds.has(content.resource));
  return {
    resources: [...below.resources.filter((resource) => !gone.has(resource)), ...above.resources],
    sources: [...sources, ...above.sources],
    problems: [
      ...below.problems,
      ...above.problems,
      ...replaced.map((older) => replacement(older, newer.get(identityKey(older.id)), placeIn)),
    ],
  };
}

function replacement(older: Resource, newer: Resource | undefined, placeIn: PlaceOfResource): Problem {
  const before = placeIn(older);
  const where = before === null ? '' : ` in ${before.file}, line ${before.line}`;
  const message = `${newer?.id ?? older.id} replaces the one${where}: a later file overrides an earlier one.`;
  const place = newer === undefined ? null : placeIn(newer);
  return { severity: 'info', code: 'RESOURCE-REPLACED', message, path: [], resource: newer?.id ?? null, place };
}

type PlaceOfResource = (resource: Resource) => Place | null;

function placesIn(sources: readonly SourceDocument[]): PlaceOfResource {
  const byId = new Map(sources.map((source) => [source.id, source]));
  return ({ origin }) => {
    const source = origin === null ? undefined : byId.get(origin.source);
    return source === undefined || origin === null ? null : placeOf(source, origin.path);
  };
}

function tooLarge(file: string): Problem {
  const message = 'The file is larger than 50 MiB and was not read.';
  return {
    severity: 'error',
    code: 'FILE-TOO-LARGE',
    message,
    path: [],
    resource: null,
    place: { file, line: 1, column: 1 },
  };
}
