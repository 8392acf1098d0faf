import { Random } from '../core/policy/reference/random.ts';
import type { IpcChannel } from '../host/ipc-contract.ts';
import { foreignCallers, ownCaller, type Caller } from './foreign-callers.ts';
import {
  channels,
  fits,
  honest,
  messageShapes,
  mostElements,
  mostFields,
  mostFileBytes,
  type Shape,
} from './message-shapes.ts';
import { strangers } from './strange-values.ts';

/** A message as it arrives in the main process. */
export interface Message {
  readonly channel: IpcChannel;
  readonly caller: Caller;
  readonly args: readonly unknown[];
  /** What is wrong with it, one phrase each; none: it is an honest one. */
  readonly wrong: readonly string[];
}

interface Spoiled {
  readonly value: unknown;
  readonly how: string;
}

/** The same seed always gives the same message: malformed, or from somebody who may not send it, or both. */
export function hostileMessage(seed: number): Message {
  const random = new Random(seed);
  const channel = random.pick(channels);
  const isForeign = random.chance(0.4);
  const isMalformed = !isForeign || random.chance(0.3);
  const [who, caller] = isForeign ? foreignCaller(random) : ['own', ownCaller(random.between(1, 2))];
  const { args, how } = isMalformed
    ? malformed(channel, random)
    : { args: [honest(messageShapes[channel], random)], how: 'honest' };
  return { channel, caller, args, wrong: [isForeign ? [who] : [], isMalformed ? [how] : []].flat() };
}

/** A message that has to arrive: without such ones a fuzz in which everything is refused would prove nothing. */
export function honestMessage(seed: number): Message {
  const random = new Random(seed);
  const channel = random.pick(channels);
  return {
    channel,
    caller: ownCaller(random.between(1, 2)),
    args: [honest(messageShapes[channel], random)],
    wrong: [],
  };
}

function foreignCaller(random: Random): readonly [who: string, caller: Caller] {
  const [who, make] = random.pick(foreignCallers);
  return [who, make(random)];
}

function malformed(channel: IpcChannel, random: Random): { readonly args: readonly unknown[]; readonly how: string } {
  const shape = messageShapes[channel];
  if (random.chance(0.04)) return { args: [], how: 'no argument' };
  if (random.chance(0.04))
    return {
      args: [honest(shape, random), ...random.times(random.between(1, 3), () => honest(shape, random))],
      how: 'more arguments',
    };
  // What was spoiled may by chance still be in order: an empty text is a text.
  for (;;) {
    const { value, how } = random.chance(0.2) ? stranger(random) : spoiled(shape, random);
    if (!fits(shape, value)) return { args: [value], how };
  }
}

function stranger(random: Random): Spoiled {
  const [how, make] = random.pick(strangers);
  return { value: make(random), how };
}

/** Nearly of that shape. */
function spoiled(shape: Shape, random: Random): Spoiled {
  switch (shape.kind) {
    case 'or-null':
      return spoiled(shape.of, random);
    case 'fields':
      return spoiledFields(shape, random);
    case 'list':
      return spoiledList(shape, random);
    case 'nothing':
      return stranger(random);
    default: {
      if (random.chance(0.5)) return stranger(random);
      const misses = nearMisses(shape);
      return { value: misses[random.below(misses.length)], how: `no ${shape.kind}, nearly` };
    }
  }
}

type Leaf = Exclude<Shape, { readonly kind: 'or-null' | 'fields' | 'list' | 'nothing' }>;

const badNames = [
  '',
  '.',
  '..',
  '../a',
  'a/b',
  '..\\a',
  'C:a',
  'a\0',
  'a\n',
  'a?',
  'a.',
  'a ',
  'NUL.yaml',
  'com1',
  'x'.repeat(256),
];
const tooLong = 'x'.repeat(mostFileBytes + 1);
/** Short enough in code units, too long in bytes. */
const tooHeavy = 'ä'.repeat(mostFileBytes / 2 + 1);

function nearMisses(shape: Leaf): readonly unknown[] {
  switch (shape.kind) {
    case 'flag':
      return [0, 1, 'true', '', null, undefined];
    case 'count':
      return [-1, 0.5, NaN, Infinity, 2 ** 53, '3', 3n];
    case 'channel':
      return [
        '',
        'presenter-',
        'presenter-A',
        'presenter-../a',
        'presenter-a#b',
        `presenter-${'x'.repeat(33)}`,
        ['presenter-a'],
      ];
    case 'file-name':
      return badNames;
    case 'file-text':
      return [tooLong, tooHeavy, [], ['x'], 0];
    case 'bytes':
      return [[1, 2], new Uint16Array(2), new ArrayBuffer(8), new DataView(new ArrayBuffer(8)), { length: 0 }, 'bytes'];
    case 'png':
      return [
        new Uint8Array(),
        Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
        Uint8Array.of(1, 2, 3),
        new ArrayBuffer(8),
        'png',
      ];
    case 'word':
      return shape.among.flatMap((one) => [`${one} `, one.toUpperCase(), [one], one.slice(1)]);
    case 'text':
      return ['x'.repeat(shape.most + 1), ['x'], 7, ...(shape.least > 0 ? [''] : [])];
  }
}

function spoiledFields(shape: Extract<Shape, { kind: 'fields' }>, random: Random): Spoiled {
  // A field of its own each time: the prototype's `__proto__` is no field.
  const whole = honest(shape, random) as Record<string, unknown>; // what `honest` makes of fields
  const name = random.pick(Object.keys(shape.of));
  const { [name]: value, ...others } = whole;
  const of = shape.of[name] ?? { kind: 'nothing' };
  if (random.chance(0.5)) {
    const worse = spoiled(of, random);
    return { value: { ...others, [name]: worse.value }, how: `${worse.how} in a field` };
  }
  return random.pick<() => Spoiled>([
    () => ({ value: others, how: 'a field is missing' }),
    () => ({ value: Object.assign(Object.create({ [name]: value }) as object, others), how: 'a field is inherited' }),
    () => ({
      value: Object.defineProperty(others, name, { enumerable: true, get: () => value }),
      how: 'a field has a getter',
    }),
    () => ({
      value: Object.defineProperty(others, name, {
        get: () => {
          throw new Error('looked at');
        },
      }),
      how: 'a field throws',
    }),
    () => ({ value: { ...others, [`${name} `]: value }, how: 'a field has another name' }),
    () => ({ value: new Map(Object.entries(whole)), how: 'a map of fields' }),
    () => ({ value: Object.assign(new Payload(), whole), how: 'an instance of a class' }),
    () => ({ value: Object.create(whole), how: 'fields are inherited' }),
    () => ({ value: JSON.parse(`{"__proto__":${JSON.stringify(others)}}`) as unknown, how: 'fields in __proto__' }),
    () => ({ value: JSON.stringify(whole), how: 'fields as a text' }),
    () => ({ value: [whole], how: 'fields in a list' }),
    () => ({ value: Object.entries(whole), how: 'fields as a list' }),
    () => ({ value: { ...whole, ...manyFields }, how: 'too many fields' }),
    () => ({ value: { ...others, [name]: whole }, how: 'a message in its own field' }),
  ])();
}
class Payload {
  readonly what = 'design';
}
const manyFields = Object.fromEntries(Array.from({ length: mostFields }, (_, index) => [`more-${index}`, index]));

function spoiledList(shape: Extract<Shape, { kind: 'list' }>, random: Random): Spoiled {
  const whole = [...(honest(shape, random) as readonly unknown[])]; // what `honest` makes of a list
  const at = random.below(whole.length);
  if (random.chance(0.5)) {
    const worse = spoiled(shape.of, random);
    return { value: whole.with(at, worse.value), how: `${worse.how} in a list` };
  }
  return random.pick<() => Spoiled>([
    () => ({ value: Object.assign(whole, { length: whole.length + 1 }), how: 'a list ends with a hole' }),
    () => ({ value: (delete whole[at], whole), how: 'a list has a hole' }),
    () => ({
      value: Object.defineProperty(whole, at, { get: () => honest(shape.of, random) }),
      how: 'a list has a getter',
    }),
    () => ({ value: Array.from({ length: mostElements + 1 }, () => whole[0]), how: 'a list is too long' }),
    () => ({ value: { ...whole, length: whole.length }, how: 'like a list' }),
    () => ({ value: new Set(whole), how: 'a set' }),
    () => ({ value: whole.values(), how: 'an iterator' }),
    () => ({ value: [whole], how: 'a list in a list' }),
  ])();
}
