import type { Verdict } from '../../core/policy/trace.ts';
import type { CardFaceKind } from '../canvas/element-spec.ts';

/** What a picture takes from tokens.css, as colours. */
export interface PictureColours {
  readonly canvas: string;
  readonly surface1: string;
  readonly surface2: string;
  readonly surface3: string;
  readonly raised: string;
  readonly text1: string;
  readonly text2: string;
  readonly text3: string;
  readonly border1: string;
  readonly border2: string;
  readonly accent: string;
  readonly warning: string;
  readonly error: string;
  readonly errorSoft: string;
  readonly notePaper: string;
  readonly noteEdge: string;
  readonly kind: Readonly<Record<'pod' | 'host' | 'namespace' | 'network' | 'set', string>>;
  readonly tags: readonly string[];
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly soft: Readonly<Record<Verdict, string>>;
}

/** @param token reads one custom property, `--canvas-bg` */
export function readPictureColours(token: (name: string) => string): PictureColours {
  return {
    canvas: token('--canvas-bg'),
    surface1: token('--surface-1'),
    surface2: token('--surface-2'),
    surface3: token('--surface-3'),
    raised: token('--surface-raised'),
    text1: token('--text-1'),
    text2: token('--text-2'),
    text3: token('--text-3'),
    border1: token('--border-1'),
    border2: token('--border-2'),
    accent: token('--accent'),
    warning: token('--severity-warning'),
    error: token('--severity-error'),
    errorSoft: token('--severity-error-soft'),
    notePaper: token('--note-paper'),
    noteEdge: token('--note-edge'),
    kind: {
      pod: token('--kind-pod'),
      host: token('--kind-host'),
      namespace: token('--kind-namespace'),
      network: token('--kind-network'),
      set: token('--kind-set'),
    },
    tags: [1, 2, 3, 4, 5, 6].map((number) => token(`--tag-${number}`)),
    verdict: verdictColours((verdict) => token(`--verdict-${verdict}`)),
    soft: verdictColours((verdict) => token(`--verdict-${verdict}-soft`)),
  };
}

function verdictColours(colour: (verdict: Verdict) => string): Readonly<Record<Verdict, string>> {
  return {
    allow: colour('allow'),
    deny: colour('deny'),
    partial: colour('partial'),
    undecided: colour('undecided'),
  };
}

/** The colour of a card's sign and count. */
export function cardColour(face: CardFaceKind, { kind, warning, text2 }: PictureColours): string {
  switch (face) {
    case 'pod':
      return kind.pod;
    case 'host-endpoint':
      return kind.host;
    case 'unprotected-node':
      return warning;
    case 'external-network':
    case 'internet':
      return kind.network;
    case 'network-set':
      return kind.set;
    case 'note':
    case 'box':
      return text2;
  }
}
