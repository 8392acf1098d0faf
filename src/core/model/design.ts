import type { FlowTraffic } from '../net/flow-traffic.ts';
import type { Lesson } from './lesson.ts';
import type { Scene } from './scene.ts';
import type { Settings } from './settings.ts';
import type { EndpointId, ResourceId } from './ids.ts';

/** `spec` of the one `Design` document: all that is ours and no manifest can say. */
export interface DesignSpec {
  readonly settings: Settings;
  readonly layout: Layout;
  readonly flows: readonly DrawnFlow[];
  /** Policies that are kept, but neither judged nor exported. */
  readonly disabled: ReadonlySet<ResourceId>;
  /** In the order in which they are shown. */
  readonly scenes: readonly Scene[];
  /** null: this design is no lesson. */
  readonly lesson: Lesson | null;
}

/** What a pod's box is: its namespace, its cluster node, or all pods with the same value of one label. */
export type Grouping = 'namespace' | 'cluster-node' | `label:${string}`;

export type Fold = 'folded' | 'unfolded';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly grouping: Grouping;
  /** By element id (`ResourceId` text of the thing drawn); in model coordinates (pixels at zoom 1), centre of the card. */
  readonly positions: ReadonlyMap<string, Point>;
  /** Element ids of the boxes that are drawn as one card. */
  readonly collapsed: readonly string[];
  /** By their name; a note's place is that of the element `note/<name>`. */
  readonly notes: ReadonlyMap<string, string>;
  /** By any member's element id: whether the pods alike with it are one card, where the user chose otherwise than usual. */
  readonly folds: ReadonlyMap<string, Fold>;
}

/** An arrow that the user drew. */
export interface DrawnFlow extends FlowTraffic {
  readonly source: EndpointId;
  readonly destination: EndpointId;
  readonly expect: 'allow' | 'deny' | null;
  readonly note: string;
}

/** Element id of a note, as positions know it. */
export function noteElement(name: string): string {
  return `note/${name}`;
}
