import { isJsonArray, isJsonObject, type JsonValue } from '../../core/model/json.ts';
import { err, ok, unreachable, type Result } from '../../core/result.ts';

/** What a field that is added by name can hold. */
export type ValueKind = 'text' | 'number' | 'flag' | 'list' | 'object';

export const valueKinds: readonly { readonly key: ValueKind; readonly label: string }[] = [
  { key: 'text', label: 'Text' },
  { key: 'number', label: 'Number' },
  { key: 'flag', label: 'Yes or no' },
  { key: 'list', label: 'List' },
  { key: 'object', label: 'Object' },
];

/** The value that a new field starts with. */
export function freshValue(kind: ValueKind): JsonValue {
  switch (kind) {
    case 'text':
      return '';
    case 'number':
      return 0;
    case 'flag':
      return true;
    case 'list':
      return [];
    case 'object':
      return {};
    default:
      return unreachable(kind);
  }
}

export function printScalar(value: JsonValue | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}

/**
 * Reads what was typed in the place of a value: it stays of the kind that it was, as the field's meaning does.
 *
 * @param before what stands there; null gives way to whatever is typed
 */
export function parseScalar(before: JsonValue, text: string): Result<JsonValue, string> {
  if (typeof before === 'number') {
    const number = Number(text);
    return text.trim() === '' || !Number.isFinite(number) ? err(`“${text}” is not a number.`) : ok(number);
  }
  if (before === null && text === '') return ok(null);
  return ok(text);
}

/** `3 items`, `1 field`. */
export function countWord(value: JsonValue | undefined): string {
  const [count, noun] = isJsonArray(value)
    ? ([value.length, 'item'] as const)
    : ([isJsonObject(value) ? Object.keys(value).length : 0, 'field'] as const);
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
