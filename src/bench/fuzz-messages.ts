import { type Handlers, type IpcCall, serveContract } from '../../electron/ipc.ts';
import { foreignCallers } from './foreign-callers.ts';
import { honestMessage, hostileMessage, type Message } from './hostile-messages.ts';
import { channels } from './message-shapes.ts';

export interface MessageFuzz {
  readonly messages: number;
  readonly firstSeed: number;
}

export interface MessageFuzzResult {
  readonly failures: readonly string[];
  /** How many messages were wrong in that way. */
  readonly ways: ReadonlyMap<string, number>;
  readonly refused: number;
  readonly malformed: number;
  /** Honest messages among the others, each of which reached its handler. */
  readonly honest: number;
  readonly slowestMs: number;
}

/** Longer than this for one message is a fault. */
const longestMs = 2_000;
const honestEvery = 20;
const mostFailures = 20;
const progressEvery = 10_000;

type Listener = (event: IpcCall, ...args: unknown[]) => Promise<unknown>;

/** What `serveContract` serves, with handlers that only note that they were reached. */
class ServedContract {
  readonly #listeners = new Map<string, Listener>();
  #reached: string[] = [];

  constructor() {
    const note = (channel: string) => (window: string) => {
      this.#reached.push(`${channel} of ${window}`);
      return Promise.reject(new Error('reached'));
    };
    const handlers = Object.fromEntries(channels.map((channel) => [channel, note(channel)]));
    serveContract(
      { handle: (channel, listener) => this.#listeners.set(channel, listener) },
      (id) => (id === 1 || id === 2 ? `window ${id}` : null),
      handlers as unknown as Handlers<string>, // complete, and none of them answers
    );
  }

  get channels(): readonly string[] {
    return [...this.#listeners.keys()];
  }

  /** @returns what the sender is told, and which handlers were reached */
  async send({
    channel,
    caller,
    args,
  }: Message): Promise<{ readonly told: string; readonly reached: readonly string[] }> {
    this.#reached = [];
    const listener = this.#listeners.get(channel) ?? (() => Promise.reject(new Error('not served')));
    const told = await listener(caller, ...args).then(
      () => 'an answer',
      (error: unknown) => (error instanceof Error ? error.message : 'what is no error'),
    );
    return { told, reached: this.#reached };
  }
}

/**
 * Sends hostile messages, with honest ones among them. None of the hostile ones may reach a handler, run code of its
 * own, be answered in other words than its honest refusal, or leave a trace in the prototypes that all objects share.
 *
 * @param progress is told how many were sent
 */
export async function fuzzMessages(
  { messages, firstSeed }: MessageFuzz,
  progress: (sent: number) => void = () => undefined,
): Promise<MessageFuzzResult> {
  const served = new ServedContract();
  const failures: string[] = served.channels.length === channels.length ? [] : ['not every channel is served'];
  const ways = new Map<string, number>();
  const told = { refused: 0, malformed: 0, honest: 0 };
  const before = sharedNames();
  let slowestMs = 0;
  for (let seed = firstSeed; seed < firstSeed + messages && failures.length < mostFailures; seed += 1) {
    const message = hostileMessage(seed);
    for (const way of message.wrong) ways.set(way, (ways.get(way) ?? 0) + 1);
    const start = performance.now();
    const outcome = await served.send(message);
    const millis = performance.now() - start;
    slowestMs = Math.max(slowestMs, millis);
    const what = faultOf(message, outcome) ?? (millis > longestMs ? `takes ${Math.round(millis)} ms` : null);
    if (what !== null) failures.push(`seed ${seed}, ${message.channel} (${message.wrong.join(', ')}): ${what}`);
    if (outcome.told.endsWith('refused')) told.refused += 1;
    else told.malformed += 1;
    if (seed % honestEvery === 0) {
      const { reached } = await served.send(honestMessage(seed));
      if (reached.length === 1) told.honest += 1;
      else failures.push(`seed ${seed}: an honest message does not arrive`);
    }
    const sent = seed - firstSeed + 1;
    if (sent % progressEvery === 0) progress(sent);
  }
  if (sharedNames() !== before) failures.push('something was added to the prototypes of all objects');
  return { failures, ways, ...told, slowestMs };
}

function faultOf(
  { channel, wrong }: Message,
  { told, reached }: { readonly told: string; readonly reached: readonly string[] },
): string | null {
  if (reached.length > 0) return `reaches ${reached.join(', ')}`;
  // Who may not send learns nothing about what was sent.
  const expected = wrong.some((way) => foreign.has(way)) ? 'refused' : 'malformed';
  return told === `${channel}: ${expected}` ? null : `is told “${told}”`;
}

const foreign = new Set(foreignCallers.map(([who]) => who));

function sharedNames(): string {
  const shared = [Object.prototype, Array.prototype, String.prototype, Function.prototype];
  return shared.map((prototype) => Reflect.ownKeys(prototype).map(String).join()).join(';');
}

/** @returns the exit status: 0 if no message came through, 1 if one did */
export async function runMessageFuzz(wishes: MessageFuzz): Promise<number> {
  let unhandled = 0;
  const count = (): void => void (unhandled += 1);
  process.on('unhandledRejection', count);
  const { failures, ways, refused, malformed, honest, slowestMs } = await fuzzMessages(wishes, (sent) =>
    console.error(`${sent} of ${wishes.messages} messages`),
  );
  process.off('unhandledRejection', count);
  for (const failure of failures) console.log(failure);
  console.log(
    `${wishes.messages} messages from seed ${wishes.firstSeed} on ${channels.length} channels, wrong in ${ways.size} ways: ` +
      `${refused} senders refused, ${malformed} payloads malformed`,
  );
  console.log(`${honest} honest messages between them arrived; slowest ${Math.round(slowestMs)} ms`);
  console.log(`${failures.length} came through, ${unhandled} rejections unhandled`);
  return failures.length === 0 && unhandled === 0 ? 0 : 1;
}
