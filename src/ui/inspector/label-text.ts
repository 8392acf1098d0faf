import { err, ok, type Result } from '../../core/result.ts';

/** Reads `key=value` as it is typed for a new label; whether Kubernetes takes the two is validation's business. */
export function parseLabelText(text: string): Result<{ readonly key: string; readonly value: string }, string> {
  const [, key = '', value = ''] = /^\s*([^=\s]+)\s*(?:=\s*(.*?)\s*)?$/.exec(text) ?? [];
  return key === '' ? err('Write a label as key=value.') : ok({ key, value });
}
