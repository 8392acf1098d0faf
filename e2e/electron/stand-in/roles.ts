import type { AppStandIn } from './app.ts';
import type { WindowStandIn } from './browser-window.ts';
import type { ItemOptions } from './menu-item.ts';

interface Role {
  readonly label: string;
  /** As Electron gives it; null: none. */
  readonly accelerator: string | null;
  /** False where the key is the page's or the system's own, and the menu merely shows it. */
  readonly registers?: false;
  readonly run: (app: AppStandIn, window: WindowStandIn | null) => void;
  readonly submenu?: readonly ItemOptions[];
}

const mac = process.platform === 'darwin';
const nothing = (): void => undefined;

/** What Electron makes of an item's role, as in its own table. */
export const roles: Readonly<Record<string, Role>> = {
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', run: (app) => app.quit() },
  close: { label: 'Close', accelerator: 'CommandOrControl+W', run: (_app, window) => window?.close() },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M', run: (_app, window) => window?.minimize() },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: mac ? 'Control+Command+F' : 'F11',
    run: (_app, window) => window?.setFullScreen(!window.isFullScreen()),
  },
  undo: edit('Undo', 'CommandOrControl+Z', (window) => window.webContents.undo()),
  redo: edit('Redo', 'Shift+CommandOrControl+Z', (window) => window.webContents.redo()),
  cut: edit('Cut', 'CommandOrControl+X', (window) => window.webContents.cut()),
  copy: edit('Copy', 'CommandOrControl+C', (window) => window.webContents.copy()),
  paste: edit('Paste', 'CommandOrControl+V', (window) => window.webContents.paste()),
  delete: edit('Delete', null, (window) => window.webContents.delete()),
  selectAll: edit('Select All', 'CommandOrControl+A', (window) => window.webContents.selectAll()),
  help: { label: 'Help', accelerator: null, run: nothing },
  window: { label: 'Window', accelerator: null, run: nothing },
  // A Mac's own, which no test here presses.
  services: { label: 'Services', accelerator: null, run: nothing },
  hide: { label: 'Hide', accelerator: 'Command+H', run: nothing },
  hideOthers: { label: 'Hide Others', accelerator: 'Command+Alt+H', run: nothing },
  unhide: { label: 'Show All', accelerator: null, run: nothing },
  zoom: { label: 'Zoom', accelerator: null, run: (_app, window) => window?.maximize() },
  front: { label: 'Bring All to Front', accelerator: null, run: nothing },
};

function edit(label: string, accelerator: string | null, run: (window: WindowStandIn) => void): Role {
  return {
    label,
    accelerator,
    registers: false,
    run: (_app, window) => {
      if (window !== null) run(window);
    },
  };
}
