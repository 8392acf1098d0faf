import { align, canAlign } from './arrange-actions.ts';
import type { UiAction } from './ui-actions.ts';
import type { Alignment } from './view.svelte.ts';

const labels: readonly (readonly [Alignment, label: string])[] = [
  ['left', 'Align left edges'],
  ['centre', 'Align centres'],
  ['right', 'Align right edges'],
  ['top', 'Align top edges'],
  ['middle', 'Align middles'],
  ['bottom', 'Align bottom edges'],
  ['horizontal', 'Distribute horizontally'],
  ['vertical', 'Distribute vertically'],
];

export const arrangeActions: readonly UiAction[] = labels.map(([alignment, label]) => ({
  id: `arrange-${alignment}`,
  label,
  group: 'arrange',
  shortcut: null,
  enabled: (app) => canAlign(app, alignment),
  run: (app) => align(app, alignment),
}));
