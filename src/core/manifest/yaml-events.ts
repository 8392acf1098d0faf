/** What the parser says about a text, one event after the other, by offsets into it; -1 where something is not written. */
export const yamlEvents = { DOCUMENT: 1, SEQUENCE: 2, MAPPING: 3, SCALAR: 4, ALIAS: 5, POP: 6 } as const;

interface Properties {
  readonly anchorStart: number;
  readonly anchorEnd: number;
  readonly tagStart: number;
  readonly tagEnd: number;
}

export interface YamlDocumentEvent {
  readonly type: typeof yamlEvents.DOCUMENT;
  readonly directives: readonly (
    { readonly kind: 'yaml' } | { readonly kind: 'tag'; readonly handle: string; readonly prefix: string }
  )[];
}

export interface YamlCollectionEvent extends Properties {
  readonly type: typeof yamlEvents.SEQUENCE | typeof yamlEvents.MAPPING;
  readonly start: number;
}

export interface YamlScalarEvent extends Properties {
  readonly type: typeof yamlEvents.SCALAR;
  /** Without quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly style: 1 | 2 | 3 | 4 | 5;
  /** How the text of block scalars is cut out. */
  readonly chomping: 1 | 2 | 3;
  readonly indent: number;
  readonly fast: boolean;
}

export interface YamlAliasEvent {
  readonly type: typeof yamlEvents.ALIAS;
  /** Behind the asterisk. */
  readonly anchorStart: number;
  readonly anchorEnd: number;
}

/** Closes the document, sequence or mapping that was opened last. */
export interface YamlPopEvent {
  readonly type: typeof yamlEvents.POP;
}

export type YamlEvent = YamlDocumentEvent | YamlCollectionEvent | YamlScalarEvent | YamlAliasEvent | YamlPopEvent;

/** Deeper documents are refused (product.md section 4), so that every reader of them may recurse. */
export const maxNesting = 200;

/** Why a text cannot be read, and where in it. */
export interface YamlFault {
  /** `YAML-REFUSED`: well-formed YAML, but nothing that a manifest may be. */
  readonly code: 'YAML-SYNTAX' | 'YAML-REFUSED';
  /** In UTF-16 code units from the start of the text. */
  readonly offset: number;
  readonly message: string;
}

export function isPlain({ style }: YamlScalarEvent): boolean {
  return style === 1;
}

function isQuoted({ style }: YamlScalarEvent): boolean {
  return style === 2 || style === 3;
}

/** Where the event's own text starts, quotes included, anchor and tag not; 0 for a value that is not written. */
export function offsetOf(event: YamlEvent): number {
  switch (event.type) {
    case yamlEvents.SCALAR:
      return Math.max(0, isQuoted(event) ? event.valueStart - 1 : event.valueStart);
    case yamlEvents.MAPPING:
    case yamlEvents.SEQUENCE:
      return event.start;
    case yamlEvents.ALIAS:
      return event.anchorStart - 1;
    default:
      return 0;
  }
}
