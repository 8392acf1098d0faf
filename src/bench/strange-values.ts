import type { Random } from '../core/policy/reference/random.ts';

/** Values that no message is, or only by chance, and that are trouble to look at. Made anew each time. */
export const strangers: readonly (readonly [name: string, make: (random: Random) => unknown])[] = [
  ['undefined', () => undefined],
  ['null', () => null],
  ['true', () => true],
  ['NaN', () => NaN],
  ['an endless number', (random) => random.pick([Infinity, -Infinity])],
  ['a number', (random) => random.pick([-1, -0, 0.5, 2 ** 53, 1e308])],
  ['a bigint', () => 10n ** 100n],
  ['a symbol', () => Symbol('message')],
  ['a function', () => () => 'called'],
  ['an empty text', () => ''],
  ['a huge text', () => hugeText],
  ['a date', () => new Date(NaN)],
  ['a regular expression', () => /x/],
  ['an error', () => new Error('message')],
  ['a promise', () => Promise.resolve({})],
  ['something that looks like a promise', () => ({ then: throwing })],
  ['a map', () => new Map([['what', 'design']])],
  ['bytes', (random) => new Uint8Array(random.below(100))],
  ['a buffer', () => new ArrayBuffer(8)],
  ['a boxed text', () => Object('close') as unknown],
  ['a boxed flag', () => Object(true) as unknown],
  ['an empty list', () => []],
  ['a list of holes', () => new Array(1_000)],
  ['the longest list', () => new Array(2 ** 32 - 1)],
  ['an empty object', () => ({})],
  ['an object without prototype', () => Object.create(null) as unknown],
  ['an object in a circle', inCircle],
  ['a list in a circle', listInCircle],
  ['deep nesting', () => deep],
  ['many fields', () => Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, index]))],
  ['__proto__', () => JSON.parse('{"__proto__":{"polluted":true,"multiple":true}}') as unknown],
  ['constructor', () => ({ constructor: { prototype: { polluted: true } } })],
  [
    'conversions that throw',
    () => ({ toString: throwing, valueOf: throwing, toJSON: throwing, [Symbol.iterator]: throwing }),
  ],
  ['an iterator that throws', () => Object.assign(['close'], { [Symbol.iterator]: throwing, length: 7 })],
  ['a proxy that throws', () => new Proxy({}, everyTrapThrows)],
  ['a list proxy that throws', () => new Proxy([], everyTrapThrows)],
  ['a function proxy that throws', () => new Proxy(throwing, everyTrapThrows)],
  ['a revoked proxy', revoked],
];

const hugeText = 'x'.repeat(200 * 1024 * 1024);

function throwing(): never {
  throw new Error('a value ran its own code');
}

const everyTrapThrows: ProxyHandler<object> = {
  get: throwing,
  set: throwing,
  has: throwing,
  ownKeys: throwing,
  apply: throwing,
  getPrototypeOf: throwing,
  getOwnPropertyDescriptor: throwing,
};

const deep = Array.from({ length: 20_000 }).reduce<unknown>((inner) => ({ what: inner, files: [inner] }), 'bottom');

function inCircle(): unknown {
  const circle: Record<string, unknown> = { what: 'design', multiple: true };
  circle['files'] = circle;
  circle['what'] = circle;
  return circle;
}

function listInCircle(): unknown {
  const circle: unknown[] = [];
  circle.push(circle);
  return circle;
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
