import { checkDocument } from '../core/check/check-document.ts';
import { applyPatch, isEmptyPatch } from '../core/edit/patch.ts';
import { planCommand } from '../core/edit/plan-command.ts';
import { openDesign, printDesign, type OpenedDesign } from '../core/file/design-file.ts';
import { reportOn } from '../core/file/read-report.ts';
import type { ClusterDocument, Resource, SourceDocument } from '../core/model/document.ts';
import type { Problem } from '../core/model/problem.ts';
import { evaluateAll } from '../core/policy/evaluate.ts';
import { lower } from '../core/policy/lower.ts';
import { undergoDesign } from './design-ordeal.ts';

/** How a file came through. */
export type Ordeal =
  /** It is no text: nothing of it is opened, and that is said. */
  | { readonly kind: 'not-utf8' }
  | { readonly kind: 'survived'; readonly objects: number; readonly keptTexts: number; readonly evaluated: boolean }
  /** What the program did that it must not, in a sentence. */
  | { readonly kind: 'failed'; readonly what: string };

/** Larger designs are judged by their own tests. */
const mostJudged = 60;
const file = 'hostile.yaml';
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Opens a file and does with it what the program does: saves it untouched, checks it, changes one object and saves again,
 * judges, lints and exports it. Nothing may throw, and no document may be lost or changed that nobody touched.
 *
 * @param choice which object is touched
 */
export function undergo(bytes: Uint8Array, choice: number): Ordeal {
  const text = decoded(bytes);
  if (text === null) return { kind: 'not-utf8' };
  try {
    return undergoText(text, choice);
  } catch (error) {
    return failed(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function undergoText(text: string, choice: number): Ordeal {
  const opened = openDesign([{ name: file, text }]);
  const { document, problems } = opened;
  if (printDesign(document) !== text) return failed('saved untouched it is not what it was');
  const lines = text.split(/\r\n?|\n/).length;
  const found = [...problems, ...checkDocument(document)];
  const misplaced = found.find((problem) => !isPlaced(problem, lines));
  if (misplaced !== undefined)
    return failed(`${misplaced.code} stands nowhere in the file: ${JSON.stringify(misplaced.place)}`);
  const keptTexts = document.sources.filter(({ content }) => content.kind === 'kept-text').length;
  const [report] = reportOn([file], opened.read, []);
  if ((report?.notUnderstood.length ?? 0) < keptTexts) return failed('a document is kept as text and nobody is told');
  const resources = Object.values(document.resources);
  const lost = touchOne(opened, resources, choice);
  if (lost !== null) return failed(lost);
  const ruleset = lower(resources);
  const evaluated = ruleset.parties.length <= mostJudged;
  if (evaluated) evaluateAll(ruleset);
  const fault = evaluated ? undergoDesign(document, ruleset, found) : null;
  return fault === null ? { kind: 'survived', objects: resources.length, keptTexts, evaluated } : failed(fault);
}

function failed(what: string): Ordeal {
  return { kind: 'failed', what };
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function isPlaced({ place }: Problem, lines: number): boolean {
  if (place === null || place.file !== file || place.column < 1) return false;
  return place.line >= 1 && place.line <= lines;
}

/** @returns what was lost, as a sentence; null: nothing */
function touchOne({ document }: OpenedDesign, resources: readonly Resource[], choice: number): string | null {
  const touched = resources[choice % Math.max(1, resources.length)];
  if (touched === undefined) return null;
  const path = ['metadata', 'annotations', 'example.com/touched'];
  const command = { type: 'set-field', resource: touched.id, path, value: 'yes' } as const;
  const planned = planCommand(document, command);
  if (!planned.ok || isEmptyPatch(planned.value)) return null;
  const edited = applyPatch(document, planned.value);
  const printed = printDesign(edited);
  const again = openDesign([{ name: file, text: printed }]).document;
  return differenceBetween(edited, again) ?? missingText(document, printed, touched);
}

function differenceBetween(edited: ClusterDocument, again: ClusterDocument): string | null {
  const ids = Object.keys(edited.resources).sort();
  const idsAgain = Object.keys(again.resources).sort();
  if (ids.join('\n') !== idsAgain.join('\n')) return `after a change there are other objects: ${idsAgain.join(', ')}`;
  const changed = Object.values(edited.resources).find(
    ({ id, manifest }) => JSON.stringify(manifest) !== JSON.stringify(again.resources[id]?.manifest),
  );
  return changed === undefined ? null : `after a change ${changed.id} reads differently`;
}

/** What stands before and behind the touched document is as it was: documents, comments, separators. */
function missingText({ sources }: ClusterDocument, printed: string, touched: Resource): string | null {
  const at = sources.findIndex(({ id }) => id === touched.origin?.source);
  const textOf = (some: readonly SourceDocument[]): string => some.map(({ lead, body }) => lead + body).join('');
  const before = textOf(sources.slice(0, at)) + (sources[at]?.lead ?? '');
  const behind = textOf(sources.slice(at + 1));
  const isKept =
    printed.startsWith(before) && printed.endsWith(behind) && printed.length >= before.length + behind.length;
  return isKept ? null : `after a change to ${touched.id} another document is not what it was`;
}
