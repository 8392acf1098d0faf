import { isJsonArray, isJsonObject, type JsonValue } from '../../core/model/json.ts';
import { err, ok, unreachable, type Result } from '../../core/result.ts';

/** What kind of value a text field stands for. */
export type TextKind = 'text' | 'integer' | 'number' | 'protocol' | 'port' | 'texts' | 'ports' | 'nets';

/** Names of semantics.md R6.2. */
export const protocolNames: readonly string[] = ['TCP', 'UDP', 'ICMP', 'ICMPv6', 'SCTP', 'UDPLite'];

/** The field's text for a value of the manifest; what isn't of the expected type is shown as JSON, not hidden. */
export function printFieldText(kind: TextKind, value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (isJsonArray(value)) return value.map(printScalar).join(kind === 'nets' ? '\n' : ', ');
  return printScalar(value);
}

/**
 * Reads what the user typed; only its form is judged here, the meaning is validation's business.
 *
 * @returns the manifest's value, `undefined` for an empty text (the field is removed), or why it is none, in one sentence
 */
export function parseFieldText(kind: TextKind, text: string): Result<JsonValue | undefined, string> {
  const trimmed = text.trim();
  if (trimmed === '') return ok(undefined);
  switch (kind) {
    case 'text':
      return ok(trimmed);
    case 'integer':
      return /^-?\d{1,15}$/.test(trimmed) ? ok(Number(trimmed)) : err(`“${trimmed}” is not a whole number.`);
    case 'number':
      return /^-?(\d{1,15}|\d{0,15}\.\d{1,9})$/.test(trimmed)
        ? ok(Number(trimmed))
        : err(`“${trimmed}” is not a number.`);
    case 'protocol':
      return ok(parseProtocol(trimmed));
    case 'port':
      return ok(parsePort(trimmed));
    case 'ports':
      return ok(elementsOf(trimmed).map(parsePort));
    case 'texts':
    case 'nets':
      return ok([...elementsOf(trimmed)]);
    default:
      return unreachable(kind);
  }
}

/** `80` as a number, `2379:2380` and `http` as texts; `2379-2380` becomes the range that Calico can read (R6.3). */
function parsePort(text: string): JsonValue {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return text.replace(/^(\d+)\s*[-–:]\s*(\d+)$/, '$1:$2');
}

/** The API knows the names in one spelling only; a number is written as one. */
function parseProtocol(text: string): JsonValue {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return protocolNames.find((name) => name.toLowerCase() === text.toLowerCase()) ?? text;
}

function elementsOf(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((element) => element.trim())
    .filter((element) => element !== '');
}

function printScalar(value: JsonValue): string {
  return isJsonObject(value) || isJsonArray(value) ? JSON.stringify(value) : String(value);
}
