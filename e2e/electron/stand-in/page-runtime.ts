/** Names by which the page and the stand-in reach each other; gone from the page before its own scripts run. */
export const bindings = {
  invoke: '__standInInvoke',
  open: '__standInOpen',
  contextMenu: '__standInContextMenu',
} as const;

/** Stands for `app://firewright`: Chromium refuses to load a scheme that it does not know. */
export const pageOrigin = 'https://firewright.stand-in';

/**
 * The script that runs before those of the page: the preload's source with a `require` like a sandboxed preload's.
 * Functions given to it must not use anything around them: they are sent as text.
 */
export function preloadScript(source: string): string {
  const versions = { electron: '0.0.0-stand-in', chrome: 'of the tests', node: process.versions.node };
  const names = JSON.stringify({ ...bindings, origin: pageOrigin, platform: process.platform, versions });
  return `(${runPreload.toString()})(${names}, (require, module, exports, process) => {${source}\n});`;
}

interface Names {
  readonly invoke: string;
  readonly open: string;
  readonly contextMenu: string;
  readonly origin: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string>>;
}

type Preload = (require: (name: string) => object, module: object, exports: object, process: object) => void;
type Listener = (event: object, ...args: unknown[]) => void;
type Binding = (...args: unknown[]) => Promise<unknown>;

function runPreload(names: Names, preload: Preload): void {
  // Electron runs a preload in the top frame of the window's page only.
  if (window.top !== window || location.origin !== names.origin) return;
  const take = (name: string): Binding => {
    const binding = Reflect.get(window, name) as Binding;
    Reflect.deleteProperty(window, name);
    return binding;
  };
  const [invoke, open, contextMenu] = [take(names.invoke), take(names.open), take(names.contextMenu)];
  const listeners = new Map<string, Set<Listener>>();

  const strict = (name: string, members: object): object =>
    new Proxy(members, {
      get: (target, key) => {
        if (typeof key === 'string' && !(key in target))
          throw new Error(`The stand-in for Electron has no ${name}.${key}`);
        return Reflect.get(target, key) as unknown;
      },
    });

  /** A copy as the context bridge makes it: no prototypes, frozen; functions are wrapped, errors keep their message. */
  const bridged = (value: unknown): unknown => {
    if (typeof value === 'symbol') throw new TypeError('A symbol can’t cross the context bridge');
    if (typeof value === 'function')
      return (...args: unknown[]) => bridged(Reflect.apply(value, undefined, args.map(bridged)));
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Promise)
      return value.then(bridged, (error: unknown) => {
        throw new Error(error instanceof Error ? error.message : String(error));
      });
    if (Array.isArray(value)) return Object.freeze(structuredCheck(value).map(bridged));
    if (ArrayBuffer.isView(value) || value instanceof Date) return structuredClone(value);
    const copied = Object.entries(structuredCheck(value)).map(([key, member]) => [key, bridged(member)]);
    return Object.freeze(Object.fromEntries(copied));
  };
  /** A proxy can't be copied; nothing but cloning tells one apart. Functions within are the bridge's own affair. */
  const structuredCheck = <T extends object>(value: T): T => {
    if (!Object.values(value).some((member) => typeof member === 'function')) structuredClone(value);
    return value;
  };

  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) => invoke(channel, structuredClone(args)),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
  });
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => {
      Object.defineProperty(window, key, { value: bridged(api), enumerable: true });
    },
  });
  Object.defineProperty(window, '__standInDeliver', {
    value: (channel: string, args: unknown[]) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
    },
  });
  window.open = (address) => {
    void open(new URL(address ?? 'about:blank', location.href).href);
    return null;
  };
  // Electron tells main of the menu only if the page did not show one of its own.
  window.addEventListener('contextmenu', (event) => {
    setTimeout(() => {
      if (event.defaultPrevented) return;
      const field = event.target instanceof HTMLElement ? event.target : null;
      const isEditable = field?.isContentEditable === true || field?.matches('input, textarea') === true;
      const selectionText = String(getSelection());
      void contextMenu({
        x: event.clientX,
        y: event.clientY,
        isEditable,
        selectionText,
        editFlags: editFlags(isEditable),
      });
    });
  });
  const editFlags = (isEditable: boolean): object => ({
    canUndo: isEditable,
    canRedo: isEditable,
    canCut: isEditable && String(getSelection()) !== '',
    canCopy: String(getSelection()) !== '',
    canPaste: isEditable,
    canDelete: isEditable && String(getSelection()) !== '',
    canSelectAll: true,
  });
  const require = (name: string): object => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`);
    return { ipcRenderer, contextBridge };
  };
  const module = { exports: {} };
  preload(require, module, module.exports, { platform: names.platform, versions: names.versions });
}
