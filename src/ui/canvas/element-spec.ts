import type { EndpointId, ResourceId } from '../../core/model/ids.ts';
import type { Verdict } from '../../core/policy/trace.ts';

/** What the canvas draws, as data: nothing of Cytoscape and nothing of the DOM. */
export type ElementSpec = BoxSpec | CardSpec | ArrowSpec;

/** What a click on an element selects and a drop on it means. */
export type ElementTarget =
  | { readonly kind: 'resource'; readonly id: ResourceId }
  | { readonly kind: 'endpoint'; readonly id: EndpointId }
  /** A box that stands for no object: it only holds cards. */
  | { readonly kind: 'nothing' };

export type Emphasis = 'normal' | 'selected' | 'dimmed';

export interface BoxSpec {
  readonly kind: 'box';
  readonly id: string;
  readonly what: 'namespace' | 'cluster-node' | 'unplaced';
  readonly title: string;
  readonly labels: readonly string[];
  readonly unprotected: boolean;
  /** Why it holds nothing; '' where it holds cards. */
  readonly note: string;
  readonly target: ElementTarget;
  readonly emphasis: Emphasis;
}

export type CardFaceKind =
  'pod' | 'host-endpoint' | 'unprotected-node' | 'external-network' | 'internet' | 'network-set';

/** The container of the other grouping: a namespace where boxes are cluster nodes, and the other way round. */
export interface CardTag {
  readonly text: string;
  /** 0 to 5; equal for equal texts. */
  readonly hue: number;
}

export interface CardSpec {
  readonly kind: 'card';
  readonly id: string;
  readonly face: CardFaceKind;
  readonly title: string;
  readonly subtitle: string;
  readonly labels: readonly string[];
  readonly tag: CardTag | null;
  /** Short words in frames after the labels' line: profiles, `host network`, `automatic`. */
  readonly marks: readonly string[];
  /** A host endpoint that failsafe ports keep open (semantics.md R5.25). */
  readonly doors: boolean;
  readonly width: number;
  readonly height: number;
  /** Id of the box around it; null for cards that lie free. */
  readonly box: string | null;
  readonly target: ElementTarget;
  /** Its row in the matrix; null for network sets, which no traffic comes from. */
  readonly endpoint: EndpointId | null;
  readonly emphasis: Emphasis;
  readonly spoken: string;
}

export interface ArrowSpec {
  readonly kind: 'arrow';
  readonly id: string;
  /** Ids of the cards at its ends. */
  readonly from: string;
  readonly to: string;
  readonly source: EndpointId;
  readonly destination: EndpointId;
  readonly verdict: Verdict;
  /** Verdict of the half at the source, and of the half at the destination. */
  readonly egress: Verdict;
  readonly ingress: Verdict;
  /** Some of it is open by a door: a failsafe port, or the cluster node's own pod. */
  readonly door: boolean;
  /** Ports that are let through, where only some are; '' otherwise. */
  readonly caption: string;
  /** What it would become, while something is dragged; what staged policies make of it, while those are looked at. */
  readonly ghost: boolean;
  /** There is an arrow the other way as well: both give way to their side. */
  readonly paired: boolean;
  readonly emphasis: Emphasis;
  readonly spoken: string;
}

export function isBox(spec: ElementSpec): spec is BoxSpec {
  return spec.kind === 'box';
}

export function isCard(spec: ElementSpec): spec is CardSpec {
  return spec.kind === 'card';
}

export function isArrow(spec: ElementSpec): spec is ArrowSpec {
  return spec.kind === 'arrow';
}

/** One arrow per ordered pair, so the pair is its identity. */
export function arrowId(source: EndpointId, destination: EndpointId): string {
  return `${source} → ${destination}`;
}

/** Cards by the id of the box around them, in the order given. */
export function cardsByBox(cards: readonly CardSpec[]): ReadonlyMap<string | null, readonly CardSpec[]> {
  const held = new Map<string | null, CardSpec[]>();
  for (const card of cards) {
    const inside = held.get(card.box);
    if (inside === undefined) held.set(card.box, [card]);
    else inside.push(card);
  }
  return held;
}
