import type { ClusterDocument, SourceDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { fieldOf, isJsonArray, isJsonObject, type JsonArray, type JsonValue } from '../model/json.ts';
import { keepDocument, keepResource, readDocument, readResource, readSources } from './kept-document.ts';
import { withoutOldest, type History, type HistoryStep } from './history.ts';
import { applyPatch, type Patch, type ResourceChange } from './patch.ts';
import { stepKinds } from './step-kind.ts';

const format = 1;

/** Longer texts are not kept: the oldest steps go first, and with a design that is larger by itself all of them. */
export const maxKeptLength = 16 * 1024 * 1024;

export interface RestoredHistory {
  readonly history: History;
  /** The design where the history stands. */
  readonly document: ClusterDocument;
}

/** Writes histories down, each step and each base once: what is kept every few seconds differs by its last steps. */
export class HistoryWriter {
  readonly #steps = new WeakMap<HistoryStep, string>();
  #base: { readonly of: ClusterDocument; readonly text: string } | null = null;
  /** Where the oldest steps were left out the last time, so that the same are left out again. */
  #trimmed: { readonly first: HistoryStep; readonly history: History } | null = null;

  /**
   * The history as text that `readHistory` takes, with the design at its beginning; sources and origins included, so
   * that undoing all the way brings the very bytes back.
   *
   * @returns null where even the design alone is too long
   */
  write(history: History): string | null {
    let kept = this.#trimmedAsBefore(history);
    for (;;) {
      const text = this.#print(kept);
      if (text.length <= maxKeptLength) return text;
      const next = withoutOldest(kept, Math.ceil(kept.position / 2));
      if (next === kept) return null;
      kept = next;
      const [first] = kept.steps;
      this.#trimmed = first === undefined ? null : { first, history: kept };
    }
  }

  #trimmedAsBefore(history: History): History {
    if (this.#trimmed === null) return history;
    const from = history.steps.indexOf(this.#trimmed.first);
    if (from <= 0 || from > history.position) return history;
    const { base } = this.#trimmed.history;
    return { base, steps: history.steps.slice(from), position: history.position - from };
  }

  #print({ base, steps, position }: History): string {
    const head = `"format":${format},"position":${position}`;
    const texts = this.#stepTexts(base, steps);
    return `{${head},"base":${this.#baseText(base)},"steps":[${texts.join(',')}]}`;
  }

  #baseText(base: ClusterDocument): string {
    if (this.#base?.of !== base) this.#base = { of: base, text: JSON.stringify(keepDocument(base)) };
    return this.#base.text;
  }

  #stepTexts(base: ClusterDocument, steps: readonly HistoryStep[]): readonly string[] {
    let sources = base.sources;
    return steps.map((step) => {
      const text = this.#steps.get(step) ?? JSON.stringify(keepStep(step, sources));
      this.#steps.set(step, text);
      sources = step.patch.sources?.after ?? sources;
      return text;
    });
  }
}

/** A step by what it leads to; what was before is known from the steps before it. */
function keepStep({ label, kind, patch }: HistoryStep, sources: readonly SourceDocument[]): object {
  const indexes = new Map(sources.map((source, index) => [source, index]));
  return {
    label,
    kind,
    resources: patch.resources.map(({ id, before, after }) => [id, after && keepResource(after, before)]),
    sources: patch.sources && patch.sources.after.map((source) => indexes.get(source) ?? source),
  };
}

/**
 * Reads what `HistoryWriter` wrote. It comes from a file, so it may be anything.
 *
 * @returns null where it is no history, of another format, or does not fit together
 */
export function readHistory(text: string): RestoredHistory | null {
  const raw = parseJson(text);
  const base = readDocument(fieldOf(raw, 'base'));
  const [position, rawSteps] = [fieldOf(raw, 'position'), fieldOf(raw, 'steps')];
  if (fieldOf(raw, 'format') !== format || base === null || !isJsonArray(rawSteps)) return null;
  if (!isCount(position, rawSteps.length)) return null;
  const steps: HistoryStep[] = [];
  let [now, document] = [base, base];
  for (const rawStep of rawSteps) {
    const step = readStep(rawStep, now);
    if (step === null) return null;
    steps.push(step);
    now = applyPatch(now, step.patch);
    if (steps.length === position) document = now;
  }
  return { history: { base, steps, position }, document };
}

function readStep(raw: JsonValue, now: ClusterDocument): HistoryStep | null {
  const [label, rawKind, changes] = [fieldOf(raw, 'label'), fieldOf(raw, 'kind'), fieldOf(raw, 'resources')];
  const kind = stepKinds.find((known) => known === rawKind);
  const sources = readSourceChange(fieldOf(raw, 'sources'), now);
  if (typeof label !== 'string' || kind === undefined || !isJsonArray(changes) || sources === undefined) return null;
  const resources = readChanges(changes, now);
  return resources === null ? null : { label, kind, patch: { resources, sources } };
}

function readChanges(raw: JsonArray, { resources }: ClusterDocument): readonly ResourceChange[] | null {
  const changes = new Map<ResourceId, ResourceChange>();
  for (const change of raw) {
    const [key, rawAfter] = isJsonArray(change) ? change : [];
    // A patch names each object once; and no object is called like what every record inherits.
    if (typeof key !== 'string' || key === '__proto__' || changes.has(key as ResourceId)) return null;
    // An id is nothing but the key of an object.
    const id = key as ResourceId;
    const before = (Object.hasOwn(resources, id) ? resources[id] : null) ?? null;
    const after = rawAfter === null ? null : readResource(rawAfter, before);
    if (after === undefined || (after !== null && after.id !== id)) return null;
    changes.set(id, { id, before, after });
  }
  return [...changes.values()];
}

/** @returns undefined where it is neither null nor a list of sources */
function readSourceChange(raw: JsonValue | undefined, { sources }: ClusterDocument): Patch['sources'] | undefined {
  if (raw === null) return null;
  const after = readSources(raw, sources);
  return after === null ? undefined : { before: sources, after };
}

function isCount(value: JsonValue | undefined, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

function parseJson(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
