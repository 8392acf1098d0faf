import type { DrawnFlow, Point } from '../model/design.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { EndpointId, ResourceId } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import type { Labels } from '../selector/labels.ts';
import type { Result } from '../result.ts';
import type { Command } from './command.ts';
import type { ServicePreset } from './presets.ts';

/** What is being dragged. */
export type DragPayload =
  | { readonly kind: 'create'; readonly what: NewThing }
  | { readonly kind: 'label'; readonly key: string; readonly value: string }
  | {
      readonly kind: 'rule';
      readonly action: 'Allow' | 'Deny' | 'Pass' | 'Log';
      readonly direction: Direction;
      /** null: any traffic. */
      readonly service: ServicePreset | null;
    }
  | { readonly kind: 'policy'; readonly policy: ResourceId }
  /** A lane of the tier board. */
  | { readonly kind: 'tier'; readonly tier: string }
  /** From an endpoint's handle: a flow to be drawn. */
  | { readonly kind: 'flow'; readonly source: EndpointId };

export type NewThing =
  'cluster-node' | 'namespace' | 'pod' | 'external-network' | 'network-set' | 'host-endpoint' | 'note';

/** What it is dragged onto; points are in model coordinates. */
export type DropTarget =
  | { readonly kind: 'canvas'; readonly at: Point }
  /** A card or box of the canvas. */
  | { readonly kind: 'resource'; readonly id: ResourceId; readonly at: Point }
  /** One card for several pods that are alike. */
  | { readonly kind: 'stack'; readonly ids: readonly [ResourceId, ...ResourceId[]]; readonly at: Point }
  /** One of several cards and boxes that are selected: all their objects, and the one (or the stack) under the pointer. */
  | {
      readonly kind: 'several';
      readonly ids: readonly [ResourceId, ...ResourceId[]];
      readonly one: OneTarget;
      readonly at: Point;
    }
  /** A box of the canvas that holds the pods with one value of a label; `value` null: those without the label. */
  | { readonly kind: 'label-box'; readonly key: string; readonly value: string | null; readonly at: Point }
  /** A row without an object of its own: an automatic host endpoint, the Internet. */
  | { readonly kind: 'endpoint'; readonly id: EndpointId; readonly at: Point }
  | { readonly kind: 'arrow'; readonly source: EndpointId; readonly destination: EndpointId }
  | { readonly kind: 'policy'; readonly id: ResourceId }
  /** A lane of the tier board and the place among its cards, counted without the card that is dragged. */
  | { readonly kind: 'tier'; readonly tier: string; readonly index: number }
  /** Between two lanes of the tier board, counted without the lane that is dragged. */
  | { readonly kind: 'tier-gap'; readonly index: number }
  | { readonly kind: 'selector'; readonly resource: ResourceId; readonly path: readonly (string | number)[] };

/** One card or box. */
export type OneTarget =
  | { readonly kind: 'resource'; readonly id: ResourceId; readonly at: Point }
  | { readonly kind: 'stack'; readonly ids: readonly [ResourceId, ...ResourceId[]]; readonly at: Point };

/** Several and stacks are resolved into their members first; a label box is the canvas with a label to set. */
export type SingleTarget = Exclude<DropTarget, { readonly kind: 'stack' | 'several' | 'label-box' }>;

/** What a drop would do; nothing has changed yet. */
export interface DropPlan {
  /** The first is the default, previewed as ghosts. */
  readonly options: readonly [DropOption, ...DropOption[]];
  /** True: the drop menu asks even where there is one option, because something the user set would be replaced. */
  readonly confirm: boolean;
  /** What is asked for before it is done; the options are what it is without an answer. null: nothing. */
  readonly ask: FlowQuestion | null;
}

/** Protocol, port, expectation and note of a flow. */
export interface FlowQuestion {
  readonly kind: 'flow';
  /** As it is without an answer. */
  readonly flow: DrawnFlow;
  /** The drawn flow that the answer takes the place of; null: a new one. */
  readonly index: number | null;
}

export interface DropOption {
  readonly label: string;
  readonly detail: string;
  readonly command: Command;
  /** What the notice says once it is done. */
  readonly sentence: string;
}

/** `reason` is one sentence, shown beside the pointer. */
export interface DropRefusal {
  readonly reason: string;
}

export type Planned = Result<DropPlan, DropRefusal>;

/** What `planDrop` needs to know beyond the document: who is there, and who selects whom. */
export interface DropContext {
  readonly document: ClusterDocument;
  readonly endpoints: readonly DropEndpoint[];
  /** In evaluation order, with their policies in resolved order. */
  readonly tiers: readonly DropTier[];
}

export interface DropTier {
  readonly name: string;
  /** null: built in and not written in the design, or named by policies only. */
  readonly resource: ResourceId | null;
  /** null: it does not exist, and is evaluated last (R4.1). */
  readonly order: number | null;
  /** Every cluster has it, and its order can't be changed (R1.6). */
  readonly builtIn: boolean;
  readonly policies: readonly DropPolicy[];
}

export interface DropPolicy {
  readonly id: ResourceId;
  readonly name: string;
  readonly kind: 'calico' | 'kubernetes' | 'other';
  /** null for global ones. */
  readonly namespace: string | null;
  readonly order: number | null;
  readonly staged: boolean;
  readonly selects: ReadonlySet<EndpointId>;
  readonly directions: readonly Direction[];
}

export interface DropEndpoint {
  readonly id: EndpointId;
  readonly kind: 'pod' | 'host' | 'network';
  /** null: an automatic host endpoint or the built-in Internet. */
  readonly resource: ResourceId | null;
  readonly namespace: string | null;
  readonly clusterNode: string | null;
  readonly hostNetwork: boolean;
  readonly origin: 'written' | 'automatic' | 'unprotected';
  /** Written on the object itself (for an automatic host endpoint: what the controller writes). */
  readonly labels: Labels;
  /** CIDR texts: of a network its nets, of others their addresses. Empty for the Internet. */
  readonly nets: readonly string[];
}
