import type { UiAction } from './ui-actions.ts';

/** What a compromised endpoint lays open. */
export const blastActions: readonly UiAction[] = [
  {
    id: 'blast-radius',
    label: 'Blast radius',
    group: 'view',
    shortcut: 'X',
    enabled: (app) => app.blast.isOn || (app.blast.candidate !== null && app.results.table !== null),
    isOn: (app) => app.blast.isOn,
    obstacle: (app) =>
      app.blast.isOn || app.blast.candidate !== null ? '' : 'Select the endpoint that is compromised first.',
    run: (app) => app.blast.toggle(),
  },
];
