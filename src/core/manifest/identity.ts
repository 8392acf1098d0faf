import type { Manifest } from '../model/document.ts';
import type { ResourceName } from '../model/ids.ts';
import type { Finding } from '../model/problem.ts';
import type { Result } from '../result.ts';
import { err } from '../result.ts';
import type { JsonValue } from '../model/json.ts';

export interface Identified {
  readonly manifest: Manifest;
  readonly name: ResourceName;
}
export function identify(_value: JsonValue): Result<Identified, Finding> {
  return err({ severity: 'error', code: '', message: '', path: [] });
}
