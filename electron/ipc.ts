import type { IpcChannel, IpcRequests } from '../src/host/ipc-contract.ts';
import { type Parsers, parsers } from './payloads.ts';
import { isOwnPage } from './scheme.ts';

/** The part of Electron's `ipcMain` that serving needs. */
export interface IpcServer {
  handle: (channel: string, listener: (event: IpcCall, ...args: unknown[]) => Promise<unknown>) => void;
}

/** The part of an invocation's event that says who called. */
export interface IpcCall {
  readonly sender: { readonly id: number; readonly mainFrame: unknown };
  readonly senderFrame: { readonly url: string } | null;
}

/** What main does for each channel, for the window (of type `W`) that asked. */
export type Handlers<W> = {
  readonly [C in IpcChannel]: (window: W, request: IpcRequests[C]['request']) => Promise<IpcRequests[C]['reply']>;
};

/**
 * Serves every channel of the contract. A handler sees only parsed requests of the top frame of one of our windows;
 * everything else is refused by rejecting the call, without a word on what was wrong.
 *
 * @param windowOf the window with that `webContents.id`, null if it is none of ours
 */
export function serveContract<W>(ipc: IpcServer, windowOf: (id: number) => W | null, handlers: Handlers<W>): void {
  for (const channel of channels) serveChannel(ipc, windowOf, handlers, channel);
}

// `satisfies` keeps the list complete: a channel without a parser does not compile, and these are its keys.
const channels = Object.keys(parsers satisfies Parsers) as readonly IpcChannel[];

function serveChannel<W, C extends IpcChannel>(
  ipc: IpcServer,
  windowOf: (id: number) => W | null,
  handlers: Handlers<W>,
  channel: C,
): void {
  ipc.handle(channel, async (event, ...args) => {
    const window = isTopFrame(event) ? windowOf(event.sender.id) : null;
    if (window === null) throw new Error(`${channel}: refused`);
    const request = args.length > 1 ? null : parsers[channel](args[0]);
    if (request === null) throw new Error(`${channel}: malformed`);
    return handlers[channel](window, request);
  });
}

function isTopFrame({ sender, senderFrame }: IpcCall): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
}
