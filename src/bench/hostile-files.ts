import { splitDocuments } from '../core/manifest/split-documents.ts';
import { parseYaml, printYaml } from '../core/manifest/yaml.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../core/model/json.ts';
import { Random } from '../core/policy/reference/random.ts';

/** Honest files, from which hostile ones are made. */
export type Corpus = readonly Uint8Array[];

export interface HostileFile {
  readonly bytes: Uint8Array;
  /** What was done to it, one word each. */
  readonly mutations: readonly string[];
}

const mostBytes = 600_000;

/** The same seed and corpus always give the same file. */
export function hostileFile(seed: number, corpus: Corpus): HostileFile {
  const random = new Random(seed);
  let bytes = random.pick(corpus);
  const mutations: string[] = [];
  for (let left = random.between(1, 3); left > 0; left -= 1) {
    const [name, mutate] = random.pick(allMutations);
    // Cut off, that is one more way to be hostile; how large files are read is measured by the benchmark.
    bytes = mutate(bytes, random, corpus).slice(0, mostBytes);
    mutations.push(name);
  }
  return { bytes, mutations };
}

type Mutate = (bytes: Uint8Array, random: Random, corpus: Corpus) => Uint8Array;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Works on text; bytes that are none are replaced. */
function onText(mutate: (text: string, random: Random) => string): Mutate {
  return (bytes, random) => encoder.encode(mutate(decoder.decode(bytes), random));
}

function put(bytes: Uint8Array, at: number, piece: Uint8Array, instead = 0): Uint8Array {
  const result = new Uint8Array(bytes.length - instead + piece.length);
  result.set(bytes.subarray(0, at));
  result.set(piece, at);
  result.set(bytes.subarray(at + instead), at + piece.length);
  return result;
}

const flip: Mutate = (bytes, random) => {
  const copy = bytes.slice();
  for (let left = random.between(1, 8); left > 0 && copy.length > 0; left -= 1)
    copy[random.below(copy.length)] = random.below(256);
  return copy;
};

const truncate: Mutate = (bytes, random) => bytes.slice(0, random.below(bytes.length + 1));

const cut: Mutate = (bytes, random) => {
  const start = random.below(bytes.length + 1);
  return put(bytes, start, new Uint8Array(), random.below(Math.min(200, bytes.length - start) + 1));
};

const repeat: Mutate = (bytes, random) => {
  const start = random.below(bytes.length + 1);
  const piece = bytes.slice(start, start + random.below(400));
  return put(bytes, random.below(bytes.length + 1), piece);
};

const splice: Mutate = (bytes, random, corpus) => {
  const other = random.pick(corpus);
  const start = random.below(other.length + 1);
  return put(bytes, random.below(bytes.length + 1), other.slice(start, start + random.below(2000)));
};

/** Overlong forms, lone halves of surrogates, bytes that begin nothing. */
const notUtf8 = [
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xe2, 0x82],
  [0x80],
  [0xfe, 0xff],
];

const badUtf8: Mutate = (bytes, random) =>
  put(bytes, random.below(bytes.length + 1), Uint8Array.from(random.pick(notUtf8)));

/** Somewhere behind a colon: in the place of a value, most often. */
function inValue(text: string, random: Random, value: string): string {
  const places = [...text.matchAll(/: (?=\S)[^\n]*/g)];
  if (places.length === 0) return `${text}\nx: ${value}\n`;
  const { index, 0: old } = random.pick(places);
  return `${text.slice(0, index)}: ${value}${text.slice(index + old.length)}`;
}

const tokens = [
  '&a ', '*a', '<<: *a\n', '!!binary ', '!!set ', '!!python/object:os.system ', '? ', '- ', ': ', '|\n', '>-\n', '"', "'", '{', '}',
  '[', ']', '#', '\t', '\r', '\r\n', '\uFEFF', '\n---\n', '\n...\n', '%YAML 1.1\n---\n', '%TAG ! x\n', '\0', '\u2028', '\u0085',
  '\u{1F600}', '__proto__: ', 'constructor: ', 'items:\n', 'kind: List\n', '~', ',',
] as const; // prettier-ignore

const token: Mutate = onText((text, random) => {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.pick(tokens) + text.slice(at);
});

const scalars = [
  '0x1F', '0777', '1_000', '-0', '.inf', '.nan', '1e999', '99999999999999999999999', '9223372036854775807', 'yes', 'NO', '~', 'null',
  '2024-01-01', '22:22', '""', "''", '[]', '{}', '[[], {}]', '{a: {b: [1]}}', '-1', '65536', '1.5', '"\\u0000"', '"\\ud800"', '!!int x',
  '"a" b', '*missing', '&x y', '0.0.0.0/0', '::/0', '300.1.2.3/99', '1:2', '65535:1', 'all()', 'a == "b', 'global()', '((((a))))',
  'has(x) && !', '"*"', '%', '@', '`', '|', '>',
] as const; // prettier-ignore

const scalar: Mutate = onText((text, random) => inValue(text, random, random.pick(scalars)));

const aliasBomb: Mutate = onText((text, random) => {
  const [levels, width] = [random.between(3, 12), random.between(2, 10)];
  const lines = Array.from({ length: levels }, (_, level) => {
    const items = Array.from({ length: width }, () => (level === 0 ? '"lol"' : `*b${level - 1}`));
    return `b${level}: &b${level} [${items.join(',')}]`;
  });
  const bomb = `${lines.join('\n')}\n`;
  return random.chance(0.5) ? `${bomb}${text}` : `${text}\n---\n${bomb}`;
});

const deepNesting: Mutate = onText((text, random) => {
  const depth = random.pick([50, 199, 201, 1_000, 20_000]);
  const [open, close] = random.pick([
    ['[', ']'],
    ['{a: ', '}'],
    ['[{a: ', '}]'],
    ['- ', ''],
    ['? ', ''],
    ['((', '))'],
    ['!', ''],
  ]);
  const value = open.repeat(depth) + (random.chance(0.7) ? close.repeat(depth) : '');
  return inValue(text, random, random.chance(0.3) ? `"${value}"` : value);
});

const hugeScalar: Mutate = onText((text, random) => {
  const size = random.pick([300, 5_000, 70_000, 400_000]);
  const unit = random.pick(['a', '9', '.', ' ', 'a,', '&& a ', '\\n', '\n\n', '-', '0.', 'é', 'a b: ']);
  const value = unit.repeat(Math.ceil(size / unit.length));
  return inValue(text, random, random.chance(0.5) ? `"${value}"` : value);
});

const linesOf = (text: string): string[] => text.split('\n');

const duplicateLine: Mutate = onText((text, random) => {
  const lines = linesOf(text);
  const at = random.below(lines.length);
  return lines.toSpliced(random.chance(0.7) ? at : random.below(lines.length), 0, lines[at] ?? '').join('\n');
});

const indent: Mutate = onText((text, random) => {
  const lines = linesOf(text);
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  return lines
    .with(at, random.chance(0.5) ? `${random.pick([' ', '  ', '\t'])}${line}` : line.replace(/^ {1,2}/, ''))
    .join('\n');
});

const inherited = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'length',
  '__defineGetter__',
];

const inheritedKey: Mutate = onText((text, random) => {
  // Bounded: of a text of letters alone, each letter would be read to its end.
  const keys = [...text.matchAll(/[A-Za-z][\w.]{0,60}(?=:)/g)];
  if (keys.length === 0) return `__proto__: 1\n${text}`;
  const { index, 0: key } = random.pick(keys);
  return text.slice(0, index) + random.pick(inherited) + text.slice(index + key.length);
});

const lineBreaks: Mutate = onText((text, random) =>
  text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', '\n\uFEFF'])),
);

const wrongValues: readonly JsonValue[] = [
  null, true, false, 0, -1, 1e308, 0.1, 65_536, '', 'x', '__proto__', '\0', '\uD800', 'all()', '0.0.0.0/0', '1:65535', [], {}, [null], [[]],
  [{}], { '': null }, { a: { b: { c: [] } } }, ['x', 1, null, {}], JSON.parse('{"__proto__": {"x": 1}}'),
]; // prettier-ignore

/** A value of the wrong type, or a field more or less, at any path of any document. */
const wrongType: Mutate = onText((text, random) => {
  const chunks = [...splitDocuments(text)];
  const at = random.below(Math.max(1, chunks.length));
  const chunk = chunks[at];
  const parsed = chunk === undefined ? null : parseYaml(chunk.text);
  if (chunk === undefined || parsed === null || !parsed.ok) return inValue(text, random, '[]');
  const changed = changedSomewhere(parsed.value, random, random.between(1, 7));
  const printed = random.chance(0.2) ? `${JSON.stringify(changed)}\n` : printYaml(changed);
  return chunks.map((other, index) => (index === at ? `---\n${printed}` : other.text)).join('');
});

function changedSomewhere(value: JsonValue, random: Random, depth: number): JsonValue {
  if (depth === 0) return random.pick(wrongValues);
  if (isJsonArray(value) && value.length > 0) {
    const at = random.below(value.length);
    return value.with(at, changedSomewhere(value[at] ?? null, random, depth - 1));
  }
  const keys = isJsonObject(value) ? Object.keys(value) : [];
  if (!isJsonObject(value) || keys.length === 0) return random.pick(wrongValues);
  const key = random.pick(keys);
  const entries = Object.entries(value).filter(([name]) => name !== key || !random.chance(0.1));
  // From entries: `__proto__` is a key like any other.
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, name === key ? changedSomewhere(inner, random, depth - 1) : inner]),
  );
}

const asList: Mutate = onText((text, random) => {
  const items = [...splitDocuments(text)].flatMap(({ text: own }) => {
    const parsed = parseYaml(own);
    return parsed.ok && parsed.value !== null ? [parsed.value] : [];
  });
  const list = { apiVersion: 'v1', kind: random.pick(['List', 'PodList', 'NetworkPolicyList']), items };
  return random.chance(0.5) ? printYaml(list) : JSON.stringify(list);
});

const allMutations: readonly (readonly [name: string, mutate: Mutate])[] = [
  ['flip', flip],
  ['truncate', truncate],
  ['cut', cut],
  ['repeat', repeat],
  ['splice', splice],
  ['bad-utf8', badUtf8],
  ['token', token],
  ['token', token],
  ['scalar', scalar],
  ['scalar', scalar],
  ['alias-bomb', aliasBomb],
  ['deep-nesting', deepNesting],
  ['huge-scalar', hugeScalar],
  ['duplicate-line', duplicateLine],
  ['indent', indent],
  ['inherited-key', inheritedKey],
  ['line-breaks', lineBreaks],
  ['wrong-type', wrongType],
  ['wrong-type', wrongType],
  ['wrong-type', wrongType],
  ['as-list', asList],
];

/** Every way in which files are made hostile. */
export const mutationNames: readonly string[] = [...new Set(allMutations.map(([name]) => name))];
