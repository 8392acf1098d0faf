import type { Station, StationKind } from '../../core/walk/walk.ts';
import type { WalkPlace } from '../../core/walk/place.ts';

/** A sign's outline and what is drawn in it, as path data on a 24 × 24 grid: told apart by their outlines alone. */
export interface StationShape {
  readonly outline: string;
  readonly sign: string;
}

export const stationShapes: Readonly<Record<StationKind, StationShape>> = {
  departure: { outline: 'M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16z', sign: 'M9 8.5l6 3.5l-6 3.5z' },
  arrival: { outline: 'M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 0 0 0-19z', sign: 'M7.5 12.3l3.2 3.2l6-6.8' },
  // A sheet with rules on it.
  policy: { outline: 'M5 2.5h14v19h-14z', sign: 'M8.5 8h7M8.5 12h7M8.5 16h4' },
  // An open door in its frame.
  failsafe: { outline: 'M4 22v-20h16v20z', sign: 'M4 22l7.5-3.4v-13.2l-7.5-3.4M9 12.2h.01' },
  // A way round.
  bypass: {
    outline: 'M12 1.5l10.5 10.5l-10.5 10.5l-10.5-10.5z',
    sign: 'M7 15c0-7.5 10-7.5 10-.5M14.6 12.4l2.4 2.6l2.6-2.4',
  },
  // Passing through.
  forward: { outline: 'M2 4h13l7 8l-7 8h-13l5-8z', sign: 'M10.5 8.5l3.4 3.5l-3.4 3.5' },
  translation: {
    outline: 'M7 3h10l5 9l-5 9h-10l-5-9z',
    sign: 'M7.5 10h9M14 7.5l2.5 2.5M16.5 14.5h-9M10 17l-2.5-2.5',
  },
  'no-policy': { outline: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z', sign: 'M8.5 12h7' },
  undecided: {
    outline: 'M12 2.5l9.5 17.5h-19z',
    sign: 'M10.2 11a1.9 1.9 0 1 1 2.6 1.9c-.6.3-.8.7-.8 1.3M12 17.2h.01',
  },
};

/** Where the packet is stopped: an eight-sided sign with a cross, whatever stopped it. */
export const stopShape: StationShape = {
  outline: 'M8 2h8l6 6v8l-6 6h-8l-6-6v-8z',
  sign: 'M8 8l8 8M16 8l-8 8',
};

export function shapeOf({ kind, outcome }: Pick<Station, 'kind' | 'outcome'>): StationShape {
  return outcome === 'stopped' ? stopShape : stationShapes[kind];
}

/** What a station is, for its sign's name. */
export const stationWords: Readonly<Record<StationKind, string>> = {
  departure: 'Departure',
  policy: 'Policy',
  failsafe: 'Open door',
  bypass: 'Way round the policies',
  forward: 'Passing through a node',
  translation: 'Address translation',
  'no-policy': 'No policy decides',
  undecided: 'Can’t be evaluated',
  arrival: 'Arrival',
};

export const placeWords: Readonly<Record<WalkPlace, string>> = {
  source: 'at the source',
  'source-node': 'at the source’s node',
  between: 'between the two',
  'destination-node': 'at the destination’s node',
  destination: 'at the destination',
};

/** The verdict whose colour a station has; null: none yet. */
export function toneOf({ kind, outcome }: Pick<Station, 'kind' | 'outcome'>): 'allow' | 'deny' | 'undecided' | null {
  if (outcome === 'stopped') return 'deny';
  if (outcome === 'unknown') return 'undecided';
  return kind === 'departure' || kind === 'translation' ? null : 'allow';
}
