import type { Verdict } from '../../core/policy/trace.ts';
import { badgeSize } from './arrow-line.ts';
import { badgeImage, doorBadgeWidth } from './verdict-badge.ts';

/** What the canvas takes from tokens.css, resolved: Cytoscape does not know `var()`. */
export interface CanvasTokens {
  readonly canvas: string;
  readonly surface: string;
  readonly accent: string;
  readonly border: string;
  readonly namespace: string;
  readonly host: string;
  readonly pod: string;
  readonly network: string;
  readonly set: string;
  readonly note: string;
  readonly verdict: Readonly<Record<Verdict, string>>;
}

/** @param token reads one custom property, `--canvas-bg` */
export function readTokens(token: (name: string) => string): CanvasTokens {
  return {
    canvas: token('--canvas-bg'),
    surface: token('--surface-1'),
    accent: token('--accent'),
    border: token('--border-2'),
    namespace: token('--kind-namespace'),
    host: token('--kind-host'),
    pod: token('--kind-pod'),
    network: token('--kind-network'),
    set: token('--kind-set'),
    note: token('--note-paper'),
    verdict: {
      allow: token('--verdict-allow'),
      deny: token('--verdict-deny'),
      partial: token('--verdict-partial'),
      undecided: token('--verdict-undecided'),
    },
  };
}

/** What colour a card's patch has from far away. */
const kinds: readonly (readonly [face: string, token: 'pod' | 'host' | 'network' | 'set' | 'note'])[] = [
  ['pod', 'pod'],
  ['host-endpoint', 'host'],
  ['unprotected-node', 'host'],
  ['external-network', 'network'],
  ['internet', 'network'],
  ['network-set', 'set'],
  ['note', 'note'],
];

type Style = Readonly<Record<string, string | number | readonly number[]>>;

/** One rule in Cytoscape's own words; its types stay in cytoscape-view.ts. */
export interface StyleRule {
  readonly selector: string;
  readonly style: Style;
}

const rule = (selector: string, style: Style): StyleRule => ({ selector, style });

/** How each verdict's half looks without its colour (product.md section 1). */
const lines: Readonly<Record<Verdict, Style>> = {
  allow: { 'line-style': 'solid' },
  deny: { 'line-style': 'dashed', 'line-dash-pattern': [7, 5] },
  partial: { 'line-style': 'dashed', 'line-dash-pattern': [11, 4, 2.5, 4] },
  undecided: { 'line-style': 'dashed', 'line-dash-pattern': [1.5, 5], 'line-cap': 'round' },
};

/** What the half ends in; a half that denies ends in a flat bar where it denies. */
const heads: Readonly<Record<Verdict, { readonly egress: Style; readonly ingress: Style }>> = {
  allow: { egress: {}, ingress: { 'target-arrow-shape': 'triangle' } },
  deny: { egress: { 'target-arrow-shape': 'tee' }, ingress: { 'target-arrow-shape': 'tee' } },
  partial: { egress: {}, ingress: { 'target-arrow-shape': 'triangle', 'target-arrow-fill': 'hollow' } },
  undecided: { egress: {}, ingress: { 'target-arrow-shape': 'circle', 'target-arrow-fill': 'hollow' } },
};

const verdicts: readonly Verdict[] = ['allow', 'deny', 'partial', 'undecided'];

export function stylesheet(tokens: CanvasTokens): readonly StyleRule[] {
  return [
    ...ground(tokens),
    ...boxes(tokens),
    ...verdicts.flatMap((verdict) => verdictRules(verdict, tokens)),
    ...states(tokens),
  ];
}

function ground(tokens: CanvasTokens): readonly StyleRule[] {
  return [
    rule('core', { 'active-bg-opacity': 0, 'selection-box-opacity': 0, 'outside-texture-bg-color': tokens.canvas }),
    rule('node', { 'overlay-opacity': 0, 'border-width': 0 }),
    // A card's face is drawn in the DOM above it. This is what remains of it from far away.
    rule('node.card', {
      shape: 'round-rectangle',
      'corner-radius': '10px',
      width: 'data(width)',
      height: 'data(height)',
      'background-color': tokens.surface,
      'border-width': 1,
      'border-color': tokens.border,
    }),
    rule('node.card.patch', { 'background-opacity': 0.55, 'border-opacity': 0.9 }),
    ...kinds.map(([face, token]) =>
      rule(`node.card.patch.${face}`, { 'background-color': tokens[token], 'border-color': tokens[token] }),
    ),
    rule('node.card.ellipse', { shape: 'ellipse' }),
    rule('node.card.note', { 'corner-radius': '3px', 'background-color': tokens.note }),
    // From far away: the card behind the first one.
    rule('node.card.pile', { ghost: 'yes', 'ghost-offset-x': 9, 'ghost-offset-y': 9, 'ghost-opacity': 0.75 }),
    rule('node.badge', {
      shape: 'round-rectangle',
      'corner-radius': '9px',
      width: badgeSize,
      height: badgeSize,
      'background-color': tokens.surface,
      'border-width': 1.5,
      'underlay-shape': 'round-rectangle',
      'underlay-corner-radius': '14px',
      'background-width': '100%',
      'background-height': '100%',
    }),
    rule('edge', {
      'overlay-opacity': 0,
      'curve-style': 'straight',
      width: 2,
      'arrow-scale': 1.1,
      'target-arrow-shape': 'none',
    }),
    rule('edge.egress', { 'source-endpoint': 'data(at)' }),
    rule('edge.ingress', { 'target-endpoint': 'data(at)' }),
  ];
}

function boxes(tokens: CanvasTokens): readonly StyleRule[] {
  return [
    rule('node.box', {
      shape: 'round-rectangle',
      'corner-radius': '14px',
      width: 'data(width)',
      height: 'data(height)',
      // Below the arrows, which are below all other nodes.
      'z-compound-depth': 'bottom',
      'background-color': tokens.border,
      'background-opacity': 0.12,
      'border-width': 1.25,
      'border-color': tokens.border,
      'border-opacity': 0.75,
    }),
    rule('node.namespace', { 'background-color': tokens.namespace, 'border-color': tokens.namespace }),
    rule('node.cluster-node', { 'background-color': tokens.host, 'border-color': tokens.host }),
    rule('node.namespace, node.cluster-node', { 'background-opacity': 0.07, 'border-opacity': 0.45 }),
    rule('node.label', { 'background-color': tokens.accent, 'border-color': tokens.accent }),
    rule('node.label', { 'background-opacity': 0.05, 'border-opacity': 0.4 }),
    rule('node.unplaced', { 'border-style': 'dashed' }),
  ];
}

function verdictRules(verdict: Verdict, tokens: CanvasTokens): readonly StyleRule[] {
  const colour = tokens.verdict[verdict];
  return [
    rule(`edge.${verdict}`, {
      'line-color': colour,
      'target-arrow-color': colour,
      'underlay-color': colour,
      ...lines[verdict],
    }),
    rule(`edge.egress.${verdict}`, heads[verdict].egress),
    rule(`edge.ingress.${verdict}`, heads[verdict].ingress),
    rule(`node.badge.${verdict}`, {
      'border-color': colour,
      'underlay-color': colour,
      'background-image': badgeImage(verdict, false, colour),
    }),
    rule(`node.badge.door.${verdict}`, {
      width: doorBadgeWidth,
      'background-image': badgeImage(verdict, true, colour),
    }),
  ];
}

function states(tokens: CanvasTokens): readonly StyleRule[] {
  return [
    rule('.box.selected', { 'border-color': tokens.accent, 'border-width': 2, 'border-opacity': 1 }),
    rule('edge.selected', { width: 3.25, 'underlay-opacity': 0.18, 'underlay-padding': 5 }),
    rule('.badge.selected', { 'border-width': 2.5 }),
    rule('edge.dimmed, .badge.dimmed', { opacity: 0.38 }),
    rule('edge.ghost', { width: 3, 'underlay-opacity': 0.22, 'underlay-padding': 6 }),
    rule('.badge.ghost', { 'underlay-opacity': 0.25, 'underlay-padding': 5 }),
    rule('edge.faded, .badge.faded', { opacity: 0.13 }),
    rule('.box.faded, .card.faded', { opacity: 0.35 }),
    rule('edge.lit', { width: 3.25, opacity: 1, 'underlay-opacity': 0.2, 'underlay-padding': 5 }),
    rule('.badge.lit', { opacity: 1, 'border-width': 2.5 }),
    rule('.card.lit', { 'border-color': tokens.accent, 'border-width': 4 }),
    rule('edge.aimed', {
      width: 4,
      opacity: 1,
      'underlay-color': tokens.accent,
      'underlay-opacity': 0.35,
      'underlay-padding': 8,
    }),
    rule('.badge.aimed', { opacity: 1, 'border-width': 2.5 }),
  ];
}
