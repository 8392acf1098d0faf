import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IpcChannel } from '../src/host/ipc-contract.ts';
import { type Handlers, type IpcCall, serveContract } from './ipc.ts';
import { parsers } from './payloads.ts';

type Call = (event: IpcCall, ...args: unknown[]) => Promise<unknown>;

/** ipcMain in memory, with handlers that only note that they were reached. */
function served(): { readonly call: (channel: string) => Call; readonly reached: unknown[][]; channels: string[] } {
  const calls = new Map<string, Call>();
  const reached: unknown[][] = [];
  const note = (channel: string) => (window: string, request: unknown) => {
    reached.push([channel, window, request]);
    return Promise.resolve('reply');
  };
  // Complete, as its keys are those of `parsers`; the replies are of no interest here.
  const handlers = Object.fromEntries(Object.keys(parsers).map((channel) => [channel, note(channel)]));
  serveContract(
    { handle: (channel, listener) => calls.set(channel, listener) },
    (id) => (id === 1 ? 'window 1' : null),
    handlers as unknown as Handlers<string>,
  );
  const call = (channel: string): Call => calls.get(channel) ?? (() => Promise.reject(new Error('no such channel')));
  return { call, reached, channels: [...calls.keys()] };
}

function from(url: string, id = 1): IpcCall {
  const frame = { url };
  return { sender: { id, mainFrame: frame }, senderFrame: frame };
}
const own = from('app://firewright/index.html');

test('every channel of the contract is served', () => {
  expect(served().channels.sort()).toEqual(Object.keys(parsers).sort());
});

test('a good request reaches its handler with the window that asked', async () => {
  const { call, reached } = served();
  expect(await call('window:answer-close')(own, 'stay')).toBe('reply');
  expect(reached).toEqual([['window:answer-close', 'window 1', 'stay']]);
});

const strangers: readonly (readonly [who: string, event: IpcCall])[] = [
  ['another scheme', from('https://firewright/index.html')],
  ['another authority', from('app://evil/index.html')],
  ['ours as a user name', from('app://firewright@evil/')],
  ['ours with a port', from('app://firewright:1/')],
  ['ours as a prefix', from('app://firewright.evil/')],
  ['a data address', from('data:text/html,app://firewright/')],
  ['a blank page', from('about:blank')],
  ['no address', from('')],
  ['a frame that is gone', { ...own, senderFrame: null }],
  ['a frame within our page', { ...own, senderFrame: { url: 'app://firewright/index.html' } }],
  ['an unknown window', from('app://firewright/index.html', 2)],
];
test.each(strangers)('%s is refused', async (_who, event) => {
  const { call, reached } = served();
  await expect(call('window:answer-close')(event, 'stay')).rejects.toThrow('refused');
  expect(reached).toEqual([]);
});

test('a second argument is refused', async () => {
  const { call, reached } = served();
  await expect(call('window:answer-close')(own, 'stay', 'more')).rejects.toThrow('malformed');
  expect(reached).toEqual([]);
});

test('5,000 malformed messages and foreign senders: none reaches a handler', async () => {
  const { call, reached } = served();
  const channel = fc.constantFrom(...(Object.keys(parsers) as IpcChannel[]));
  const sender = fc.oneof(
    fc.constant(own),
    fc.webUrl().map((url) => from(url)),
    fc.string().map((url) => from(url)),
  );
  const args = fc.array(fc.anything(), { maxLength: 3 });
  const rejected = fc.asyncProperty(channel, sender, args, async (name, event, values) => {
    const malformed = values.length > 1 || parsers[name](values[0]) === null;
    fc.pre(event !== own || malformed);
    await expect(call(name)(event, ...values)).rejects.toThrow(/refused|malformed/);
  });
  await fc.assert(rejected, { numRuns: 5_000 });
  expect(reached).toEqual([]);
}, 60_000);
