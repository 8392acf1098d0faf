import { isPortName } from '../../../core/manifest/read-values.ts';
import { err, ok, type Result } from '../../../core/result.ts';

/** What somebody writes where ports are meant: a number, a range, the name of a port. */
export type PortText =
  | { readonly kind: 'range'; readonly first: number; readonly last: number }
  | { readonly kind: 'name'; readonly name: string };

const largest = 65535;

/**
 * Reads `80`, `2379:2380` (also with a dash) or `http`.
 *
 * @returns why it is none of them, in a sentence that names the place
 * @see semantics.md R6.3
 */
export function parsePortText(text: string): Result<PortText, string> {
  const range = /^(\d+)(?:\s*[-–:]\s*(\d+))?$/.exec(text);
  if (range !== null) return readRange(range[1] ?? '', range[2] ?? null);
  const [first, last] = text.split(/[-–:]/).map((part) => part.trim());
  if (first !== undefined && last !== undefined && /^\d*$/.test(first) && /^\d*$/.test(last))
    return err(`“${text}”: a range has a port on both sides, as in 2379:2380.`);
  if (isPortName(text)) return ok({ kind: 'name', name: text });
  const at = text.search(/[^a-z0-9-]/);
  if (at >= 0) return err(`“${text}”: “${text.charAt(at)}” at character ${at + 1} can’t stand in a port or its name.`);
  return err(`“${text}” is no port: a number, a range such as 2379:2380, or a name of at most 15 letters and digits.`);
}

function readRange(start: string, end: string | null): Result<PortText, string> {
  const [first, last] = [Number(start), Number(end ?? start)];
  const wrong = [first, last].find((port) => port < 1 || port > largest);
  if (wrong !== undefined) return err(`${wrong} is no port: they go from 1 to ${largest}.`);
  if (first > last) return err(`${start}:${end ?? ''} runs backwards: the smaller port comes first.`);
  return ok({ kind: 'range', first, last });
}
