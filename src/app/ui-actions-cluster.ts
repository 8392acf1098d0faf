import type { UiAction } from './ui-actions.ts';

/** Why clusters can't be read where the program runs in a browser. */
export const noCluster = 'A browser can’t run kubectl: importing from a cluster needs the desktop program.';

/** What the user's own kubectl is needed for. */
export const clusterActions: readonly UiAction[] = [
  {
    id: 'import-cluster',
    label: 'Import from a cluster…',
    group: 'file',
    shortcut: null,
    offered: (app) => app.clusterImport !== null,
    enabled: (app) => app.clusterImport !== null,
    obstacle: (app) => (app.clusterImport === null ? noCluster : ''),
    run: (app) => app.clusterImport?.open(),
  },
];
