import type { MenuItemConstructorOptions } from 'electron';
import type { MenuAction } from '../src/host/app-host.ts';

/** What the native menu shows and whom it tells; nothing of it is known to Electron's main process by itself. */
export interface MenuModel {
  readonly actions: readonly MenuAction[];
  /** Names of files opened lately, newest first. */
  readonly recent: readonly { readonly label: string; readonly path: string }[];
  readonly platform: NodeJS.Platform;
  readonly programName: string;
  readonly runAction: (id: string) => void;
  readonly openRecent: (path: string) => void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The native menu as data, following the customs of the platform. Every UI action is in it once, under its id. */
export function menuTemplate(model: MenuModel): MenuItemConstructorOptions[] {
  const mac = model.platform === 'darwin';
  const items = (group: MenuAction['group']): MenuItemConstructorOptions[] =>
    model.actions
      .filter((action) => action.group === group && !(mac && action.id === 'about'))
      .map((action) => itemFor(action, model));
  const file = withRecent(items('file'), model);
  return [
    ...(mac ? [appMenu(model)] : []),
    { label: mac ? 'File' : '&File', submenu: [...file, separator, { role: mac ? 'close' : 'quit' }] },
    { label: mac ? 'Edit' : '&Edit', submenu: [...items('edit').filter(isNotText), separator, ...textItems()] },
    ...withItems(mac ? 'Arrange' : '&Arrange', items('arrange')),
    { label: mac ? 'View' : '&View', submenu: [...items('view'), separator, { role: 'togglefullscreen' }] },
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    { label: mac ? 'Help' : '&Help', role: 'help', submenu: items('help') },
  ];
}

/** A menu that is there only where something is in it. */
function withItems(label: string, submenu: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return submenu.length === 0 ? [] : [{ label, submenu }];
}

/** On a Mac the program's own menu comes first and holds "About" and "Quit". */
function appMenu(model: MenuModel): MenuItemConstructorOptions {
  const about = model.actions.find((action) => action.id === 'about');
  const shown = about === undefined ? [] : [itemFor(about, model), separator];
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
      { role: 'quit' },
    ],
  };
}

/** The page hears of these by the browser's events, be it in a text field or on the canvas. */
function isNotText({ id }: MenuItemConstructorOptions): boolean {
  return id === undefined || !['cut', 'copy', 'paste'].includes(id);
}

/** Text fields need them on a Mac, where no key does anything that is in no menu. */
function textItems(): MenuItemConstructorOptions[] {
  return [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }];
}

function withRecent(items: MenuItemConstructorOptions[], model: MenuModel): MenuItemConstructorOptions[] {
  const recent: MenuItemConstructorOptions = {
    id: 'open-recent',
    label: 'Open Recent',
    enabled: model.recent.length > 0,
    submenu: model.recent.map(({ label, path }) => ({
      label: escaped(label, model.platform),
      click: () => {
        model.openRecent(path);
      },
    })),
  };
  const at = items.findIndex((item) => item.id === 'open') + 1;
  return [...items.slice(0, at), recent, ...items.slice(at)];
}

function itemFor({ id, label, shortcut }: MenuAction, model: MenuModel): MenuItemConstructorOptions {
  const accelerator = shortcut === null ? null : acceleratorFor(shortcut, model.platform);
  return {
    id,
    label: escaped(label, model.platform),
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

/** A single & would underline the letter behind it, except on a Mac. */
function escaped(label: string, platform: NodeJS.Platform): string {
  return platform === 'darwin' ? label : label.replaceAll('&', '&&');
}

const modifiers: Readonly<Record<string, string>> = { Mod: 'CommandOrControl', Shift: 'Shift', Alt: 'Alt' };
const namedKeys =
  /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|[\][=/.,;'`\\-]|Plus|Space|Tab|Backspace|Delete|Enter|Escape|Up|Down|Left|Right|Home|End|PageUp|PageDown)$/;
const renamedKeys: Readonly<Record<string, string>> = {
  '+': 'Plus',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/**
 * `Mod+Shift+Z` as Electron writes it, or null if it can't be an accelerator: building a menu with a wrong one throws.
 * A Mac takes every accelerator's key away from text fields, so there one without `Mod` is left out, but for F-keys.
 */
export function acceleratorFor(shortcut: string, platform: NodeJS.Platform): string | null {
  const parts = shortcut.split(/(?<!^|\+)\+/);
  const last = parts.at(-1) ?? '';
  const key = renamedKeys[last] ?? (last.length === 1 ? last.toUpperCase() : last);
  const held = parts.slice(0, -1).map((part) => modifiers[part]);
  if (!namedKeys.test(key) || held.includes(undefined)) return null;
  const plain = !parts.slice(0, -1).includes('Mod') && !/^F\d+$/.test(key);
  return platform === 'darwin' && plain ? null : [...held, key].join('+');
}
