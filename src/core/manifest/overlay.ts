import type { Resource, SourceDocument } from '../model/document.ts';
import type { Place, Problem } from '../model/problem.ts';
import type { SourceId } from '../model/ids.ts';
import { pauseLength } from './list-items.ts';
import { placeOf } from './positions.ts';
import {
  identityKey,
  readFileSources,
  type FileSources,
  type MovedObject,
  type SourceFile,
} from './source-documents.ts';
import { withoutPause, type Steps } from './steps.ts';

/** Objects of several files laid over each other, with the texts that they came from. */
export type ReadSources = FileSources;

/** In UTF-16 code units; product.md section 4 speaks of bytes, of which a text never has fewer. */
const maxTextLength = 50 * 1024 * 1024;

/** How much of all files was read, in characters. */
export interface ReadProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Reads files in the order given. A later object with the same group, kind, namespace and name replaces the earlier
 * one, and a problem of severity info says so; the replaced text leaves the design. What cannot be read stays as text
 * and becomes a problem (product.md section 4).
 *
 * @param existing documents that the design already has: the new ones get other ids
 */
export function readSources(files: readonly SourceFile[], existing: readonly SourceDocument[] = []): ReadSources {
  return withoutPause(readSourcesInSteps(files, existing));
}

/** Like `readSources`, with a pause every few milliseconds: for the window, which has more to do than to read. */
export function* readSourcesInSteps(
  files: readonly SourceFile[],
  existing: readonly SourceDocument[] = [],
): Steps<ReadProgress, ReadSources> {
  const total = files.reduce((sum, { text }) => sum + text.length, 0);
  const all = new Overlay(existing);
  let [done, paused, behind] = [0, 0, 0];
  for (const file of files) {
    behind += file.text.length;
    if (file.text.length > maxTextLength) {
      all.report(tooLarge(file.name));
      continue;
    }
    const steps = readFileSources(file, all.nextIndex(file.name));
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) {
      paused = done += step.value;
      yield { done, total };
    }
    all.lay(file.name, step.value);
    done = behind;
    if (done - paused < pauseLength) continue;
    paused = done;
    yield { done, total };
  }
  return all.finish();
}

/** What was read so far, each file laid over those before it. */
class Overlay {
  readonly #resources = new Map<string, Resource>();
  readonly #moved = new Map<string, MovedObject>();
  readonly #sources = new Map<SourceId, SourceDocument>();
  readonly #problems: Problem[] = [];
  readonly #nextIndexes = new Map<string, number>();

  /** Documents of a file may have left the design: those that stayed keep their numbers. */
  constructor(existing: readonly SourceDocument[]) {
    for (const { id, file } of existing) this.#raise(file, indexOfSource(id) + 1);
  }

  /** Number of the next document in a file of this name. */
  nextIndex(file: string): number {
    return this.#nextIndexes.get(file) ?? 0;
  }

  report(problem: Problem): void {
    this.#problems.push(problem);
  }

  lay(file: string, { resources, moved, sources, problems }: FileSources): void {
    this.#raise(file, this.nextIndex(file) + sources.length);
    for (const problem of problems) this.report(problem);
    const replaced = resources.flatMap((newer) => {
      const older = this.#resources.get(identityKey(newer.id));
      return older === undefined ? [] : [{ older, newer, place: this.#placeOf(older) }];
    });
    for (const { older } of replaced) this.#remove(older);
    for (const source of sources) this.#sources.set(source.id, source);
    for (const resource of resources) this.#resources.set(identityKey(resource.id), resource);
    for (const one of moved) this.#moved.set(identityKey(one.id), one);
    for (const { newer, place } of replaced) this.report(replacement(place, newer, this.#placeOf(newer)));
  }

  finish(): ReadSources {
    const [resources, sources] = [[...this.#resources.values()], [...this.#sources.values()]];
    return { resources, moved: [...this.#moved.values()], sources, problems: this.#problems };
  }

  #raise(file: string, index: number): void {
    this.#nextIndexes.set(file, Math.max(this.nextIndex(file), index));
  }

  /** With its text, unless other objects stand in that as well. */
  #remove({ id, origin }: Resource): void {
    this.#resources.delete(identityKey(id));
    this.#moved.delete(identityKey(id));
    const source = origin === null ? undefined : this.#sources.get(origin.source);
    if (source?.content.kind === 'resource') this.#sources.delete(source.id);
  }

  #placeOf({ origin }: Resource): Place | null {
    const source = origin === null ? undefined : this.#sources.get(origin.source);
    return source === undefined || origin === null ? null : placeOf(source, origin.path);
  }
}

/** The number behind the file's name, see `sourceId`. */
function indexOfSource(id: SourceId): number {
  return Number(id.slice(id.lastIndexOf('#') + 1));
}

function replacement(before: Place | null, newer: Resource, place: Place | null): Problem {
  const where = before === null ? '' : ` in ${before.file}, line ${before.line}`;
  const message = `${newer.id} replaces the one${where}: a later file overrides an earlier one.`;
  return { severity: 'info', code: 'RESOURCE-REPLACED', message, path: [], resource: newer.id, place };
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
