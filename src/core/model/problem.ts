import type { JsonPath } from './json.ts';
import type { ResourceId } from './ids.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Something wrong in the user's data, before it is known where the object stands in a file. */
export interface Finding {
  readonly severity: Severity;
  /** Stable, upper case: `SELECTOR-SYNTAX`, `HOST-EGRESS-DENY`. */
  readonly code: string;
  /** One sentence in the user's words. */
  readonly message: string;
  /** Where in the manifest; `[]` is the whole object. */
  readonly path: JsonPath;
}

/** A position in a file that the user has; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A finding with the object and the position it is about. */
export interface Problem extends Finding {
  /** null for problems of a file as a whole. */
  readonly resource: ResourceId | null;
  /** null for objects made in the program, which stand in no file yet. */
  readonly place: Place | null;
}
