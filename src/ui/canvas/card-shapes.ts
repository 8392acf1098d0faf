import type { IconName } from '../controls/icons.ts';
import type { BoxSpec, CardFaceKind } from './element-spec.ts';

/** What stands before a card's name. */
export const cardIcons: Readonly<Record<CardFaceKind, IconName>> = {
  box: 'namespace',
  note: 'other',
  pod: 'pod',
  'host-endpoint': 'host-endpoint',
  'unprotected-node': 'problems',
  'external-network': 'network',
  internet: 'network',
  'network-set': 'network-set',
};

/** What stands before a box's name; null: nothing. */
export const boxIcons: Readonly<Record<BoxSpec['what'], IconName | null>> = {
  namespace: 'namespace',
  'cluster-node': 'cluster-node',
  label: 'network-set',
  unplaced: null,
};

/** Drawn in a field of that size, and stretched to the card's. */
export const cloudOutline = {
  width: 204,
  height: 96,
  path: 'M50 90C22 90 4 76 6 58 8 44 20 35 35 35 38 17 57 7 76 12 90 2 116 1 131 14 152 8 173 19 174 38 191 40 200 52 198 64 196 81 180 90 160 90Z',
} as const;
