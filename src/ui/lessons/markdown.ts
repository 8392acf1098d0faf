import type { PhrasingContent, RootContent, TableCell } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';

/** A part of a line. What the text may not bring along (HTML, pictures) is its own source. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly parts: readonly Inline[] }
  /** Nothing is opened from a lesson: the address stands beside the words. '' where the words are the address. */
  | { readonly kind: 'link'; readonly parts: readonly Inline[]; readonly address: string }
  | { readonly kind: 'break' };

export type Block =
  | { readonly kind: 'paragraph'; readonly parts: readonly Inline[] }
  | { readonly kind: 'heading'; readonly parts: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list';
      readonly isOrdered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'table'; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'rule' };

export type Cell = readonly Inline[];

/** Lists in lists in quotes: deeper than this nobody writes, and the rest is shown as it stands. */
const mostDeep = 8;
const longestLead = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)]))+/gm;

/**
 * The text of a lesson as a tree, ready to be drawn: paragraphs, headings, lists, tables, code, quotes. Never throws,
 * and never gives anything that could load or run something.
 */
export function parseMarkdown(text: string): readonly Block[] {
  const root = fromMarkdown(withoutAbyss(text), {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  const source = (node: RootContent | PhrasingContent): string =>
    text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
  return blocksOf(root.children, source, 0);
}

type Source = (node: RootContent | PhrasingContent) => string;

/** Containers begin at the head of a line: thousands of them there would keep the parser busy. */
function withoutAbyss(text: string): string {
  return text.replace(longestLead, (lead) => (lead.length > 80 ? lead.replace(/[^\s]/g, '·') : lead));
}

function blocksOf(nodes: readonly RootContent[], source: Source, depth: number): readonly Block[] {
  return nodes.flatMap((node) => blockOf(node, source, depth));
}

function blockOf(node: RootContent, source: Source, depth: number): readonly Block[] {
  const inside = (children: readonly RootContent[]): readonly Block[] =>
    depth < mostDeep ? blocksOf(children, source, depth + 1) : [plain(source(node))];
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return [{ kind: node.type, parts: inlinesOf(node.children, source, 0) }];
    case 'code':
      return [{ kind: 'code', text: node.value }];
    case 'blockquote':
      return [{ kind: 'quote', blocks: inside(node.children) }];
    case 'list': {
      const items = node.children.map((item) => inside(item.children));
      return [{ kind: 'list', isOrdered: node.ordered === true, start: node.start ?? 1, items }];
    }
    case 'table': {
      const cells = (row: readonly TableCell[]): readonly Cell[] =>
        row.map(({ children }) => inlinesOf(children, source, 0));
      const [head, ...rows] = node.children.map((row) => cells(row.children));
      return [{ kind: 'table', head: head ?? [], rows }];
    }
    case 'thematicBreak':
      return [{ kind: 'rule' }];
    case 'definition':
      return [];
    default:
      return [plain(source(node))];
  }
}

function plain(text: string): Block {
  return { kind: 'paragraph', parts: [{ kind: 'text', text }] };
}

function inlinesOf(nodes: readonly PhrasingContent[], source: Source, depth: number): readonly Inline[] {
  return nodes.map((node) => inlineOf(node, source, depth));
}

function inlineOf(node: PhrasingContent, source: Source, depth: number): Inline {
  if (depth >= mostDeep) return { kind: 'text', text: source(node) };
  switch (node.type) {
    case 'text':
      return { kind: 'text', text: node.value };
    case 'inlineCode':
      return { kind: 'code', text: node.value };
    case 'strong':
    case 'emphasis':
      return { kind: node.type, parts: inlinesOf(node.children, source, depth + 1) };
    case 'link': {
      const parts = inlinesOf(node.children, source, depth + 1);
      const [only] = parts;
      const isAddress = parts.length === 1 && only?.kind === 'text' && only.text === node.url;
      return { kind: 'link', parts, address: isAddress ? '' : node.url };
    }
    case 'break':
      return { kind: 'break' };
    default:
      return { kind: 'text', text: source(node) };
  }
}
