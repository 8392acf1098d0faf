import { strict } from './strict.ts';

type Listener = (event: object, ...args: unknown[]) => Promise<unknown>;

/** `ipcMain.handle` and the calls that arrive there. */
export class IpcMain {
  readonly #listeners = new Map<string, Listener>();

  readonly module = strict('ipcMain', {
    handle: (channel: string, listener: Listener) => {
      if (this.#listeners.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      this.#listeners.set(channel, listener);
    },
  });

  /** Values are cloned both ways; of an error only the message comes back, worded as Electron does. */
  async call(event: object, channel: string, args: readonly unknown[]): Promise<unknown> {
    const listener = this.#listeners.get(channel);
    try {
      if (listener === undefined) throw new Error(`No handler registered for '${channel}'`);
      return structuredClone(await listener(event, ...args));
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error });
    }
  }
}
