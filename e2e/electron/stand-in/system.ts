import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';
import type { WindowList } from './window-list.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Display {
  readonly id: number;
  readonly bounds: Rectangle;
  readonly workArea: Rectangle;
  readonly scaleFactor: number;
}

export const oneDisplay: readonly Rectangle[] = [{ x: 0, y: 0, width: 1440, height: 900 }];

/** Electron's `screen`; the displays may change while the program runs. */
export class ScreenStandIn extends EventEmitter {
  #displays: readonly Display[];

  constructor(workAreas: readonly Rectangle[]) {
    super();
    this.#displays = displaysOf(workAreas);
  }

  /** Displays are plugged in and taken away; the first one is the primary one. */
  setDisplays(workAreas: readonly Rectangle[]): void {
    const before = this.#displays;
    this.#displays = displaysOf(workAreas);
    for (const display of before.slice(this.#displays.length)) this.emit('display-removed', {}, display);
    for (const display of this.#displays.slice(before.length)) this.emit('display-added', {}, display);
    const changed = this.#displays.slice(0, before.length);
    for (const display of changed) this.emit('display-metrics-changed', {}, display, ['bounds', 'workArea']);
  }

  readonly getAllDisplays = (): Display[] => [...this.#displays];
  readonly getPrimaryDisplay = (): Display | undefined => this.#displays[0];

  /** The one that shows the most of it; the primary one if none does. */
  getDisplayMatching(area: Rectangle): Display | undefined {
    const shared = (display: Display): number => overlap(display.workArea, area);
    return this.#displays.toSorted((a, b) => shared(b) - shared(a))[0];
  }
}

function displaysOf(workAreas: readonly Rectangle[]): readonly Display[] {
  return workAreas.map((workArea, index) => ({ id: index + 1, bounds: workArea, workArea, scaleFactor: 1 }));
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** Electron's `nativeTheme`: pages see it as `prefers-color-scheme`. */
export class NativeThemeStandIn extends EventEmitter {
  readonly #windows: WindowList;
  #source: 'system' | 'light' | 'dark' = 'system';

  constructor(windows: WindowList) {
    super();
    this.#windows = windows;
  }

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source;
  }

  set themeSource(source: 'system' | 'light' | 'dark') {
    this.#source = source;
    for (const { page } of this.#windows.all)
      page.then((shown) => shown.emulateMedia({ colorScheme: this.colourScheme() })).catch(() => undefined);
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.colourScheme() === 'dark';
  }

  /** The system of the stand-in is light. */
  readonly colourScheme = (): 'light' | 'dark' => (this.#source === 'dark' ? 'dark' : 'light');
}

class ClipboardItem {
  readonly #forms: Readonly<Record<string, Blob>>;

  constructor(forms: Readonly<Record<string, Blob>>) {
    this.#forms = forms;
  }

  readonly getType = (type: string): Promise<Blob> => {
    const form = this.#forms[type];
    return form === undefined ? Promise.reject(new Error(`nothing of type ${type}`)) : Promise.resolve(form);
  };
  get types(): readonly string[] {
    return Object.keys(this.#forms);
  }
}

/** Electron's `clipboard` with its items; what is written stays in the stand-in. */
export function clipboardParts(): { readonly clipboard: object; readonly ClipboardItem: typeof ClipboardItem } {
  let held: readonly ClipboardItem[] = [];
  const clipboard = {
    write: (items: readonly ClipboardItem[]) => Promise.resolve((held = items)),
    read: () => Promise.resolve(held),
  };
  return { clipboard: strict('clipboard', clipboard), ClipboardItem };
}

/** Electron's `powerMonitor`: tests emit its events. */
export function powerMonitor(): EventEmitter {
  return strict('powerMonitor', new EventEmitter());
}

/** Electron's `powerSaveBlocker`. */
export function powerSaveBlocker(): object {
  const held = new Set<number>();
  let last = -1;
  return strict('powerSaveBlocker', {
    start: (kind: string): number => {
      if (kind !== 'prevent-display-sleep') throw new Error(`The stand-in for Electron blocks no ${kind}`);
      held.add((last += 1));
      return last;
    },
    stop: (id: number): boolean => held.delete(id),
    isStarted: (id: number): boolean => held.has(id),
  });
}
