import { isJsonArray, isJsonObject } from '../model/json.ts';
import type { JsonPath, JsonValue } from '../model/json.ts';
import type { Finding, Severity } from '../model/problem.ts';
import type { FindingCode } from './finding-codes.ts';

/** Collects what is wrong in one manifest; the same complaint about the same value is kept once. */
export class FindingLog {
  readonly #findings: Finding[] = [];
  readonly #seen = new Set<string>();

  get findings(): readonly Finding[] {
    return this.#findings;
  }

  addAll(findings: readonly Finding[]): void {
    for (const { severity, code, path, message } of findings) this.add(severity, code, path, message);
  }

  add(severity: Severity, code: string, path: JsonPath, message: string): void {
    const key = JSON.stringify([code, path]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#findings.push({ severity, code, path, message });
  }
}

/** `['spec', 'ingress', 0]` as the user writes it: `spec.ingress[0]`. */
export function pathText(path: JsonPath): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

/** How a field is reached from the one above it. */
interface Step {
  readonly above: Field;
  readonly step: string | number;
}

/**
 * One value of a manifest and the way to it. Reading narrows it to what the field takes; a value of another type is
 * reported once with its path and read as absent. `null` is absent, as in the API. Never throws.
 */
export class Field {
  readonly value: JsonValue | undefined;
  readonly #way: JsonPath | Step;
  readonly #log: FindingLog;

  constructor(value: JsonValue | undefined, way: JsonPath | Step, log: FindingLog) {
    this.value = value;
    this.#way = way;
    this.#log = log;
  }

  /** Put together when it is asked for: of most fields nobody has anything to say. */
  get path(): JsonPath {
    const way = this.#way;
    return 'above' in way ? [...way.above.path, way.step] : way;
  }

  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The field's name with its way, for sentences; the whole object is called so. */
  get label(): string {
    return this.path.length === 0 ? 'The object' : pathText(this.path);
  }

  report(severity: Severity, code: FindingCode, message: string): void {
    this.#log.add(severity, code, this.path, message);
  }

  error(code: FindingCode, message: string): void {
    this.report('error', code, message);
  }

  warning(code: FindingCode, message: string): void {
    this.report('warning', code, message);
  }

  /** A field of this object; absent where this is absent or, after a finding, no object. */
  at(name: string): Field {
    const object = this.#object();
    const value = object !== null && Object.hasOwn(object, name) ? object[name] : undefined;
    return this.#below(name, value);
  }

  /** One step of a path, whose value is known to be there. */
  step(step: string | number): Field {
    if (typeof step === 'string') return this.at(step);
    const value = isJsonArray(this.value) ? this.value[step] : undefined;
    return this.#below(step, value);
  }

  /** The fields of this object in file order; for maps with free keys. */
  entries(): readonly (readonly [name: string, field: Field])[] {
    const object = this.#object();
    if (object === null) return [];
    return Object.entries(object).map(([name, value]) => [name, this.#below(name, value)]);
  }

  /** The items of this list; empty where it is absent. An empty item (`null`) is a fault: no list here may hold one. */
  items(): readonly Field[] {
    if (!this.present) return [];
    if (!isJsonArray(this.value)) {
      this.wrongType('a list');
      return [];
    }
    const items = this.value.map((value, index) => this.#below(index, value));
    for (const item of items) if (!item.present) item.error('FIELD-TYPE', `${item.label} is empty.`);
    return items.filter((item) => item.present);
  }

  text(): string | null {
    if (!this.present) return null;
    return typeof this.value === 'string' ? this.value : this.wrongType('a text');
  }

  /** A finite number. */
  number(): number | null {
    if (!this.present) return null;
    return typeof this.value === 'number' && Number.isFinite(this.value) ? this.value : this.wrongType('a number');
  }

  /** A whole number from `first` to `last`. */
  integer(first: number, last: number): number | null {
    const value = this.number();
    if (value === null) return null;
    if (!Number.isInteger(value)) return this.wrongType('a whole number');
    if (value >= first && value <= last) return value;
    this.error('VALUE-RANGE', `${this.label} is ${value}; it must be from ${first} to ${last}.`);
    return null;
  }

  flag(): boolean | null {
    if (!this.present) return null;
    return typeof this.value === 'boolean' ? this.value : this.wrongType('true or false');
  }

  /** One of a few words, spelled exactly; null where absent or, after a finding, another word. */
  choice<T>(meanings: Readonly<Record<string, T>>): T | null {
    const word = this.text();
    if (word === null) return null;
    const meaning = Object.hasOwn(meanings, word) ? meanings[word] : undefined;
    if (meaning !== undefined) return meaning;
    this.error('VALUE-UNKNOWN', `${this.label} is "${word}"; it must be ${oneOf(Object.keys(meanings))}.`);
    return null;
  }

  texts(): readonly string[] {
    return this.items()
      .map((item) => item.text())
      .filter((text) => text !== null);
  }

  /** A map from free keys to texts, such as labels. */
  textMap(): ReadonlyMap<string, string> {
    const pairs = this.entries().map(([name, field]) => [name, field.present ? field.text() : ''] as const);
    return new Map(pairs.filter((pair): pair is readonly [string, string] => pair[1] !== null));
  }

  /**
   * Reports fields of this object that `names` lacks. A cluster refuses or drops them; most often they are misspelled, and
   * the object means something else than its author thinks.
   */
  knowOnly(names: readonly string[], severity: Severity = 'error'): this {
    for (const [name, field] of this.entries()) {
      if (!names.includes(name))
        field.report(
          severity,
          'FIELD-UNKNOWN',
          `${field.label} is no field of this kind; a cluster would refuse or drop it.`,
        );
    }
    return this;
  }

  #below(step: string | number, value: JsonValue | undefined): Field {
    return new Field(value, { above: this, step }, this.#log);
  }

  #object(): Readonly<Record<string, JsonValue>> | null {
    if (!this.present) return null;
    return isJsonObject(this.value) ? this.value : this.wrongType('an object with fields');
  }

  /** Reports that the value is of another type than `expected`. */
  wrongType(expected: string): null {
    this.error('FIELD-TYPE', `${this.label} is ${typeWord(this.value)}; it must be ${expected}.`);
    return null;
  }
}

export function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

function typeWord(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return 'empty';
  if (isJsonArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return `the text "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
    case 'number':
      return `the number ${value}`;
    case 'boolean':
      return String(value);
    default:
      return 'an object with fields';
  }
}
