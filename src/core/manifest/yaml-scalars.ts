import { err, ok, type Result } from '../result.ts';

/** What YAML 1.1 takes for something else than a text (sigs.k8s.io/yaml, which kubectl and the API server use). */
const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);
const longestWord = 5;

const notFinite = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const integer = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const maybeNumber = /^[-+.0-9]/;
/** Most numbers: exact in any notation. */
const shortInteger = /^[1-9][0-9]{0,14}$/;
/** Above this the cluster reads a decimal number as floating point, and no digit is promised. */
const largestUnsigned = 2n ** 64n - 1n;
/** Of `largestUnsigned` in base 2. */
const mostDigits = 64;
const leadingZeros = /^[-+]?(?:0[xXbBoO])?0*/;

export type PlainScalar = null | boolean | number | string;

/**
 * Reads a scalar without quotes as the cluster does: `yes` is true, `0777` is 511, `1_000` is 1000, `22:22` and
 * `2024-01-01` are texts.
 *
 * @returns why the value has no place in JSON, in a sentence
 */
export function readPlainScalar(text: string): Result<PlainScalar, string> {
  if (text.length <= longestWord) {
    const word = words.get(text);
    if (word !== undefined) return ok(word);
  }
  return maybeNumber.test(text) ? readNumber(text) : ok(text);
}

function readNumber(text: string): Result<number | string, string> {
  if (shortInteger.test(text)) return ok(Number(text));
  if (notFinite.test(text)) return err(`The value ${text} is no number that a manifest can hold; put it in quotes.`);
  // The cluster's reader ignores underscores, except behind a leading point.
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '');
  if (integer.test(digits)) return readInteger(digits);
  return ok(readDecimal(digits) ?? text);
}

function readInteger(digits: string): Result<number | string, string> {
  // Far above the largest, whatever the base. To work it out takes a time that grows with the square of its length.
  if (digits.replace(leadingZeros, '').length > mostDigits) return ok(readDecimal(digits) ?? digits);
  const size = BigInt(javascriptNotation(digits.replace(/^[-+]/, '')));
  const exact = digits.startsWith('-') ? -size : size;
  // Number(-0n) is 0: there is no negative zero to print.
  const value = Number(exact);
  if (String(value) === String(exact)) return ok(value);
  if (size > largestUnsigned) return ok(readDecimal(digits) ?? digits);
  return err(`The number ${digits} has more digits than Firewright can keep; put it in quotes.`);
}

/** A leading zero means octal to the cluster; JavaScript wants `0o`. */
function javascriptNotation(digits: string): string {
  return digits.length > 1 && /^0[0-7]/.test(digits) ? `0o${digits}` : digits;
}

function readDecimal(digits: string): number | null {
  if (!decimal.test(digits)) return null;
  const value = Number(digits);
  if (!Number.isFinite(value)) return null;
  return value === 0 ? 0 : value;
}
