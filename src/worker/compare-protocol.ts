import type { DesignComparison } from '../core/compare/compare-designs.ts';
import type { ObjectDifference } from '../core/compare/compare-objects.ts';
import type { EndpointId } from '../core/model/ids.ts';
import type { Settings } from '../core/model/settings.ts';
import type { PairResult } from '../core/policy/trace.ts';
import type { DocumentDelta } from './protocol.ts';

export interface Compared {
  readonly comparison: DesignComparison;
  readonly objects: ObjectDifference;
}

export type ToComparer =
  | {
      readonly type: 'compare';
      readonly token: number;
      /** What changed since the last message. */
      readonly before: DocumentDelta;
      readonly after: DocumentDelta;
      /** In the place of what the designs say. */
      readonly settings: Partial<Settings>;
    }
  /** Of the older design. */
  | {
      readonly type: 'explain-before';
      readonly token: number;
      readonly source: EndpointId;
      readonly destination: EndpointId;
    };

export type FromComparer =
  | ({ readonly type: 'compared'; readonly token: number } & Compared)
  /** null: one of the ends was not there. */
  | { readonly type: 'before-explained'; readonly token: number; readonly result: PairResult | null }
  /** The program failed on this request; the worker goes on. */
  | { readonly type: 'failed'; readonly token: number; readonly message: string };
