import type { UiAction } from './ui-actions.ts';

/** Finding on the canvas, and showing again what was hidden there. */
export const findActions: readonly UiAction[] = [
  {
    id: 'find',
    label: 'Find and hide…',
    group: 'view',
    shortcut: 'Mod+F',
    enabled: () => true,
    run(app) {
      app.view.stage = 'canvas';
      app.finder.open();
    },
  },
  {
    id: 'show-hidden',
    label: 'Show what is hidden',
    group: 'view',
    shortcut: null,
    enabled: (app) => app.view.hide !== '',
    run: (app) => app.finder.showAll(),
  },
];
