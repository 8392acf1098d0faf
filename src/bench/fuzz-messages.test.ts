import { expect, test } from 'vitest';
import { parsers } from '../../electron/payloads.ts';
import { Random } from '../core/policy/reference/random.ts';
import { foreignCallers } from './foreign-callers.ts';
import { fuzzMessages } from './fuzz-messages.ts';
import { hostileMessage } from './hostile-messages.ts';
import { channels, fits, honest, messageShapes } from './message-shapes.ts';
import { strangers } from './strange-values.ts';

/** `npm run fuzz -- --messages N` goes on from here. */
const messages = 2_000;

test(`${messages} hostile messages: none reaches a handler, none is told more than that it is refused`, async () => {
  const { failures, ways, refused, malformed, honest: arrived } = await fuzzMessages({ messages, firstSeed: 1 });
  expect(failures).toEqual([]);
  expect(arrived).toBe(messages / 20);
  expect(refused + malformed).toBe(messages);
  // Every kind of sender and of strange value took part.
  const kinds = [...foreignCallers, ...strangers].map(([name]) => name);
  expect(kinds.filter((name) => ![...ways.keys()].some((way) => way.startsWith(name)))).toEqual([]);
}, 60_000);

test('the fuzz finds a contract that lets something through', async () => {
  const before = parsers['window:answer-close'];
  Object.assign(parsers, { 'window:answer-close': (raw: unknown) => raw });
  const { failures } = await fuzzMessages({ messages: 500, firstSeed: 1 });
  Object.assign(parsers, { 'window:answer-close': before });
  expect(failures.join('\n')).toMatch(/window:answer-close .*: reaches window:answer-close of window [12]/);
});

test('the same seed makes the same message, another one another', () => {
  const told = ({ channel, wrong }: ReturnType<typeof hostileMessage>): string => [channel, ...wrong].join();
  expect(told(hostileMessage(7))).toBe(told(hostileMessage(7)));
  expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => told(hostileMessage(seed)))).size).toBeGreaterThan(1);
});

test.each(channels)('%s: what is honest fits and is parsed as it is', (channel) => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const payload = honest(messageShapes[channel], new Random(seed));
    expect(fits(messageShapes[channel], payload)).toBe(true);
    expect(parsers[channel](payload)).toEqual(payload);
  }
});
