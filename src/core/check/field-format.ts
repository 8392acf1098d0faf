import type { Field } from '../manifest/field-reader.ts';
import { oneOf } from '../manifest/field-reader.ts';
import { readCalicoPort, readNet, readSelector } from '../manifest/read-values.ts';
import { isRegularExpression } from './regular-expression.ts';
import { parseAddress } from '../net/cidr.ts';

/** How a value is written, for whoever offers to edit it; a list of words is a choice. */
export type FieldForm = 'flag' | 'text' | 'integer' | 'port' | 'texts' | 'structure' | readonly string[];

/** Reports what is wrong with a field's value; an absent field is never wrong. */
export interface Format {
  (field: Field): void;
  /** Absent: of no form that has an editor of its own. */
  readonly form?: FieldForm;
}

function format(form: FieldForm, check: (field: Field) => void): Format {
  return Object.assign((field: Field) => check(field), { form });
}

/** Fields that share a format. */
export type FormatTable = readonly (readonly [format: Format, fields: readonly string[]])[];

/** Holds the fields of an object against a table; those in no row are unknown, maybe of another version: a warning. */
export function validateFormats(object: Field, table: FormatTable): void {
  object.knowOnly(
    table.flatMap(([, fields]) => fields),
    'warning',
  );
  for (const [format, fields] of table) {
    for (const name of fields) {
      const field = object.at(name);
      if (field.present) format(field);
    }
  }
}

export const flag = format('flag', (field) => void field.flag());
export const text = format('text', (field) => void field.text());
export const anything: Format = () => undefined;
export const selector = format('text', (field) => void readSelector(field));

export function integer(first: number, last: number): Format {
  return format('integer', (field) => void field.integer(first, last));
}

export const anyInteger = integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

/** One of these words, spelled exactly. */
export function word(...words: readonly string[]): Format {
  return format(words, (field) => void field.choice(Object.fromEntries(words.map((known) => [known, known]))));
}

/** One of these words in any case, or nothing. */
export function looseWord(...words: readonly string[]): Format {
  const known = new Set(['', ...words.map((one) => one.toLowerCase())]);
  return format(words, (field) => {
    const given = field.text();
    if (given !== null && !known.has(given.toLowerCase()))
      field.error('VALUE-UNKNOWN', `${field.label} is "${given}"; it must be ${oneOf(words)}.`);
  });
}

/** A text of which `accepts` holds; `form` says in words what that is. */
export function textThat(accepts: (text: string) => boolean, form: string): Format {
  return format('text', (field) => {
    const given = field.text();
    if (given !== null && !accepts(given))
      field.error('VALUE-SYNTAX', `${field.label} is "${given}"; it must be ${form}.`);
  });
}

export function listOf(item: Format): Format {
  return format(item.form === 'text' ? 'texts' : 'structure', (field) => field.items().forEach((one) => item(one)));
}

/** Longer than any duration that a user writes; bounds the work on hostile text. */
const maxDurationLength = 64;

function isMadeOf(part: RegExp): (text: string) => boolean {
  return (given) => given.length <= maxDurationLength && given.replaceAll(part, '') === '';
}

/** Felix's schema admits whole numbers only: its pattern for fractions has one backslash too many. */
export const duration = textThat(isMadeOf(/[0-9]+(?:ms|s|m|h)/g), 'a duration such as 90s or 1m30s');

/** What Go reads as a duration and is not negative. */
export function isGoDuration(given: string): boolean {
  return given === '0' || (given !== '' && isMadeOf(/(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|ms|s|m|h)/g)(given));
}
export const goDuration = textThat(isGoDuration, 'a duration such as 90s or 1.5m, not negative');

const isTimeout = isMadeOf(/[0-9]*(?:\.[0-9]*)?(?:us|ms|s|m|h)/g);
export const durationOrAuto = textThat(
  (given) => given === 'Auto' || (given !== '' && isTimeout(given)),
  'Auto or a duration such as 90s',
);

export const regularExpression = textThat(isRegularExpression, 'a regular expression');

/** A bare address of one family, or nothing. */
export function address(family: 4 | 6): Format {
  return textThat((given) => {
    const parsed = parseAddress(given);
    return given === '' || (parsed.ok && parsed.value.family === family);
  }, `an IPv${family} address`);
}

export const nets = listOf(format('text', (field) => void readNet(field)));

export const ipv4Nets = listOf(
  format('text', (field) => {
    const net = readNet(field);
    if (net?.base.family === 6) field.error('IP-VERSION', `${field.label} must be an IPv4 network.`);
  }),
);

/** A port number or a range of them; no names. */
export const portRange = format('port', (field) => {
  if (readCalicoPort(field)?.kind === 'named')
    field.error('PORT-SYNTAX', `${field.label} must be a port number or a range such as "30000:32767".`);
});
