import { isJsonArray, isJsonObject, valueAt, type JsonPath, type JsonValue } from '../../core/model/json.ts';
import { directions } from '../../core/model/policy.ts';
import type { FieldGroup, FieldSpec } from './property-table.ts';

/** A path of which `*` stands for any item of a list. */
type Pattern = readonly (string | number)[];
const anyItem = '*';

/** Identity, labels, annotations: the inspector has a place for them whatever the kind. */
const ofEveryKind: readonly Pattern[] = [
  ['apiVersion'],
  ['kind'],
  ['metadata', 'name'],
  ['metadata', 'namespace'],
  ['metadata', 'labels'],
  ['metadata', 'annotations'],
];

/** The places of a manifest that have an editor of their own. */
export class KnownFields {
  readonly #patterns: readonly Pattern[];

  /** @param labels where the labels stand that the inspector shows; `hasRules`: it shows those of `spec` */
  constructor(groups: readonly FieldGroup[], labels: JsonPath, hasRules: boolean) {
    this.#patterns = [
      ...ofEveryKind,
      labels,
      ...(hasRules ? directions.map((direction) => ['spec', direction]) : []),
      ...groups.flatMap(({ fields }) => fields.flatMap((field) => patternsOf(field, []))),
    ];
  }

  /** Whether an editor shows what stands at `path`, all of it. */
  covers(path: JsonPath): boolean {
    return this.#patterns.some((pattern) => pattern.length <= path.length && agree(pattern, path));
  }

  /** Whether there is anything at `path` or below that no editor shows. */
  leavesOut(value: JsonValue | undefined, path: JsonPath): boolean {
    if (value === undefined || this.covers(path)) return false;
    if (!this.#reachesInto(path)) return true;
    if (isJsonArray(value)) return value.some((item, index) => this.leavesOut(item, [...path, index]));
    if (!isJsonObject(value)) return value !== null;
    return Object.entries(value).some(([name, field]) => this.leavesOut(field, [...path, name]));
  }

  #reachesInto(path: JsonPath): boolean {
    return this.#patterns.some((pattern) => pattern.length > path.length && agree(pattern, path));
  }
}

/** Objects of the manifest to which a field can be added by name. */
export function placesForFields(manifest: JsonValue, known: KnownFields): readonly JsonPath[] {
  const tops = ['spec', 'status', 'metadata'].filter((name) => isJsonObject(valueAt(manifest, [name])));
  return [[], ...tops.map((name) => [name]).filter((path) => !known.covers(path))];
}

function agree(pattern: Pattern, path: JsonPath): boolean {
  const length = Math.min(pattern.length, path.length);
  for (let at = 0; at < length; at += 1) {
    const isItem = pattern[at] === anyItem && typeof path[at] === 'number';
    if (!isItem && pattern[at] !== path[at]) return false;
  }
  return true;
}

function patternsOf({ path, editor }: FieldSpec, base: Pattern): readonly Pattern[] {
  const own = [...base, ...path];
  switch (editor.kind) {
    case 'table':
      return editor.columns.map(({ key }) => [...own, anyItem, key]);
    case 'objects':
      return editor.fields.flatMap((field) => patternsOf(field, [...own, anyItem]));
    default:
      return [own];
  }
}
