import type { IpcChannel, IpcRequests } from '../src/host/ipc-contract.ts';
import { parsers, type Parsers } from './payloads.ts';
import { replies, type ReplyParsers } from './replies.ts';
import { isProgramPage } from './scheme.ts';

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
 * everything else is refused by rejecting the call, without a word on what was wrong. What a handler answers leaves
 * with the fields of the contract only; what it throws stays here, as the cause of an error that says nothing.
 *
 * @param windowOf the window with that `webContents.id`, null if it is none of ours
 */
export function serveContract<W>(ipc: IpcServer, windowOf: (id: number) => W | null, handlers: Handlers<W>): void {
  for (const channel of channels) serveChannel(ipc, windowOf, handlers, channel);
}

// `satisfies` keeps the list complete: a channel without a parser does not compile, and these are its keys.
const channels = Object.keys(parsers satisfies Parsers & Record<keyof ReplyParsers, unknown>) as readonly IpcChannel[];

function serveChannel<W, C extends IpcChannel>(
  ipc: IpcServer,
  windowOf: (id: number) => W | null,
  handlers: Handlers<W>,
  channel: C,
): void {
  ipc.handle(channel, async (event, ...args) => {
    const window = unlessItThrows(() => (isTopFrame(event) ? windowOf(event.sender.id) : null));
    if (window === null) throw new Error(`${channel}: refused`);
    // Always one argument: preload sends `undefined` where there is nothing to say.
    const request = args.length === 1 ? unlessItThrows(() => parsers[channel](args[0])) : null;
    if (request === null) throw new Error(`${channel}: malformed`);
    return answer(channel, () => handlers[channel](window, request));
  });
}

/** Electron hands the page an error's message and prints the cause. */
async function answer<C extends IpcChannel>(
  channel: C,
  handle: () => Promise<IpcRequests[C]['reply']>,
): Promise<IpcRequests[C]['reply']> {
  let reply: unknown;
  try {
    reply = await handle();
  } catch (cause) {
    throw new Error(`${channel}: failed`, { cause });
  }
  const parsed = replies[channel](reply);
  if (parsed === null) throw new Error(`${channel}: an answer that is not in the contract`);
  return parsed;
}

function isTopFrame({ sender, senderFrame }: IpcCall): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isProgramPage(senderFrame.url);
}

/** A frame that is gone throws when it is asked for its address, and an object may be made to throw at every look. */
function unlessItThrows<T>(look: () => T): T | null {
  try {
    return look();
  } catch {
    return null;
  }
}
