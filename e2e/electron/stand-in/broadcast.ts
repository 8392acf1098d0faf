import type { Page } from '@playwright/test';

/** Name by which the stand-in's pages reach each other. */
export const broadcastBinding = '__standInBroadcast';

/**
 * Electron's windows share one session, and so their broadcast channels; the stand-in gives each window a browser
 * context of its own, which shares none. What one page says is handed on here.
 *
 * @param others the pages of the other windows
 */
export async function handOn(others: readonly Page[], channel: string, data: unknown): Promise<void> {
  const told = others.map((page) => page.evaluate(deliver, { channel, data }).catch(() => undefined));
  await Promise.all(told);
}

function deliver({ channel, data }: { readonly channel: string; readonly data: unknown }): void {
  Reflect.get(window, '__standInHear')?.(channel, data);
}

/** Runs before the page's own scripts: takes the place of the browser's class. It uses nothing around it. */
export function replaceBroadcastChannel(binding: string): void {
  const tell = Reflect.get(window, binding) as (channel: string, data: unknown) => Promise<void>; // the stand-in's own
  const open = new Set<Channel>();
  class Channel extends EventTarget {
    readonly name: string;
    onmessage: ((event: MessageEvent) => void) | null = null;
    constructor(name: string) {
      super();
      this.name = name;
      open.add(this);
    }
    postMessage(data: unknown): void {
      if (!open.has(this)) throw new DOMException('Channel is closed', 'InvalidStateError');
      void tell(this.name, structuredClone(data));
    }
    close(): void {
      open.delete(this);
    }
  }
  Object.assign(window, {
    BroadcastChannel: Channel,
    __standInHear: (name: string, data: unknown) => {
      for (const channel of open) if (channel.name === name) channel.onmessage?.(new MessageEvent('message', { data }));
    },
  });
}
