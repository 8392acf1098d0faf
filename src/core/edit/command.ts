import type { DrawnFlow, Fold, Grouping, Point } from '../model/design.ts';
import type { Manifest, SourceDocument, Resource } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import type { JsonObject, JsonPath, JsonValue } from '../model/json.ts';
import type { Lesson } from '../model/lesson.ts';
import type { Direction } from '../model/policy.ts';
import type { Scene } from '../model/scene.ts';

/** A wish, in data. Carries all it needs (names, positions), so that a list of commands replays (design.md 1.3). */
export type Command =
  /** Adds objects made in the program, with the places of their cards. */
  | {
      readonly type: 'add-resources';
      readonly manifests: readonly Manifest[];
      readonly positions: readonly Placement[];
    }
  /** A namespace takes its objects with it, a cluster node its host endpoints; pods of a removed node become unplaced. */
  | { readonly type: 'remove-resources'; readonly ids: readonly ResourceId[] }
  /** `value` null removes the label. */
  | { readonly type: 'set-label'; readonly resource: ResourceId; readonly key: string; readonly value: string | null }
  /** Sets one field; `value` undefined removes it, and the objects that this leaves empty stay. */
  | {
      readonly type: 'set-field';
      readonly resource: ResourceId;
      readonly path: JsonPath;
      readonly value: JsonValue | undefined;
    }
  | { readonly type: 'replace-manifest'; readonly resource: ResourceId; readonly manifest: Manifest }
  /** `text` reads as `manifest`; it is kept with its comments where the object has a document of its own. */
  | {
      readonly type: 'write-yaml';
      readonly resource: ResourceId;
      readonly manifest: Manifest;
      readonly text: string;
    }
  /** The design is what these texts, which are all of it, say. */
  | {
      readonly type: 'write-design';
      readonly sources: readonly SourceDocument[];
      readonly resources: readonly Resource[];
    }
  /** References to it by name (a pod's node and namespace, a policy's tier, …) and its place follow. */
  | { readonly type: 'rename-resource'; readonly resource: ResourceId; readonly name: string }
  /** `index` counts from 0; the list's length appends. Adds the direction to explicit `types` where it is missing. */
  | {
      readonly type: 'add-rule';
      readonly policy: ResourceId;
      readonly direction: Direction;
      readonly index: number;
      readonly rule: JsonObject;
    }
  | { readonly type: 'remove-rule'; readonly policy: ResourceId; readonly direction: Direction; readonly index: number }
  | {
      readonly type: 'move-rule';
      readonly policy: ResourceId;
      readonly direction: Direction;
      readonly from: number;
      readonly to: number;
    }
  | { readonly type: 'set-tier'; readonly policy: ResourceId; readonly tier: string; readonly order: number | null }
  | { readonly type: 'move-elements'; readonly positions: readonly Placement[] }
  | { readonly type: 'set-grouping'; readonly grouping: Grouping }
  /** Pods that are alike as one card, or each by itself. What was chosen for any of them before is forgotten. */
  | {
      readonly type: 'set-fold';
      /** All of them; the choice is kept with the first one. */
      readonly alike: readonly ResourceId[];
      /** null: as is usual for so many. */
      readonly fold: Fold | null;
    }
  | {
      readonly type: 'set-setting';
      readonly key: 'calicoVersion' | 'dataplane' | 'hostInputDefault';
      readonly value: string;
    }
  | { readonly type: 'set-setting'; readonly key: 'modelEncapsulation'; readonly value: boolean }
  | { readonly type: 'set-collapsed'; readonly box: string; readonly collapsed: boolean }
  /** A note on the canvas; `text` null removes it, and its place with it. */
  | { readonly type: 'set-note'; readonly note: string; readonly text: string | null }
  /** A disabled policy is kept, but neither judged nor exported. */
  | { readonly type: 'set-disabled'; readonly policy: ResourceId; readonly disabled: boolean }
  | { readonly type: 'add-flow'; readonly flow: DrawnFlow }
  /** Many at once; one with a place among the drawn flows takes that of the flow that is there. */
  | {
      readonly type: 'draw-flows';
      readonly flows: readonly { readonly index: number | null; readonly flow: DrawnFlow }[];
    }
  | { readonly type: 'set-flow'; readonly index: number; readonly flow: DrawnFlow }
  | { readonly type: 'remove-flow'; readonly index: number }
  /** Objects read from files, laid over what is there: same identity replaces (product.md section 4). */
  | { readonly type: 'import'; readonly sources: readonly SourceDocument[]; readonly resources: readonly Resource[] }
  /** `index` counts from 0; the list's length appends. */
  | { readonly type: 'add-scene'; readonly scene: Scene; readonly index: number }
  /** In the place of the one with its id. */
  | { readonly type: 'set-scene'; readonly scene: Scene }
  | { readonly type: 'move-scene'; readonly scene: string; readonly to: number }
  | { readonly type: 'remove-scene'; readonly scene: string }
  /** The design becomes this one, but for its scenes and its lesson, which stay as they are. */
  | {
      readonly type: 'turn-design';
      readonly label: string;
      readonly sources: readonly SourceDocument[];
      readonly resources: readonly Resource[];
    }
  /** The design is this lesson; null: it is none any more. What stays the same in it keeps its own text. */
  | { readonly type: 'write-lesson'; readonly label: string; readonly lesson: Lesson | null }
  /** Several commands as one gesture: one name, one entry in the undo list. */
  | { readonly type: 'sequence'; readonly label: string; readonly commands: readonly Command[] };

export interface Placement {
  /** `ResourceId` text of the thing drawn. */
  readonly element: string;
  /** null: forget the place, the layout finds one. */
  readonly at: Point | null;
}

export type CommandError =
  | { readonly reason: 'no-such-resource'; readonly resource: ResourceId }
  | { readonly reason: 'already-exists'; readonly resource: ResourceId }
  | { readonly reason: 'no-such-rule'; readonly policy: ResourceId; readonly index: number }
  | { readonly reason: 'no-such-flow'; readonly index: number }
  | { readonly reason: 'no-such-scene' | 'scene-exists'; readonly scene: string }
  /** The object's field is not of the type that the command writes into (hand-made YAML with a text where a list belongs). */
  | { readonly reason: 'wrong-shape'; readonly resource: ResourceId; readonly path: JsonPath }
  /** What was written is no Kubernetes object any more: no kind, no name. `why` is a sentence. */
  | { readonly reason: 'unidentified'; readonly why: string };
