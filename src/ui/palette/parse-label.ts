import { isValidLabelKey, isValidLabelValue } from '../../core/selector/label-syntax.ts';
import { err, ok, type Result } from '../../core/result.ts';

/**
 * Reads `key=value` or a bare `key` as a user types it.
 *
 * @returns the label, or a sentence that says what is wrong
 * @see semantics.md R8.3
 */
export function parseLabel(text: string): Result<{ readonly key: string; readonly value: string }, string> {
  const [key = '', ...rest] = text.trim().split('=');
  const value = rest.join('=');
  if (!isValidLabelKey(key.trim()))
    return err(`“${key.trim()}” is no label key: letters, digits, - _ . and one prefix with /.`);
  if (!isValidLabelValue(value.trim()))
    return err(`“${value.trim()}” is no label value: at most 63 letters, digits, - _ .`);
  return ok({ key: key.trim(), value: value.trim() });
}
