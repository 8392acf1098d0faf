import { compareWith, leaveComparison } from './compare-actions.ts';
import type { UiAction } from './ui-actions.ts';

/** The open design against another one. */
export const compareActions: readonly UiAction[] = [
  {
    id: 'compare',
    label: 'Compare with a file…',
    group: 'file',
    shortcut: null,
    enabled: () => true,
    run: (app) => void compareWith(app, 'manifests'),
  },
  {
    id: 'compare-folder',
    label: 'Compare with a folder…',
    group: 'file',
    shortcut: null,
    enabled: () => true,
    run: (app) => void compareWith(app, 'folder'),
  },
  {
    id: 'show-compare',
    label: 'Comparison',
    group: 'view',
    shortcut: null,
    enabled: (app) => app.compare.baseline !== null,
    run: (app) => (app.view.drawer = 'compare'),
  },
  {
    id: 'stop-comparing',
    label: 'Leave the comparison',
    group: 'file',
    shortcut: null,
    enabled: (app) => app.compare.baseline !== null,
    run: leaveComparison,
  },
];
