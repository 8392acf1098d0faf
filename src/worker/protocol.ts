import type { LintFinding } from '../core/lint/lint.ts';
import type { GuardReport } from '../core/guard/guard-report.ts';
import type { Manifest } from '../core/model/document.ts';
import type { EndpointId, ResourceId, Revision } from '../core/model/ids.ts';
import type { CalicoVersion } from '../core/model/settings.ts';
import type { FlowQuery, FlowQueryError, FlowResult } from '../core/policy/flow-query.ts';
import type { StagedView } from '../core/policy/staged.ts';
import type { PairResult } from '../core/policy/trace.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import type { Result } from '../core/result.ts';

/** What changed since the document that the worker holds; the source texts stay in the window. */
export interface DocumentDelta {
  /** True for the first one after a start: whatever the worker held is void. */
  readonly fromEmpty: boolean;
  readonly upsert: readonly { readonly id: ResourceId; readonly manifest: Manifest }[];
  readonly remove: readonly ResourceId[];
}

/** A design as it is and, where that was asked for, as if its staged policies were in force. */
export interface JudgedTables {
  readonly table: VerdictTable;
  readonly asEnforced: VerdictTable | null;
}

export interface EndpointPair {
  readonly source: EndpointId;
  readonly destination: EndpointId;
}

/** What a policy decides. */
export interface Decided {
  readonly pairs: readonly EndpointPair[];
  /** Of all ordered pairs of distinct endpoints; null: there are too many to look at. */
  readonly total: number | null;
}

export type ToWorker =
  /** `staged`: how this document is looked at from now on, by previews and explanations too (R4.9). */
  | {
      readonly type: 'evaluate';
      readonly revision: Revision;
      readonly delta: DocumentDelta;
      readonly staged: StagedView;
    }
  /** Judges the held document with `delta` on top, and forgets it again: ghosts while dragging. */
  | { readonly type: 'preview'; readonly token: number; readonly delta: DocumentDelta }
  /** Gives up what is under way, if anything is; `onlyIfLong`: not before it has taken long. Answered with `cancelled`. */
  | { readonly type: 'cancel'; readonly onlyIfLong: boolean }
  | {
      readonly type: 'explain-pair';
      readonly token: number;
      readonly source: EndpointId;
      readonly destination: EndpointId;
    }
  | { readonly type: 'explain-flow'; readonly token: number; readonly query: FlowQuery }
  /** Which of `pairs` (those that are drawn) this policy decides; the newest question takes the place of the one before. */
  | {
      readonly type: 'decided-by';
      readonly token: number;
      readonly policy: ResourceId;
      readonly pairs: readonly EndpointPair[];
    }
  /** What is accepted by a cluster and surely or probably not meant, of the newest verdicts' design; likewise. */
  | { readonly type: 'lint'; readonly token: number }
  /** What would be cut off if that design were exported for this version and applied; likewise. */
  | { readonly type: 'guard'; readonly token: number; readonly calicoVersion: CalicoVersion };

export type FromWorker =
  | ({ readonly type: 'evaluated'; readonly revision: Revision; readonly millis: number } & JudgedTables)
  /** Of what has been under way for long: an evaluation or a preview. */
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  /** The evaluation or preview that was under way has no answer. */
  | { readonly type: 'cancelled' }
  | { readonly type: 'previewed'; readonly token: number; readonly table: VerdictTable }
  /** null: one of the endpoints is not in the held document. */
  | {
      readonly type: 'pair-explained';
      readonly token: number;
      readonly revision: Revision;
      readonly result: PairResult | null;
    }
  | {
      readonly type: 'flow-explained';
      readonly token: number;
      readonly revision: Revision;
      readonly result: Result<FlowResult, FlowQueryError>;
    }
  | ({ readonly type: 'decided'; readonly token: number } & Decided)
  | { readonly type: 'linted'; readonly token: number; readonly findings: readonly LintFinding[] }
  | { readonly type: 'guard-progress'; readonly token: number; readonly done: number; readonly total: number }
  | { readonly type: 'guarded'; readonly token: number; readonly report: GuardReport }
  /** The program failed on this request; the worker goes on. `request` is the message's type. */
  | {
      readonly type: 'failed';
      readonly request: ToWorker['type'];
      readonly token: number | null;
      readonly revision: Revision | null;
      readonly message: string;
    };
