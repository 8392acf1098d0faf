import type { WindowStandIn } from './browser-window.ts';

/** What `app` tells of windows. */
interface WindowNews {
  readonly created: (window: WindowStandIn) => void;
  readonly focused: (window: WindowStandIn) => void;
  readonly blurred: (window: WindowStandIn) => void;
  readonly closed: () => void;
}

/** The open windows of one launch and the one among them that has the focus. */
export class WindowList {
  #all: readonly WindowStandIn[] = [];
  #focused: WindowStandIn | null = null;
  #news: WindowNews | null = null;

  /** In the order in which they were opened, as the objects that the main process holds. */
  get all(): readonly WindowStandIn[] {
    return this.#all;
  }

  get focused(): WindowStandIn | null {
    return this.#focused;
  }

  follow(news: WindowNews): void {
    this.#news = news;
  }

  add(window: WindowStandIn): void {
    this.#all = [...this.#all, window];
    this.#news?.created(window);
  }

  remove(window: WindowStandIn): void {
    this.#all = this.#all.filter((other) => other !== window);
    if (this.#focused === window) this.#focused = null;
    this.#news?.closed();
  }

  /** null: another program has the focus. */
  focus(window: WindowStandIn | null): void {
    const before = this.#focused;
    if (before === window) return;
    this.#focused = window;
    if (before !== null) {
      before.emit('blur');
      this.#news?.blurred(before);
    }
    if (window === null) return;
    window.emit('focus');
    this.#news?.focused(window);
  }

  byContents(contents: unknown): WindowStandIn | null {
    return this.#all.find((window) => window.webContents === contents) ?? null;
  }

  byId(id: number): WindowStandIn | null {
    return this.#all.find((window) => window.id === id) ?? null;
  }
}
