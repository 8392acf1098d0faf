import { describe, expect, test } from 'vitest';
import type { OpenRequest } from '../src/host/app-host.ts';
import { type Handlers, type IpcCall, type IpcServer, serveContract } from './ipc.ts';
import { oneOf, recordOf } from './parser.ts';
import { parsers, type Parsers } from './payloads.ts';
import type { ReplyParsers } from './replies.ts';

type Call = (event: IpcCall, ...args: unknown[]) => Promise<unknown>;

/** ipcMain in memory, with handlers that only note that they were reached. */
function served(): { readonly call: (channel: string) => Call; readonly reached: unknown[][]; channels: string[] } {
  const calls = new Map<string, Call>();
  const reached: unknown[][] = [];
  const note = (channel: string) => (window: string, request: unknown) => {
    reached.push([channel, window, request]);
    return Promise.resolve(undefined);
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
  expect(await call('window:answer-close')(own, 'stay')).toBeUndefined();
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

test.each([
  ['a second argument', ['stay', 'more']],
  ['a second argument without anything in it', ['stay', undefined]],
  ['no argument', []],
])('%s is refused', async (_what, args) => {
  const { call, reached } = served();
  await expect(call('window:answer-close')(own, ...args)).rejects.toThrow('malformed');
  expect(reached).toEqual([]);
});

test('a frame that throws when it is looked at is refused like any other', async () => {
  const gone = Object.defineProperty({ url: '' }, 'url', {
    get: () => {
      throw new Error('Render frame was disposed');
    },
  });
  const { call, reached } = served();
  const event = { sender: { id: 1, mainFrame: gone }, senderFrame: gone };
  await expect(call('window:answer-close')(event, 'stay')).rejects.toThrow(/^window:answer-close: refused$/);
  expect(reached).toEqual([]);
});

// Thousands more are in src/bench/fuzz-messages.test.ts.

describe('what leaves main', () => {
  const answering = (reply: () => Promise<unknown>): Call => {
    const calls = new Map<string, Call>();
    const handlers = Object.fromEntries(Object.keys(parsers).map((channel) => [channel, reply]));
    const ipc: IpcServer = { handle: (channel, listener) => calls.set(channel, listener) };
    serveContract(ipc, () => 'window', handlers as unknown as Handlers<string>);
    return calls.get('file:open-recent') ?? (() => Promise.reject(new Error('no such channel')));
  };

  test('has the fields of the contract and no other', async () => {
    const content = { kind: 'text', text: 'x', bytes: 1 };
    const value = { name: 'a', file: 'token', version: 'v', content, path: '/home/me/a' };
    expect(await answering(() => Promise.resolve({ ok: true, value, stack: 'at' }))(own, 'token')).toEqual({
      ok: true,
      value: { name: 'a', file: 'token', version: 'v', content: { kind: 'text', text: 'x' } },
    });
    const error = { reason: 'not-found', name: 'a', path: '/home/me/a' };
    expect(await answering(() => Promise.resolve({ ok: false, error }))(own, 'token')).toEqual({
      ok: false,
      error: { reason: 'not-found', name: 'a' },
    });
  });

  test.each([
    undefined,
    null,
    { ok: true },
    { ok: 'yes', value: {} },
    { ok: true, value: { name: 'a', file: '/home/me/a', version: 7, content: { kind: 'text', text: 'x' } } },
    { ok: false, error: { reason: 'out-of-cheese', path: '/home/me/a' } },
    { ok: false, error: { reason: 'constructor' } },
  ])('is not %j', async (reply) => {
    await expect(answering(() => Promise.resolve(reply))(own, 'token')).rejects.toThrow(
      /^file:open-recent: an answer that is not in the contract$/,
    );
  });

  test('says nothing of what a handler threw, and keeps it for main', async () => {
    const thrown = new Error("ENOENT: no such file, open '/home/me/a'");
    const failure = answering(() => Promise.reject(thrown))(own, 'token').catch((error: unknown) => error);
    expect(String(await failure)).toBe('Error: file:open-recent: failed');
    expect(await failure).toHaveProperty('cause', thrown);
  });
});

test('a channel that lacks its handler, its parser or the parser of one field does not compile', () => {
  // @ts-expect-error -- no channel has a handler
  const noHandlers: Handlers<string> = {};
  // @ts-expect-error -- no channel has a parser
  const noParsers: Parsers = {};
  // @ts-expect-error -- no channel has a parser of its answers
  const noReplies: ReplyParsers = {};
  // @ts-expect-error -- `multiple` has no parser
  const lacking = recordOf<OpenRequest>({ what: oneOf('design') });
  // @ts-expect-error -- null is a value of `file`, and a parser's refusal
  const confused = recordOf<{ readonly file: string | null }>({ file: oneOf('a') });
  expect([noHandlers, noParsers, noReplies, lacking({}), confused({})]).toEqual([{}, {}, {}, null, null]);
});
