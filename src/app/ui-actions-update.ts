import type { UiAction } from './ui-actions.ts';

/** Only where a newer version lies ready. Loading the page again asks for unsaved work as closing the window does. */
export const updateAction: UiAction = {
  id: 'load-update',
  label: 'Reload with the new version',
  group: 'help',
  shortcut: null,
  offered: (app) => app.update.isReady,
  enabled: (app) => app.update.isReady,
  run: (app) => void app.files.answerClose(),
};
