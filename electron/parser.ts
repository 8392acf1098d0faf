/**
 * Turns what arrived from another process or from a file into what it claims to be, made anew, or null. Only known
 * fields are taken over, each is looked at once, and none of the sender's code is run.
 */
export type Parser<T> = (raw: unknown) => T | null;

/** A field that may be null says so, as null is a parser's refusal. */
export type FieldParser<T> = null extends T ? { readonly orNull: Parser<NonNullable<T>> } : Parser<T>;

/** A parser for each field: one that is missing does not compile. */
export type FieldParsers<T> = { readonly [K in keyof T]-?: FieldParser<T[K]> };

export const maxListLength = 10_000;
// More than any message of ours has. Others are not worth looking at.
const maxFields = 64;

/** An object with these fields. */
export function recordOf<T extends object>(parsers: FieldParsers<T>): Parser<T> {
  const names = Object.keys(parsers) as unknown as readonly (keyof T)[]; // the keys of a literal of that type
  return (raw) => {
    const fields = fieldsOf(raw);
    const parsed: Partial<T> = {};
    for (const name of names) {
      const value = parseField<T[typeof name]>(parsers[name], fields[String(name)]);
      if (value === refused) return null;
      parsed[name] = value;
    }
    return parsed as T; // every field was parsed by its own parser
  };
}

/** What `raw` becomes, or `refused`, where null is a value like any other. */
export function parseField<T>(parser: FieldParser<T>, raw: unknown): T | typeof refused {
  // A conditional type is not narrowed by the compiler: there are these two kinds.
  const kind = parser as Parser<T> | { readonly orNull: Parser<T> };
  if (typeof kind !== 'function' && raw === null) return null as T;
  // `undefined` is a value: that of an answer without anything in it.
  const parsed = (typeof kind === 'function' ? kind : kind.orNull)(raw);
  return parsed === null ? refused : parsed;
}
export const refused = Symbol('refused');

type Member<T, K extends keyof T, V> = T extends unknown ? (V extends T[K] ? T : never) : never;

/** One of the members of a union, told apart by the text in its field `tag`: a member that is missing does not compile. */
export function taggedBy<T extends object, K extends keyof T & string>(
  tag: K,
  members: { readonly [V in T[K] & string]: FieldParsers<Omit<Member<T, K, V>, K>> },
): Parser<T> {
  return (raw) => {
    const value = fieldsOf(raw)[tag];
    if (typeof value !== 'string' || !Object.hasOwn(members, value)) return null;
    // It is a key of `members`, whose parsers give the other fields of the member with that tag.
    const others = recordOf(members[value as T[K] & string] as FieldParsers<object>)(raw);
    return others === null ? null : ({ [tag]: value, ...others } as T);
  };
}

/** Every element parsed, or null if one is wrong or missing, there are too many, or it is no list. */
export function listOf<T>(raw: unknown, parse: Parser<T>, most = maxListLength): readonly T[] | null {
  if (!Array.isArray(raw) || raw.length > most) return null;
  const parsed: T[] = [];
  for (let index = 0; index < raw.length; index += 1) {
    const element = Object.getOwnPropertyDescriptor(raw, index);
    const value = element !== undefined && 'value' in element ? parse(element.value) : null;
    if (value === null) return null;
    parsed.push(value);
  }
  return parsed;
}

/** The own fields of a plain object; none for anything else. A field with a getter is no field. */
export function fieldsOf(raw: unknown): Readonly<Record<string, unknown>> {
  if (!isPlain(raw) || Reflect.ownKeys(raw).length > maxFields) return {};
  const own = Object.entries(Object.getOwnPropertyDescriptors(raw));
  return Object.fromEntries(own.flatMap(([name, field]) => ('value' in field ? [[name, field.value]] : [])));
}

function isPlain(raw: unknown): raw is object {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
  const prototype: unknown = Object.getPrototypeOf(raw);
  return prototype === null || prototype === Object.prototype;
}

/** @param maxLength in UTF-16 code units */
export function textUpTo(raw: unknown, maxLength: number): string | null {
  return typeof raw === 'string' && raw.length <= maxLength ? raw : null;
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Parser<T> {
  return (raw) => allowed.find((value) => value === raw) ?? null;
}

export const truth: Parser<boolean> = (raw) => (typeof raw === 'boolean' ? raw : null);

/** For requests and replies without anything in them. */
export function nothing(raw: unknown): undefined | null {
  return raw === undefined ? undefined : null;
}
