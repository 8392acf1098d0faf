import type { JsonArray, JsonObject, JsonValue } from '../model/json.ts';
import { isJsonArray, isJsonObject } from '../model/json.ts';
import { err, ok, type Result } from '../result.ts';
import { readPlainScalar } from './yaml-scalars.ts';
import { isPlain, maxNesting, offsetOf, yamlEvents } from './yaml-events.ts';
import type { YamlAliasEvent, YamlCollectionEvent, YamlEvent, YamlFault, YamlScalarEvent } from './yaml-events.ts';

/** A scanned text: its events, and what a scalar among them says. */
export interface ScannedYaml {
  readonly text: string;
  readonly events: readonly YamlEvent[];
  readonly textOf: (scalar: YamlScalarEvent) => string;
}

/** The value of a scanned document; see `parseYaml` for what is refused. */
export function readYamlValue(scanned: ScannedYaml): Result<JsonValue, YamlFault> {
  const builder = new Builder(scanned);
  try {
    return ok(builder.document());
  } catch (error) {
    if (error instanceof Refusal) return err({ code: 'YAML-REFUSED', offset: error.offset, message: error.message });
    throw error;
  }
}

/** Ends the reading of one document; never leaves this file. */
class Refusal extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

interface Anchored {
  readonly value: JsonValue;
  readonly weight: number;
  readonly height: number;
}

/** Characters and values that aliases may add to a document: far above honest use, far below what hurts. */
const maxBorrowed = 256 * 1024;

const standardTags = 'tag:yaml.org,2002:';

/** Walks the events of one document once. Recursion is bounded: the scan refused what is nested too deep. */
class Builder {
  readonly #text: string;
  readonly #events: readonly YamlEvent[];
  readonly #textOf: (scalar: YamlScalarEvent) => string;
  readonly #anchors = new Map<string, Anchored | 'open'>();
  readonly #handles = new Map<string, string>();
  #next = 0;
  #depth = 0;
  #deepest = 0;
  #weight = 0;
  #borrowed = 0;

  constructor({ text, events, textOf }: ScannedYaml) {
    this.#text = text;
    this.#events = events;
    this.#textOf = textOf;
  }

  document(): JsonValue {
    const start = this.#events[this.#next++];
    if (start?.type !== yamlEvents.DOCUMENT) return null;
    for (const directive of start.directives)
      if (directive.kind === 'tag') this.#handles.set(directive.handle, directive.prefix);
    const value = this.#value();
    this.#next++; // the document's end
    const second = this.#events[this.#next + 1];
    if (second !== undefined)
      throw new Refusal(offsetOf(second), 'A second document starts here where only one can stand.');
    return value;
  }

  #value(): JsonValue {
    const event = this.#events[this.#next++];
    if (event?.type === yamlEvents.ALIAS) return this.#alias(event);
    if (event === undefined || event.type === yamlEvents.DOCUMENT || event.type === yamlEvents.POP)
      throw new Error('the events of a YAML document end before their value');
    if (event.anchorStart === -1) return this.#content(event);
    return this.#anchored(this.#text.slice(event.anchorStart, event.anchorEnd), () => this.#content(event));
  }

  #content(event: YamlCollectionEvent | YamlScalarEvent): JsonValue {
    if (event.type === yamlEvents.SCALAR) return this.#scalar(event);
    const expected = event.type === yamlEvents.MAPPING ? 'map' : 'seq';
    const tag = this.#tagOf(event);
    if (tag !== null && tag !== '!' && tag !== standardTags + expected) this.#refuseTag(event.tagStart, event.tagEnd);
    this.#weight++;
    this.#depth++;
    this.#reach(this.#depth, event.start);
    const value = event.type === yamlEvents.MAPPING ? this.#mapping() : this.#sequence();
    this.#depth--;
    return value;
  }

  #sequence(): JsonArray {
    const items: JsonValue[] = [];
    while (this.#events[this.#next]?.type !== yamlEvents.POP) items.push(this.#value());
    this.#next++;
    return items;
  }

  #mapping(): JsonObject {
    const fields: Record<string, JsonValue> = {};
    const merged = new Set<string>();
    for (let key = this.#events[this.#next]; key?.type !== yamlEvents.POP; key = this.#events[this.#next]) {
      if (key === undefined) throw new Error('the events of a YAML object end before it is closed');
      if (this.#isMerge(key)) {
        this.#next++;
        this.#merge(fields, merged, this.#value(), offsetOf(key));
        continue;
      }
      const name = this.#key(offsetOf(key));
      // A key of the object itself beats a merged one, wherever the merge stands (YAML merge key type).
      if (Object.hasOwn(fields, name) && !merged.delete(name))
        throw new Refusal(offsetOf(key), `The key "${shortened(name)}" stands twice in the same object.`);
      setField(fields, name, this.#value());
    }
    this.#next++;
    return fields;
  }

  #isMerge(key: YamlEvent): boolean {
    if (key.type !== yamlEvents.SCALAR || key.valueEnd - key.valueStart !== 2) return false;
    if (!isPlain(key) || this.#textOf(key) !== '<<') return false;
    const tag = this.#tagOf(key);
    return tag === null || tag === `${standardTags}merge`;
  }

  #merge(fields: Record<string, JsonValue>, merged: Set<string>, source: JsonValue, offset: number): void {
    for (const object of isJsonArray(source) ? source : [source]) {
      if (!isJsonObject(object))
        throw new Refusal(offset, 'The merge key “<<” takes an object or a list of objects, nothing else.');
      // Of several sources the first one wins.
      for (const name of Object.keys(object).filter((key) => !Object.hasOwn(fields, key))) {
        setField(fields, name, object[name] ?? null);
        merged.add(name);
      }
    }
  }

  /** Numbers and booleans become texts as in sigs.k8s.io/yaml; JSON has no other keys. */
  #key(offset: number): string {
    const key = this.#value();
    switch (typeof key) {
      case 'string':
        return key;
      case 'number':
      case 'boolean':
        return String(key);
      default:
        throw new Refusal(offset, 'A key must be a text; lists, objects and empty keys are not allowed.');
    }
  }

  #scalar(event: YamlScalarEvent): JsonValue {
    const text = this.#textOf(event);
    this.#weight += 1 + text.length;
    const tag = this.#tagOf(event);
    if (tag === null && !isPlain(event)) return text;
    if (tag === '!' || tag === `${standardTags}str`) return text;
    const read = readPlainScalar(text);
    if (!read.ok) throw new Refusal(offsetOf(event), read.error);
    if (tag === null || fitsTag(read.value, tag)) return read.value;
    return this.#refuseTag(event.tagStart, event.tagEnd);
  }

  #alias(event: YamlAliasEvent): JsonValue {
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    const anchored = this.#anchors.get(name);
    const offset = offsetOf(event);
    if (anchored === undefined) throw new Refusal(offset, `The alias *${shortened(name)} has no anchor above it.`);
    if (anchored === 'open') throw new Refusal(offset, `The alias *${shortened(name)} stands inside its own anchor.`);
    this.#weight += anchored.weight;
    this.#borrowed += anchored.weight;
    if (this.#borrowed > maxBorrowed)
      throw new Refusal(offset, 'The aliases of this document would blow it up by more than 256 KiB; it is refused.');
    this.#reach(this.#depth + anchored.height, offset);
    return anchored.value;
  }

  /** Remembers the value with its weight and height, so that aliases to it are counted as what they expand to. */
  #anchored(name: string, build: () => JsonValue): JsonValue {
    const [weight, deepest] = [this.#weight, this.#deepest];
    this.#anchors.set(name, 'open');
    this.#deepest = this.#depth;
    const value = build();
    this.#anchors.set(name, { value, weight: this.#weight - weight, height: this.#deepest - this.#depth });
    this.#deepest = Math.max(deepest, this.#deepest);
    return value;
  }

  #reach(depth: number, offset: number): void {
    if (depth > maxNesting) throw new Refusal(offset, `The values are nested more than ${maxNesting} levels deep.`);
    this.#deepest = Math.max(this.#deepest, depth);
  }

  /** The full tag, '!' for the tag that only says "not by its looks", null for none. */
  #tagOf({ tagStart, tagEnd }: { readonly tagStart: number; readonly tagEnd: number }): string | null {
    if (tagStart === -1) return null;
    const tag = this.#text.slice(tagStart, tagEnd);
    if (tag === '!') return tag;
    if (tag.startsWith('!<')) return tag.slice(2, -1);
    const handle = tag.slice(0, tag.indexOf('!', 1) + 1) || '!';
    const prefix = this.#handles.get(handle) ?? (handle === '!!' ? standardTags : handle);
    return prefix + tag.slice(handle.length);
  }

  #refuseTag(start: number, end: number): never {
    const tag = shortened(this.#text.slice(start, end));
    throw new Refusal(start, `The tag ${tag} does not fit this value or is unknown; manifests need none.`);
  }
}

function fitsTag(value: JsonValue, tag: string): boolean {
  switch (tag.startsWith(standardTags) ? tag.slice(standardTags.length) : '') {
    case 'null':
      return value === null;
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
      return Number.isInteger(value);
    case 'float':
      return typeof value === 'number';
    case 'timestamp':
      return typeof value === 'string';
    default:
      return false;
  }
}

/** Assignment to `__proto__` would change the prototype instead of making a field. */
function setField(fields: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name !== '__proto__') fields[name] = value;
  else Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
