import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { JsonValue } from '../model/json.ts';

export interface YamlError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
export function parseYaml(_text: string): Result<JsonValue, YamlError> {
  return ok(null);
}
export function printYaml(_value: JsonValue): string {
  return '';
}
