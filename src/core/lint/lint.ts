import type { ClusterDocument } from '../model/document.ts';
import type { Entity } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Finding } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import type { Ruleset } from '../policy/ruleset.ts';

/** What a lint looks at. Staged and disabled policies are no part of `ruleset`. */
export interface LintInput {
  readonly resources: ClusterDocument['resources'];
  readonly entities: ReadonlyMap<ResourceId, Entity>;
  readonly ruleset: Ruleset;
  readonly settings: Settings;
}

export interface LintFinding {
  /** null: of the design as a whole. */
  readonly resource: ResourceId | null;
  readonly finding: Finding;
}

/** A condition of semantics.md section 9: accepted by a cluster, and surely or probably not what was meant. */
export type Lint = (input: LintInput) => readonly LintFinding[];

/** The same for what takes long: a step every few milliseconds, so that whoever asks can do something else in between. */
export type StepLint = (input: LintInput) => Generator<void, readonly LintFinding[], undefined>;
