import type { MenuItemConstructorOptions } from 'electron';
import type { MenuAction } from '../src/host/app-host.ts';
import { acceleratorFor } from './accelerators.ts';
import { withMnemonics } from './mnemonics.ts';
import type { ZoomStep } from './window-zoom.ts';

/** What the native menu shows and whom it tells; nothing of it is known to Electron's main process by itself. */
export interface MenuModel {
  readonly actions: readonly MenuAction[];
  /** Names of files opened lately, newest first. */
  readonly recent: readonly { readonly label: string; readonly path: string }[];
  readonly platform: NodeJS.Platform;
  readonly programName: string;
  readonly runAction: (id: string) => void;
  readonly openRecent: (path: string) => void;
  readonly clearRecent: () => void;
  /** Of everything in the window in front; the canvas has a zoom of its own. */
  readonly zoomWindow: (step: ZoomStep) => void;
}

type Items = MenuItemConstructorOptions[];

const separator: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The native menu as data, following the customs of the platform. Every UI action is in it once, under its id, and
 * everything else that can be chosen has an id too. Electron acts on roles itself.
 */
export function menuTemplate(model: MenuModel): Items {
  const mac = model.platform === 'darwin';
  const items = (group: MenuAction['group']): Items =>
    model.actions
      .filter((action) => action.group === group && !(mac && action.id === 'about'))
      .flatMap((action) => itemsFor(action, model));
  const ends: Items = [
    separator,
    { id: 'close-window', label: 'Close window', role: 'close' },
    ...(mac ? [] : [{ id: 'quit', label: quitLabel(model), role: 'quit' } as const]),
  ];
  const menus: Items = [
    { label: 'File', submenu: [...withRecent(items('file'), model), ...ends] },
    ...menu('Edit', items('edit')),
    ...menu('Arrange', items('arrange')),
    { label: 'View', submenu: [...items('view'), separator, windowZoom(model), fullScreen] },
    ...menu('Present', items('present')),
    windowMenu(mac),
    { label: 'Help', role: 'help', submenu: items('help') },
  ];
  return [...(mac ? [programMenu(model)] : []), ...withMnemonics(menus, model.platform)];
}

const fullScreen: MenuItemConstructorOptions = { id: 'full-screen', label: 'Full screen', role: 'togglefullscreen' };

/** A menu that is there only where something is in it. */
function menu(label: string, submenu: Items): Items {
  return submenu.length === 0 ? [] : [{ label, submenu }];
}

function quitLabel({ platform }: MenuModel): string {
  return platform === 'win32' ? 'Exit' : 'Quit';
}

/** On a Mac the program's own menu comes first and holds "About" and "Quit". */
function programMenu(model: MenuModel): MenuItemConstructorOptions {
  const about = model.actions.find((action) => action.id === 'about');
  const shown = about === undefined ? [] : [...itemsFor({ ...about, beginsGroup: false }, model), separator];
  return {
    label: model.programName,
    submenu: [
      ...shown,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { id: 'quit', role: 'quit' },
    ],
  };
}

/** A Mac lists the windows below by itself. */
function windowMenu(mac: boolean): MenuItemConstructorOptions {
  const minimize: MenuItemConstructorOptions = { id: 'minimize', label: 'Minimize', role: 'minimize' };
  if (!mac) return { label: 'Window', submenu: [minimize] };
  return { label: 'Window', role: 'window', submenu: [minimize, { role: 'zoom' }, separator, { role: 'front' }] };
}

function windowZoom({ zoomWindow }: MenuModel): MenuItemConstructorOptions {
  const item = (id: string, label: string, step: ZoomStep): MenuItemConstructorOptions => {
    return { id, label, click: () => zoomWindow(step) };
  };
  return {
    label: 'Size of texts and buttons',
    submenu: [
      // Ctrl with + and - is the canvas’s; with Alt it would take letters away from keyboards that write them by AltGr.
      { ...item('window-zoom-in', 'Larger', 'in'), accelerator: 'CommandOrControl+Shift+.' },
      { ...item('window-zoom-out', 'Smaller', 'out'), accelerator: 'CommandOrControl+Shift+,' },
      item('window-zoom-reset', 'Normal', 'reset'),
    ],
  };
}

function withRecent(items: Items, model: MenuModel): Items {
  const recent: MenuItemConstructorOptions = {
    id: 'open-recent',
    label: 'Open recent',
    enabled: model.recent.length > 0,
    submenu: [...model.recent.map((file, index) => recentItem(file, index, model)), ...clearing(model)],
  };
  const at = items.findIndex((item) => item.id === 'open') + 1;
  return [...items.slice(0, at), recent, ...items.slice(at)];
}

/** Elsewhere than on a Mac the first nine are reached by their digits. */
function recentItem(
  { label, path }: MenuModel['recent'][number],
  index: number,
  { platform, openRecent }: MenuModel,
): MenuItemConstructorOptions {
  const id = `open-recent-${index + 1}`;
  const numbered = platform === 'darwin' || index > 8 ? label : `${index + 1} ${label}`;
  return { id, label: numbered, click: () => openRecent(path) };
}

function clearing({ recent, clearRecent }: MenuModel): Items {
  return recent.length === 0
    ? []
    : [separator, { id: 'clear-recent', label: 'Clear recent files', click: clearRecent }];
}

// The page hears of these by the browser's events, be it in a text field or on the canvas.
const clipboardRoles: Readonly<Partial<Record<string, 'cut' | 'copy' | 'paste'>>> = {
  cut: 'cut',
  copy: 'copy',
  paste: 'paste',
};

function itemsFor(action: MenuAction, model: MenuModel): Items {
  const role = clipboardRoles[action.id];
  const item = role === undefined ? itemFor(action, model) : { id: action.id, label: action.label, role };
  return action.beginsGroup ? [separator, item] : [item];
}

function itemFor({ id, label, shortcut, isSwitch }: MenuAction, model: MenuModel): MenuItemConstructorOptions {
  const accelerator = shortcut === null ? null : acceleratorFor(shortcut, model.platform);
  return {
    id,
    label,
    ...(isSwitch ? { type: 'checkbox', checked: false } : {}),
    // Until the window says what can be run.
    enabled: false,
    ...(accelerator === null ? {} : { accelerator }),
    // The page listens to the keys itself, where it knows whether a text field has them. A Mac ignores this.
    registerAccelerator: false,
    click: () => {
      model.runAction(id);
    },
  };
}
