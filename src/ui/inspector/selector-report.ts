import { fromLabelSelector } from '../../core/selector/from-kubernetes.ts';
import type { JsonValue } from '../../core/model/json.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import type { Labels } from '../../core/selector/labels.ts';
import { compileSelector } from '../../core/selector/matches.ts';
import { parseSelector } from '../../core/selector/parse.ts';

/** Something that a selector can mean, by the labels that it is matched with. */
export interface Candidate {
  readonly name: string;
  readonly labels: Labels;
  /** What it is on the canvas: itself, or the pods of a namespace, of a service account, of a cluster node. */
  readonly endpoints: readonly EndpointId[];
}

/** What a selector field says while it is typed in. */
export type SelectorReport =
  | { readonly kind: 'blank' }
  /** `position` counts from 0 in the text. */
  | { readonly kind: 'error'; readonly position: number; readonly message: string }
  | { readonly kind: 'matches'; readonly matched: readonly Candidate[] };

/** Judges the text of a selector field against what the design holds. */
export function selectorReport(text: string, candidates: readonly Candidate[]): SelectorReport {
  if (text.trim() === '') return { kind: 'blank' };
  const parsed = parseSelector(text);
  if (!parsed.ok) return { kind: 'error', position: parsed.error.position, message: parsed.error.message };
  const matches = compileSelector(parsed.value);
  return { kind: 'matches', matched: candidates.filter(({ labels }) => matches(labels)) };
}

/** The same for a Kubernetes label selector; null where it is none. */
export function labelSelectorMatches(
  selector: JsonValue,
  candidates: readonly Candidate[],
): readonly Candidate[] | null {
  const read = fromLabelSelector(selector);
  if (!read.ok) return null;
  const matches = compileSelector(read.value);
  return candidates.filter(({ labels }) => matches(labels));
}

/** What lights up on the canvas for what is matched. */
export function endpointsOf(matched: readonly Candidate[]): readonly EndpointId[] {
  return matched.flatMap(({ endpoints }) => endpoints);
}
