import type { Suggestion, SuggestionKind } from '../inspector/rules/suggestions.ts';
import type { CandidateKind } from '../inspector/candidates.ts';
import type { Suggestions } from '../inspector/property-table.ts';
import { completionsAt, type Vocabulary } from '../../core/selector/complete.ts';
import { unreachable } from '../../core/result.ts';
import { anItem, yamlCursorAt, type YamlCursor } from './yaml-cursor.ts';
import { offersAt, offersFor, type OfferedValues, type Offers } from './yaml-offers.ts';

/** What the design has that a text can name. */
export interface KnownNames {
  names(of: Suggestions): readonly string[];
  entries(of: SuggestionKind): readonly Suggestion[];
  /** Labels of what a selector of this kind can mean. */
  vocabulary(of: CandidateKind): Vocabulary;
}

export interface YamlOffer {
  /** What is typed is compared with it. */
  readonly label: string;
  readonly insert: string;
  readonly detail: string;
  readonly kind: 'key' | 'value';
  /** How far before the end of what is written the caret goes. */
  readonly back: number;
  /** Something is to be chosen behind it too. */
  readonly goesOn: boolean;
}

export interface YamlOffers {
  readonly from: number;
  readonly options: readonly YamlOffer[];
}

/**
 * What could be written at the caret: the keys and words of the object's kind, and the names and labels of the design.
 *
 * @param explicit the user asked; else nothing is offered for a key of which no letter is typed yet
 * @returns null where nothing is known of the place
 */
export function completeYaml(text: string, offset: number, known: KnownNames, explicit: boolean): YamlOffers | null {
  const cursor = yamlCursorAt(text, offset);
  if (cursor === null || (cursor.slot === 'key' && cursor.word === '' && !explicit)) return null;
  const offers = offersAt(offersFor(cursor.apiVersion, cursor.kind), cursor.path);
  if (offers === null) return null;
  const from = offset - cursor.word.length;
  if (offers.values.kind === 'selector' && cursor.slot === 'value')
    return selectorOffers(from, cursor.word, known.vocabulary(offers.values.of), explicit);
  const values = valueOffers(offers.values, cursor, known);
  const isInList = cursor.path.at(-1) === anItem;
  const options = cursor.slot === 'value' ? values : [...keyOffers(offers, cursor, known), ...(isInList ? values : [])];
  return options.length === 0 ? null : { from, options };
}

function keyOffers({ keys, anyKey }: Offers, cursor: YamlCursor, known: KnownNames): readonly YamlOffer[] {
  const own = [...keys].map(([key, { label, offers }]) => ({
    label: key,
    insert: `${key}:${behindKey(offers, cursor.column)}`,
    detail: label,
    kind: 'key' as const,
    back: 0,
    goesOn: offers.values.kind !== 'none',
  }));
  const carried = anyKey === null ? [] : labelKeys(known, anyKey.of);
  const labels = carried.map(({ text, count }) => ({
    label: text,
    insert: `${text}: `,
    detail: String(count),
    kind: 'key' as const,
    back: 0,
    goesOn: true,
  }));
  return [...own, ...labels].filter(({ label }) => !cursor.siblings.includes(label));
}

/** A value on the same line, or what is to be written below on lines of its own. */
function behindKey({ keys, anyKey, item }: Offers, column: number): string {
  const indent = ' '.repeat(column + 2);
  if (item !== null) return `\n${indent}- `;
  return keys.size > 0 || anyKey !== null ? `\n${indent}` : ' ';
}

function valueOffers(values: OfferedValues, { path }: YamlCursor, known: KnownNames): readonly YamlOffer[] {
  switch (values.kind) {
    case 'none':
    case 'selector':
      return [];
    case 'words':
      return values.words.map((word) => valueOffer(word, word, ''));
    case 'names':
      return known.names(values.of).map((name) => valueOffer(name, scalarOf(name), ''));
    case 'entries':
      return known
        .entries(values.of)
        .flatMap(({ label, entries }) =>
          entries.map((entry) => valueOffer(entry, entryOf(entry), label === entry ? '' : label)),
        );
    case 'label-values': {
      const key = path.at(-1);
      const found = typeof key === 'string' ? (vocabularyOf(known, values.of).values.get(key) ?? []) : [];
      return found.map(({ text, count }) => valueOffer(text, scalarOf(text), String(count)));
    }
    case 'label-keys':
      return labelKeys(known, values.of).map(({ text, count }) => valueOffer(text, scalarOf(text), String(count)));
    default:
      return unreachable(values);
  }
}

function valueOffer(label: string, insert: string, detail: string): YamlOffer {
  return { label, insert, detail, kind: 'value', back: 0, goesOn: false };
}

function selectorOffers(from: number, word: string, vocabulary: Vocabulary, explicit: boolean): YamlOffers | null {
  const found = completionsAt(word, word.length, vocabulary);
  if (found === null || (word !== '' && found.from === word.length && !explicit)) return null;
  const options = found.options.map(({ label, insert, kind, count, back }) => ({
    label: kind === 'value' ? insert : label,
    insert,
    detail: count === null ? '' : String(count),
    kind: kind === 'key' ? ('key' as const) : ('value' as const),
    back,
    goesOn: kind === 'operator' || kind === 'function',
  }));
  return options.length === 0 ? null : { from: from + found.from, options };
}

/** Those that the objects of the design carry; inherited ones are written in no object. */
function labelKeys(known: KnownNames, of: LabelsOf): Vocabulary['keys'] {
  return vocabularyOf(known, of).keys.filter(({ text }) => !/^pc(?:ns|sa)\./.test(text));
}

type LabelsOf = Extract<OfferedValues, { kind: 'label-values' }>['of'];

function vocabularyOf(known: KnownNames, of: LabelsOf): Vocabulary {
  return known.vocabulary(of === 'everything' || of === 'pods' ? 'endpoints' : of);
}

const otherThanText = /^(?:true|false|yes|no|on|off|y|n|null|~|[-+.]?\d.*)$/i;
const ipv4 = /^\d+(?:\.\d+){3}(?:\/\d+)?$/;

/** A text as YAML, in quotes where it would be something else without them. */
function scalarOf(text: string): string {
  const isPlain = /^[A-Za-z0-9_./][\w./-]*$/.test(text) && (ipv4.test(text) || !otherThanText.test(text));
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`;
}

/** A port is a number; two of them would be one to a reader of YAML 1.1. */
function entryOf(text: string): string {
  return /^\d+$/.test(text) ? text : scalarOf(text);
}
