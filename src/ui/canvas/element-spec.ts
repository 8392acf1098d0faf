import type { Expectation } from '../../core/expect/expectation.ts';
import type { EndpointId, ResourceId } from '../../core/model/ids.ts';
import type { Verdict } from '../../core/policy/trace.ts';

/** What the canvas draws, as data: nothing of Cytoscape and nothing of the DOM. */
export type ElementSpec = BoxSpec | CardSpec | ArrowSpec;

/** What a click on an element selects and a drop on it means. */
export type ElementTarget =
  | { readonly kind: 'resource'; readonly id: ResourceId }
  /** One card for several objects. */
  | { readonly kind: 'stack'; readonly ids: readonly [ResourceId, ...ResourceId[]] }
  | { readonly kind: 'endpoint'; readonly id: EndpointId }
  | { readonly kind: 'note'; readonly name: string }
  /** The pods with one value of a label; `value` null: those without the label. */
  | { readonly kind: 'label'; readonly key: string; readonly value: string | null }
  /** A box that stands for no object: it only holds cards. */
  | { readonly kind: 'nothing' };

export type Emphasis = 'normal' | 'selected' | 'dimmed';

export interface BoxSpec {
  readonly kind: 'box';
  readonly id: string;
  readonly what: 'namespace' | 'cluster-node' | 'label' | 'unplaced';
  readonly title: string;
  readonly labels: readonly string[];
  readonly unprotected: boolean;
  /** Why it holds nothing; '' where it holds cards. */
  readonly note: string;
  readonly target: ElementTarget;
  readonly emphasis: Emphasis;
}

export type CardFaceKind =
  'pod' | 'host-endpoint' | 'unprotected-node' | 'external-network' | 'internet' | 'network-set' | 'note' | 'box';

/** The container of another grouping: a namespace where boxes are cluster nodes, and the other way round. */
export interface CardTag {
  readonly of: 'namespace' | 'cluster-node';
  readonly text: string;
  /** 0 to 5; equal for equal texts. */
  readonly hue: number;
}

/** One of the pods that a card stands for. */
export interface StackMember {
  readonly id: ResourceId;
  readonly endpoint: EndpointId | null;
  readonly spoken: string;
}

/** What a box that is drawn as one card would show. */
export interface CollapsedBox {
  readonly box: BoxSpec;
  readonly cards: readonly CardSpec[];
  /** Collapsed by the program, as there would be too many arrows: it is drawn in the place of the box. */
  readonly isAutomatic: boolean;
}

/** The ports of a host endpoint that stay open whatever its policies say (semantics.md R5.25). */
export interface Failsafes {
  /** `TCP 22`, in the order of the configuration. */
  readonly ingress: readonly string[];
  readonly egress: readonly string[];
}

export interface CardSpec {
  readonly kind: 'card';
  readonly id: string;
  readonly face: CardFaceKind;
  readonly title: string;
  readonly subtitle: string;
  readonly labels: readonly string[];
  readonly tags: readonly CardTag[];
  /** Short words in frames after the labels' line: profiles, `host network`, `automatic`. */
  readonly marks: readonly string[];
  /** Of a host endpoint; null: of no other card. */
  readonly failsafes: Failsafes | null;
  readonly width: number;
  readonly height: number;
  /** Id of the box around it; null for cards that lie free. */
  readonly box: string | null;
  readonly target: ElementTarget;
  /** Its row in the matrix, of several the first one's; null for network sets, which no traffic comes from. */
  readonly endpoint: EndpointId | null;
  /** The pods that it stands for; empty for a card that stands for itself. Its id is the first one's. */
  readonly stack: readonly StackMember[];
  /** Of a box that is drawn as one card; then the card's id is the box's. */
  readonly collapsed: CollapsedBox | null;
  readonly emphasis: Emphasis;
  readonly spoken: string;
}

/** Of an arrow's drawn flows: what they are of, and whether the verdicts are as expected. */
export interface ArrowWish {
  /** null: nothing is expected. */
  readonly state: Expectation | null;
  /** `TCP 22 allowed`, or without an expectation `TCP 22`. */
  readonly texts: readonly string[];
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
  /** Ports that are let through, where only some are; of a stack how many pairs are what; '' otherwise. */
  readonly caption: string;
  /** What its drawn flows say of protocol, port and expectation; null: nothing. */
  readonly wish: ArrowWish | null;
  /** What it would become, while something is dragged; what staged policies make of it, while those are looked at. */
  readonly ghost: boolean;
  /** `prod/web ×12 → host/worker` */
  readonly title: string;
  /** How many ordered pairs of endpoints it stands for: more than one where an end is a stack. */
  readonly pairs: number;
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

/** The rows of the matrix that a card stands for; none for network sets and notes. */
export function endpointsOf({ endpoint, stack, collapsed }: CardSpec): readonly EndpointId[] {
  if (collapsed !== null) return collapsed.cards.flatMap(endpointsOf);
  if (stack.length > 0) return stack.flatMap((member) => member.endpoint ?? []);
  return endpoint === null ? [] : [endpoint];
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
