import type { UiAction } from './ui-actions.ts';

/** What became of the files that were read last. */
export const importReportAction: UiAction = {
  id: 'import-report',
  label: 'What was read…',
  group: 'file',
  shortcut: null,
  enabled: (app) => app.importReport.files.length > 0,
  obstacle: (app) => (app.importReport.files.length > 0 ? '' : 'The open design was read from no file.'),
  run: (app) => {
    app.importReport.isShown = true;
  },
};
