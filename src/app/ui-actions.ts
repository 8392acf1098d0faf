import type { App } from './app.ts';
import { canSetAll, canToggleBox, isBoxCollapsed, setAllCollapsed, toggleSelectedBox } from './box-actions.ts';
import { deleteSelected, tidy } from './edit-actions.ts';
import { shareActions } from './share-actions.ts';
import { blastActions } from './ui-actions-blast.ts';
import { lookActions } from './ui-actions-look.ts';
import { tierActions } from './ui-actions-tiers.ts';
import { lessonActions } from './ui-actions-lessons.ts';
import { pictureActions } from './ui-actions-picture.ts';
import { presentActions } from './ui-actions-present.ts';
import { updateAction } from './ui-actions-update.ts';
import { walkActions } from './ui-actions-walk.ts';
import { canEditNote, editSelectedNote } from './note-actions.ts';
import { findActions } from './find-actions.ts';
import { canFold, canUnfold, foldSelected, unfoldSelected } from './fold-actions.ts';
import { arrangeActions } from './ui-actions-arrange.ts';
import { clusterActions } from './ui-actions-cluster.ts';
import { compareActions } from './ui-actions-compare.ts';
import { sceneActions } from './ui-actions-scenes.ts';
import { clipboardActions, flowActions } from './ui-actions-edit.ts';
import { importReportAction } from './import-actions.ts';

/** Something one can trigger: menus, toolbar, shortcuts, command palette and the native menu all read this table. */
export interface UiAction {
  readonly id: string;
  readonly label: string;
  readonly group: 'file' | 'edit' | 'arrange' | 'view' | 'present' | 'help';
  /** `Mod` is Ctrl, on a Mac Command. */
  readonly shortcut: string | null;
  enabled(app: App): boolean;
  /** False where the program it runs in can't do it at all: menus leave it out, the palette says why. */
  offered?(app: App): boolean;
  /** Of a switch: whether it is on. */
  isOn?(app: App): boolean;
  /** Why it can't be run, as a sentence; '' where it can or where nobody would ask. */
  obstacle?(app: App): string;
  run(app: App): void;
}

const always = (): boolean => true;
const withCanvas = (app: App): boolean => app.view.canvas !== null;
const zoomStep = 1.25;

export const uiActions: readonly UiAction[] = [
  {
    id: 'new',
    label: 'New design',
    group: 'file',
    shortcut: 'Mod+N',
    enabled: always,
    run: (app) => void app.files.newDesign(),
  },
  {
    id: 'new-window',
    label: 'New window',
    group: 'file',
    shortcut: 'Mod+Shift+N',
    enabled: always,
    run: (app) => app.host.newWindow(),
  },
  {
    id: 'open',
    label: 'Open…',
    group: 'file',
    shortcut: 'Mod+O',
    enabled: always,
    run: (app) => void app.files.open(),
  },
  {
    id: 'start-page',
    label: 'Samples and recent files…',
    group: 'file',
    shortcut: null,
    enabled: always,
    run: (app) => open(app, 'start'),
  },
  {
    id: 'import',
    label: 'Import manifests…',
    group: 'file',
    shortcut: 'Mod+I',
    enabled: always,
    run: (app) => void app.files.import('manifests'),
  },
  {
    id: 'import-folder',
    label: 'Import folder…',
    group: 'file',
    shortcut: null,
    enabled: always,
    run: (app) => void app.files.import('folder'),
  },
  importReportAction,
  ...clusterActions,
  ...compareActions,
  { id: 'save', label: 'Save', group: 'file', shortcut: 'Mod+S', enabled: always, run: (app) => void app.files.save() },
  {
    id: 'save-as',
    label: 'Save as…',
    group: 'file',
    shortcut: 'Mod+Shift+S',
    enabled: always,
    run: (app) => void app.files.saveAs(),
  },
  {
    id: 'export',
    label: 'Export manifests…',
    group: 'file',
    shortcut: 'Mod+E',
    enabled: always,
    run: (app) => open(app, 'export'),
  },
  ...shareActions,
  ...pictureActions,
  {
    id: 'check-lock-outs',
    label: 'Check for lock-outs…',
    group: 'file',
    shortcut: null,
    enabled: always,
    run: (app) => open(app, 'guard'),
  },
  {
    id: 'new-object',
    label: 'New object…',
    group: 'edit',
    shortcut: 'Mod+Shift+A',
    enabled: always,
    run: (app) => open(app, 'new-object'),
  },
  {
    id: 'undo',
    label: 'Undo',
    group: 'edit',
    shortcut: 'Mod+Z',
    enabled: (app) => app.session.canUndo,
    run: (app) => app.session.undo(),
  },
  {
    id: 'redo',
    label: 'Redo',
    group: 'edit',
    shortcut: 'Mod+Shift+Z',
    enabled: (app) => app.session.canRedo,
    run: (app) => app.session.redo(),
  },
  ...clipboardActions,
  { id: 'delete', label: 'Delete', group: 'edit', shortcut: 'Delete', enabled: canDelete, run: deleteSelected },
  ...flowActions,
  {
    id: 'unfold',
    label: 'Unfold',
    group: 'edit',
    shortcut: 'Mod+Shift+O',
    enabled: canUnfold,
    run: unfoldSelected,
  },
  {
    id: 'fold-alike',
    label: 'Fold alike',
    group: 'edit',
    shortcut: 'Mod+Shift+F',
    enabled: canFold,
    run: foldSelected,
  },
  {
    id: 'collapse',
    label: 'Collapse or expand box',
    group: 'arrange',
    shortcut: 'Mod+Shift+B',
    enabled: canToggleBox,
    isOn: isBoxCollapsed,
    run: toggleSelectedBox,
  },
  {
    id: 'collapse-all',
    label: 'Collapse all boxes',
    group: 'arrange',
    shortcut: null,
    enabled: (app) => canSetAll(app, true),
    run: (app) => setAllCollapsed(app, true),
  },
  {
    id: 'expand-all',
    label: 'Expand all boxes',
    group: 'arrange',
    shortcut: null,
    enabled: (app) => canSetAll(app, false),
    run: (app) => setAllCollapsed(app, false),
  },
  { id: 'edit-note', label: 'Edit note', group: 'edit', shortcut: 'F2', enabled: canEditNote, run: editSelectedNote },
  {
    id: 'minimap',
    label: 'Small map of the canvas',
    group: 'view',
    shortcut: null,
    enabled: withCanvas,
    isOn: (app) => app.view.isMinimapShown,
    run: (app) => (app.view.minimap = !app.view.isMinimapShown),
  },
  { id: 'tidy', label: 'Tidy layout', group: 'arrange', shortcut: 'Mod+Shift+L', enabled: withCanvas, run: tidy },
  ...arrangeActions,
  {
    id: 'command-palette',
    label: 'Command palette…',
    group: 'view',
    shortcut: 'Mod+K',
    enabled: always,
    run: (app) => open(app, 'palette'),
  },
  ...findActions,
  {
    id: 'show-canvas',
    label: 'Canvas',
    group: 'view',
    shortcut: 'Mod+1',
    enabled: always,
    run: (app) => stage(app, 'canvas'),
  },
  {
    id: 'show-tiers',
    label: 'Tier board',
    group: 'view',
    shortcut: 'Mod+2',
    enabled: always,
    run: (app) => stage(app, 'tiers'),
  },
  ...tierActions,
  {
    id: 'show-matrix',
    label: 'Matrix',
    group: 'view',
    shortcut: 'Mod+Shift+M',
    enabled: always,
    run: (app) => drawer(app, 'matrix'),
  },
  {
    id: 'show-problems',
    label: 'Problems',
    group: 'view',
    shortcut: 'Mod+Shift+P',
    enabled: always,
    run: (app) => drawer(app, 'problems'),
  },
  {
    id: 'show-expectations',
    label: 'Expectations',
    group: 'view',
    shortcut: 'Mod+Shift+X',
    enabled: always,
    run: (app) => drawer(app, 'expectations'),
  },
  {
    id: 'show-history',
    label: 'History',
    group: 'view',
    shortcut: 'Mod+Shift+H',
    enabled: always,
    run: (app) => drawer(app, 'history'),
  },
  {
    id: 'preview-staged',
    label: 'Preview staged policies as enforced',
    group: 'view',
    shortcut: 'Mod+Shift+E',
    enabled: (app) => app.staged.obstacle === '',
    isOn: (app) => app.staged.isOn,
    obstacle: (app) => app.staged.obstacle,
    run: (app) => app.staged.toggle(),
  },
  ...blastActions,
  ...walkActions,
  {
    id: 'evaluate-again',
    label: 'Evaluate again',
    group: 'view',
    shortcut: null,
    enabled: (app) => app.results.isBehind && (app.results.isStopped || app.results.failure !== null),
    run: (app) => app.evaluator.ask(),
  },
  {
    id: 'cancel-reading',
    label: 'Cancel reading',
    group: 'file',
    shortcut: null,
    enabled: (app) => app.reading.progress !== null,
    run: (app) => app.reading.cancel(),
  },
  {
    id: 'cancel-evaluation',
    label: 'Cancel evaluation',
    group: 'view',
    shortcut: null,
    enabled: (app) => app.results.isLong,
    run: (app) => app.evaluator.cancel(),
  },
  {
    id: 'zoom-in',
    label: 'Zoom in',
    group: 'view',
    shortcut: 'Mod+=',
    enabled: withCanvas,
    run: (app) => app.view.canvas?.zoomBy(zoomStep),
  },
  {
    id: 'zoom-out',
    label: 'Zoom out',
    group: 'view',
    shortcut: 'Mod+-',
    enabled: withCanvas,
    run: (app) => app.view.canvas?.zoomBy(1 / zoomStep),
  },
  {
    id: 'zoom-actual',
    label: 'Actual size',
    group: 'view',
    shortcut: null,
    enabled: withCanvas,
    run: (app) => app.view.canvas?.zoomBy('actual'),
  },
  {
    id: 'zoom-fit',
    label: 'Fit design',
    group: 'view',
    shortcut: 'Mod+0',
    enabled: withCanvas,
    run: (app) => app.view.canvas?.fit(),
  },
  {
    id: 'toggle-theme',
    label: 'Switch light and dark',
    group: 'view',
    shortcut: null,
    enabled: always,
    run: toggleTheme,
  },
  ...lookActions,
  ...presentActions,
  ...sceneActions,
  ...lessonActions,
  {
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    group: 'help',
    shortcut: '?',
    enabled: always,
    run: (app) => open(app, 'shortcuts'),
  },
  updateAction,
  {
    id: 'licences',
    label: 'Third-party licences…',
    group: 'help',
    shortcut: null,
    enabled: always,
    run: (app) => open(app, 'licences'),
  },
  {
    id: 'about',
    label: 'About Firewright',
    group: 'help',
    shortcut: null,
    enabled: always,
    run: (app) => open(app, 'about'),
  },
];

/** Runs an action by id if it can be run now; unknown ids (an old native menu) are ignored. */
export function runUiAction(app: App, id: string): void {
  const action = uiActions.find((candidate) => candidate.id === id);
  if (action?.enabled(app) === true) action.run(app);
}

function open(app: App, dialog: NonNullable<App['view']['dialog']>): void {
  app.view.dialog = dialog;
}

function stage(app: App, which: App['view']['stage']): void {
  app.view.stage = which;
}

function drawer(app: App, which: NonNullable<App['view']['drawer']>): void {
  app.view.drawer = app.view.drawer === which ? null : which;
}

function hasResource(app: App): boolean {
  return app.selection.resource !== null;
}

function canDelete(app: App): boolean {
  return hasResource(app) || ['pair', 'stack', 'several', 'note'].includes(app.selection.current.kind);
}

function toggleTheme(app: App): void {
  app.view.theme = app.view.effectiveTheme === 'light' ? 'dark' : 'light';
}
