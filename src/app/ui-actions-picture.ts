import { copyPicture, openOnCanvas } from './picture-actions.ts';
import type { UiAction } from './ui-actions.ts';

/** The canvas as a picture, and the design on paper. */
export const pictureActions: readonly UiAction[] = [
  {
    id: 'export-picture',
    label: 'Export picture…',
    group: 'file',
    shortcut: 'Mod+Shift+G',
    enabled: () => true,
    run: (app) => openOnCanvas(app, 'picture'),
  },
  {
    id: 'copy-picture',
    label: 'Copy picture',
    group: 'file',
    shortcut: 'Mod+Shift+Y',
    enabled: (app) => app.view.canvas !== null && app.pictureExport.share === null,
    run: (app) => void copyPicture(app),
  },
  {
    id: 'handout',
    label: 'Handout…',
    group: 'file',
    shortcut: 'Mod+P',
    enabled: () => true,
    run: (app) => openOnCanvas(app, 'handout'),
  },
];
