/** The part of a KeyboardEvent that is looked at. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Where it was pressed. */
export interface PressPlace {
  /** In a field that takes letters. */
  readonly isText: boolean;
  /** Something of the chrome has the focus: a list, a button, a menu. */
  readonly isChrome: boolean;
  /** Palette and inspector are shown and something is selected: arrow keys move it. */
  readonly isEditing: boolean;
}

export type PresentKey =
  | { readonly kind: 'action'; readonly id: string }
  | { readonly kind: 'pen'; readonly pen: 0 | 1 | 2 | 3 }
  | { readonly kind: 'spot'; readonly factor: number }
  | { readonly kind: 'escape' };

const action = (id: string): PresentKey => ({ kind: 'action', id });

/** What presenter remotes send is among the first ones. */
const arrows: Readonly<Record<string, PresentKey>> = {
  ArrowRight: action('present-next'),
  ArrowDown: action('present-next'),
  ArrowLeft: action('present-previous'),
  ArrowUp: action('present-previous'),
};
const pages: Readonly<Record<string, PresentKey>> = {
  PageDown: action('present-next'),
  PageUp: action('present-previous'),
  Escape: { kind: 'escape' },
};
const letters: Readonly<Record<string, PresentKey>> = {
  b: action('present-blank'),
  l: action('present-laser'),
  s: action('present-spotlight'),
  d: action('present-draw'),
  c: action('present-clear'),
  f: action('present-focus'),
  r: action('present-reset'),
  i: action('present-theme'),
  '.': action('present-chrome'),
  '1': { kind: 'pen', pen: 0 },
  '2': { kind: 'pen', pen: 1 },
  '3': { kind: 'pen', pen: 2 },
  '4': { kind: 'pen', pen: 3 },
  '+': { kind: 'spot', factor: 1.2 },
  '-': { kind: 'spot', factor: 1 / 1.2 },
};

/** What a key means while something is presented; null: nothing, or what it means where it was pressed. */
export function presentKey(press: Press, { isText, isChrome, isEditing }: PressPlace): PresentKey | null {
  if (isText || press.ctrlKey || press.metaKey || press.altKey) return null;
  const letter = letters[press.key.toLowerCase()];
  if (letter !== undefined) return letter;
  if (isChrome) return null;
  return pages[press.key] ?? (isEditing ? null : (arrows[press.key] ?? null));
}
