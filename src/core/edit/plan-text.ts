import { splitDocuments } from '../manifest/split-documents.ts';
import { countLineBreaks } from '../manifest/text-position.ts';
import type { ClusterDocument, Resource, SourceDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { emptyPatch, type Patch } from './patch.ts';

/**
 * The document that an object stands in by itself. The separator and what stands above it are the file's matter, the
 * comments below belong to the object.
 */
export interface OwnText {
  readonly source: SourceDocument;
  /** Up to the separator. */
  readonly head: string;
  /** Comments between the separator and the value. */
  readonly comments: string;
}

const separatorLine = /(?:^|[\r\n])\uFEFF?---[ \t]*(?:\r\n?|\n)/;
const markerOrDirective = /(?:^|[\r\n])\uFEFF?(?:---|%)/;

/** @returns null for an object made in the program, and for an item of a list */
export function ownTextOf(document: ClusterDocument, { origin }: Resource): OwnText | null {
  if (origin === null || origin.path.length > 0) return null;
  const source = document.sources.find(({ id }) => id === origin.source);
  if (source === undefined || source.content.kind !== 'resource') return null;
  const head = headOf(source.lead);
  return { source, head, comments: source.lead.slice(head.length) };
}

/** Where the value begins on the separator's own line, all of the lead is the file's. */
function headOf(lead: string): string {
  if (!markerOrDirective.test(lead)) return lead.startsWith('\uFEFF') ? '\uFEFF' : '';
  const separator = separatorLine.exec(lead);
  return separator === null ? lead : lead.slice(0, separator.index + separator[0].length);
}

/**
 * Keeps `text`, which reads as the object's manifest, as the text of its document: the object counts as untouched again,
 * and what the manifest does not hold, comments above all, is saved with it.
 *
 * @returns the empty patch where the object has no document of its own, or where the text would be more than one
 */
export function textPatch(document: ClusterDocument, id: ResourceId, text: string): Patch {
  const resource = document.resources[id];
  const own = resource === undefined ? null : ownTextOf(document, resource);
  if (resource === undefined || own === null) return emptyPatch;
  const source = rewritten(own, text);
  if (source === null) return emptyPatch;
  const origin = { source: source.id, path: [], manifest: resource.manifest };
  return {
    resources: [{ id, before: resource, after: { ...resource, origin } }],
    sources: { before: document.sources, after: replaced(document.sources, own.source, source) },
  };
}

function rewritten({ source, head }: OwnText, text: string): SourceDocument | null {
  const lineBreak = /\r\n/.test(source.lead + source.body) ? '\r\n' : '\n';
  const written = `${text.trimEnd()}\n`.replaceAll(/\r\n?|\n/g, lineBreak);
  const above = head === '' || /[\r\n\uFEFF]$/.test(head) ? head : `${head.trimEnd()}${lineBreak}`;
  const [chunk, ...more] = splitDocuments(above + written);
  if (chunk === undefined || more.length > 0 || chunk.body === '') return null;
  const firstLine = source.firstLine - countLineBreaks(source.lead) + countLineBreaks(chunk.lead);
  return { ...source, lead: chunk.lead, body: chunk.body, firstLine };
}

/** What stands below in the same file moves with the number of lines. */
function replaced(
  sources: readonly SourceDocument[],
  old: SourceDocument,
  source: SourceDocument,
): readonly SourceDocument[] {
  const more = countLineBreaks(source.lead + source.body) - countLineBreaks(old.lead + old.body);
  const at = sources.indexOf(old);
  return sources.map((other, index) => {
    if (other === old) return source;
    const isBelow = index > at && other.file === old.file && more !== 0;
    return isBelow ? { ...other, firstLine: other.firstLine + more } : other;
  });
}
