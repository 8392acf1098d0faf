import type { Raw } from './raw.ts';
import { at, labelsOf, list, text, texts } from './raw.ts';

/** How a selector is to be read: Calico rewrites its text before use; here the rewriting happens while matching. */
export interface Reading {
  /** Put before every label name: `pcns.` for namespaces, `pcsa.` for service accounts (R3.10–R3.13). */
  readonly prefix: string;
  /** `all()` then means that this label is present (R3.11, R3.12); null: true. */
  readonly allMeansHas: string | null;
  /** `global()` then means that this label is absent (R3.12); null: true (R2.9). */
  readonly globalMeansLacks: string | null;
}

export const asWritten: Reading = { prefix: '', allMeansHas: null, globalMeansLacks: null };

type Labels = ReadonlyMap<string, string>;

/** Judges `selector` on `labels` while reading it from left to right (R2.1–R2.8); throws on a syntax error. */
export function selectorMatches(selector: string, labels: Labels, reading: Reading = asWritten): boolean {
  const scan = new Scan(selector);
  scan.skipBlanks();
  if (scan.atEnd()) return true; // R2.2
  const result = either(scan, labels, reading);
  if (!scan.atEnd()) throw new Error(`selector goes on after its end: ${selector}`);
  return result;
}

class Scan {
  readonly #text: string;
  #at = 0;

  constructor(selector: string) {
    this.#text = selector;
  }

  atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  skipBlanks(): void {
    while (!this.atEnd() && ' \t'.includes(this.#text.charAt(this.#at))) this.#at += 1;
  }

  /** Takes `token` if it is next, and the blanks behind it. */
  take(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    this.skipBlanks();
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw new Error(`expected ${token} at ${this.#at} of ${this.#text}`);
  }

  label(): string {
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-';
    const start = this.#at;
    while (!this.atEnd() && letters.includes(this.#text.charAt(this.#at))) this.#at += 1;
    if (this.#at === start) throw new Error(`expected a label at ${start} of ${this.#text}`);
    const label = this.#text.slice(start, this.#at);
    this.skipBlanks();
    return label;
  }

  quoted(): string {
    const quote = this.#text.charAt(this.#at);
    const end = this.#text.indexOf(quote, this.#at + 1);
    if (!`'"`.includes(quote) || end < 0) throw new Error(`expected a string at ${this.#at} of ${this.#text}`);
    const value = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    this.skipBlanks();
    return value;
  }
}

function either(scan: Scan, labels: Labels, reading: Reading): boolean {
  let result = both(scan, labels, reading);
  while (scan.take('||')) result = both(scan, labels, reading) || result;
  return result;
}

function both(scan: Scan, labels: Labels, reading: Reading): boolean {
  let result = unary(scan, labels, reading);
  while (scan.take('&&')) result = unary(scan, labels, reading) && result;
  return result;
}

function unary(scan: Scan, labels: Labels, reading: Reading): boolean {
  if (scan.take('!')) return !unary(scan, labels, reading);
  if (scan.take('(')) {
    const inner = either(scan, labels, reading);
    scan.expect(')');
    return inner;
  }
  if (scan.take('all(')) {
    scan.expect(')');
    return reading.allMeansHas === null || labels.has(reading.allMeansHas);
  }
  if (scan.take('global(')) {
    scan.expect(')');
    return reading.globalMeansLacks === null || !labels.has(reading.globalMeansLacks);
  }
  if (scan.take('has(')) {
    const label = scan.label();
    scan.expect(')');
    return labels.has(reading.prefix + label);
  }
  return comparison(scan, labels.get(reading.prefix + scan.label()));
}

/** R2.8: only `!=` and `not in` hold for an absent label. */
function comparison(scan: Scan, value: string | undefined): boolean {
  if (scan.take('==')) return value === scan.quoted();
  if (scan.take('!=')) return value !== scan.quoted();
  if (scan.take('contains')) return contains(value, scan.quoted());
  if (scan.take('starts')) {
    scan.expect('with');
    const start = scan.quoted();
    return value?.startsWith(start) ?? false;
  }
  if (scan.take('ends')) {
    scan.expect('with');
    const end = scan.quoted();
    return value?.endsWith(end) ?? false;
  }
  if (scan.take('not')) {
    scan.expect('in');
    return !isMember(value, members(scan));
  }
  scan.expect('in');
  return isMember(value, members(scan));
}

function contains(value: string | undefined, part: string): boolean {
  return value?.includes(part) ?? false;
}

function isMember(value: string | undefined, set: readonly string[]): boolean {
  return value !== undefined && set.includes(value);
}

/** R2.7: empty sets and a comma at the end are legal. */
function members(scan: Scan): readonly string[] {
  const found: string[] = [];
  scan.expect('{');
  while (!scan.take('}')) {
    found.push(scan.quoted());
    if (scan.take(',')) continue;
    scan.expect('}');
    break;
  }
  return found;
}

/** Kubernetes' matchLabels and matchExpressions, all of which must hold (end of section 2). */
export function labelSelectorMatches(selector: Raw, labels: Labels, prefix: string): boolean {
  const wanted = [...labelsOf(at(selector, 'matchLabels'))];
  return (
    wanted.every(([key, value]) => labels.get(prefix + key) === value) &&
    list(at(selector, 'matchExpressions')).every((expression) => expressionMatches(expression, labels, prefix))
  );
}

function expressionMatches(expression: Raw, labels: Labels, prefix: string): boolean {
  const value = labels.get(prefix + text(at(expression, 'key')));
  const values = texts(at(expression, 'values'));
  switch (text(at(expression, 'operator'))) {
    case 'In':
      return isMember(value, values);
    case 'NotIn':
      return !isMember(value, values);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined; // DoesNotExist
  }
}
