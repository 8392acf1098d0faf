/** Sizes of the panels in pixels, kept by the browser from one start to the next. */
export interface PanelSizes {
  readonly palette: number;
  /** In the palette's place. */
  readonly lesson: number;
  readonly inspector: number;
  readonly drawer: number;
  /** Of the tier board, where the canvas is above it. */
  readonly board: number;
}

export const defaultSizes: PanelSizes = { palette: 240, lesson: 380, inspector: 348, drawer: 288, board: 300 };

const limits: Readonly<Record<keyof PanelSizes, readonly [smallest: number, largest: number]>> = {
  palette: [168, 420],
  lesson: [280, 720],
  inspector: [264, 720],
  drawer: [120, 640],
  board: [140, 900],
};
const storageKey = 'firewright.panel-sizes';
const besideKey = 'firewright.board-beside';

/** The text that was stored, as sizes; what is missing or unusable has its default. */
export function readSizes(text: string | null): PanelSizes {
  const stored = parsed(text);
  const size = (panel: keyof PanelSizes): number => within(panel, stored[panel] ?? defaultSizes[panel]);
  return {
    palette: size('palette'),
    lesson: size('lesson'),
    inspector: size('inspector'),
    drawer: size('drawer'),
    board: size('board'),
  };
}

/** What the browser keeps, or, where it is told to keep nothing, a memory that ends with the window. */
export function availableStorage(page: { readonly localStorage: Storage }): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    return page.localStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
}

/** The sizes of this window; a change is stored at once. */
export class Panels {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
  #sizes = $state.raw<PanelSizes>(defaultSizes);

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
    this.#sizes = readSizes(storage.getItem(storageKey));
  }

  get sizes(): PanelSizes {
    return this.#sizes;
  }

  /** Whether the tier board was beside the canvas. */
  get isBoardBeside(): boolean {
    return this.#storage.getItem(besideKey) === 'true';
  }

  rememberBoard(isBeside: boolean): void {
    this.#storage.setItem(besideKey, String(isBeside));
  }

  resize(panel: keyof PanelSizes, pixels: number): void {
    this.#sizes = { ...this.#sizes, [panel]: within(panel, pixels) };
    this.#storage.setItem(storageKey, JSON.stringify(this.#sizes));
  }
}

function within(panel: keyof PanelSizes, pixels: number): number {
  const [smallest, largest] = limits[panel];
  return Math.round(Math.min(largest, Math.max(smallest, pixels)));
}

function parsed(text: string | null): Partial<Record<keyof PanelSizes, number>> {
  const panels = Object.keys(defaultSizes) as unknown as readonly (keyof PanelSizes)[]; // the keys of a literal of that type
  const sizes = panels.map((panel) => {
    const size = new RegExp(`"${panel}":(\\d{1,5})`).exec(text ?? '')?.[1];
    return [panel, Number(size ?? NaN)] as const;
  });
  return Object.fromEntries(sizes.filter(([, size]) => !Number.isNaN(size)));
}
